import type { DataFrame } from '@grafana/data';
import { waitFor } from '@testing-library/react';
import { of, Subject } from 'rxjs';
import { openDashboard, prometheusWith, refresh, type OpenDashboard } from '../../tests/openDashboard';
import { CHOREOAI } from '../doctor/fakePrometheus';

const UP = prometheusWith({ choreoai: CHOREOAI });

/** How often was asked, once no panel is left that has not. */
async function allAsked({ grafana }: OpenDashboard): Promise<number> {
  let before = 0;
  await waitFor(
    () => {
      const asked = grafana.requests.length;
      const same = asked > 10 && asked === before;
      before = asked;
      expect(same).toBe(true);
    },
    { interval: 500 }
  );
  return before;
}

it('a refresh asks panels anew that have their answer', async () => {
  const dashboard = openDashboard({ prometheus: UP });
  const before = await allAsked(dashboard);
  await refresh(dashboard);
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThanOrEqual(2 * before));
});

it('a refresh leaves a page alone that still waits for answers, for a minute', async () => {
  const answers = new Subject<DataFrame[]>();
  const dashboard = openDashboard({ prometheus: UP }, (grafana) => (grafana.answer = answers));
  const before = await allAsked(dashboard);

  await refresh(dashboard);
  expect(dashboard.grafana.requests).toHaveLength(before);

  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
  dashboard.grafana.answer = of([]);
  await refresh(dashboard);
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(before));
  jest.restoreAllMocks();
});
