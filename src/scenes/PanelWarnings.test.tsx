import { FieldType, toDataFrame } from '@grafana/data';
import { act, screen, waitFor } from '@testing-library/react';
import { of } from 'rxjs';
import { openDashboard, panel, queriesOf } from '../../tests/openDashboard';
import { CHOREOAI, fakePrometheus } from '../doctor/fakePrometheus';
import type { Sample } from '../doctor/prometheus';

const BUCKETS = 'choreoai_request_duration_seconds_bucket';

/** A ChoreoAI whose histogram ends at 10 s, and what else its series say. */
const choreoai = (resets: Sample[]) =>
  fakePrometheus({
    present: { choreoai: CHOREOAI },
    answer: (expression) => {
      if (expression.includes('resets(')) {
        return resets;
      }
      return expression.includes('__name__, le')
        ? ['1.0', '10.0', '+Inf'].map((le) => ({ metric: { __name__: BUCKETS, le }, value: 3 }))
        : [];
    },
  });

/** Each panel's answer to its first query. */
const answered = (value: number) =>
  of([
    toDataFrame({
      refId: 'A',
      fields: [
        { name: 'Time', type: FieldType.time, values: [0, 1] },
        { name: 'Value', type: FieldType.number, values: [3, value] },
      ],
    }),
  ]);

const BOUNCING: Sample[] = [{ metric: { job: 'choreoai', instance: 'c:80' }, value: 30 }];

const signs = () => screen.queryAllByRole('button', { name: /^Warning/ });

it('a panel warns of counters that bounce, and says why when its sign has the focus', async () => {
  const dashboard = openDashboard({ prometheus: choreoai(BOUNCING) });
  const [sign] = await screen.findAllByRole('button', { name: /^Warning: ChoreoAI: counters of "c:80" fell 30 times/ });
  act(() => sign?.focus());
  expect(await screen.findByText(/Several workers answer behind one port/)).toBeInTheDocument();
  expect(panel(dashboard, 'active-requests')?.state.titleItems).toMatchObject([{ state: { warnings: [] } }]);
});

it('a percentile at its histogram’s last bound reads >= 10 s, without another question to the data source', async () => {
  const dashboard = openDashboard({ prometheus: choreoai([]) }, (grafana) => (grafana.answer = answered(10)));
  await screen.findAllByRole('button', { name: 'Warning: Latency, 95th percentile is >= 10 s' });
  const asked = dashboard.grafana.requests.map(
    ({ targets: [first] }) => (first as { expr?: string } | undefined)?.expr
  );
  const [query = ''] = queriesOf(dashboard, 'latency-p95');
  expect(asked.filter((expr) => expr === query)).toHaveLength(1);
});

it('a percentile below it is no reason to warn', async () => {
  const dashboard = openDashboard({ prometheus: choreoai([]) }, (grafana) => (grafana.answer = answered(9)));
  const known = [{ state: { pinned: [{ bound: 10 }] } }];
  await waitFor(() => expect(panel(dashboard, 'latency-p95')?.state.titleItems).toMatchObject(known));
  expect(signs()).toEqual([]);
});
