import type { DataFrame } from '@grafana/data';
import { waitFor } from '@testing-library/react';
import { of, Subject } from 'rxjs';
import { openDashboard, prometheusWith, refresh } from '../../tests/openDashboard';
import { CHOREOAI } from '../doctor/fakePrometheus';

const UP = prometheusWith({ choreoai: CHOREOAI });

it('a refresh asks panels anew that have their answer', async () => {
  const dashboard = openDashboard({ prometheus: UP });
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(10));
  const before = dashboard.grafana.requests.length;
  await refresh(dashboard);
  await waitFor(() => expect(dashboard.grafana.requests.length).toBe(2 * before));
});

it('a refresh leaves a page alone that still waits for answers, for a minute', async () => {
  const answers = new Subject<DataFrame[]>();
  const dashboard = openDashboard({ prometheus: UP }, (grafana) => (grafana.answer = answers));
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(10));
  const before = dashboard.grafana.requests.length;

  await refresh(dashboard);
  expect(dashboard.grafana.requests).toHaveLength(before);

  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
  dashboard.grafana.answer = of([]);
  await refresh(dashboard);
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(before));
  jest.restoreAllMocks();
});
