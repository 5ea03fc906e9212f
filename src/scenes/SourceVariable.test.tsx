import { screen, waitFor } from '@testing-library/react';
import { choose, openDashboard, queriesOf, selector } from '../../tests/openDashboard';
import { CHOREOAI, fakePrometheus } from '../doctor/fakePrometheus';
import type { Sample } from '../doctor/prometheus';

const A_DAY_AGO = () => Date.now() / 1000 - 86_400;

/** The Overview of a gateway with so many raw series, recorded since some time or not at all. */
async function open({ since, series = 1_000, refusal }: { since?: number; series?: number; refusal?: string }) {
  const answer = (expression: string): Sample[] => {
    if (expression.includes('llm:job:')) {
      return since === undefined ? [] : [{ metric: { system: 'choreoai', job: 'gateway' }, value: since }];
    }
    return expression.startsWith('count by (job)') ? [{ metric: { job: 'gateway' }, value: series }] : [];
  };
  const prometheus = {
    ...fakePrometheus({ present: { gateway: CHOREOAI }, answer }),
    get: async () => ({ status: 200, contentType: 'application/json', body: '{"status":"success","data":[]}' }),
  };
  const dashboard = openDashboard({ prometheus }, (grafana) => {
    grafana.refusal = refusal;
  });
  await screen.findByText('Requests/min');
  return dashboard;
}

const choices = (dashboard: Awaited<ReturnType<typeof open>>) =>
  selector(dashboard, 'source').state.options.map(({ label }) => label);

it('a page shows recorded figures where they cover the range, and says so', async () => {
  const dashboard = await open({ since: A_DAY_AGO() });
  expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain('llm:requests:rate5m{job="gateway"');
  expect(screen.getByTestId('source note')).toHaveTextContent('Recorded figures: means over 5 minutes.');
});

it('a person can have raw figures instead, and gets there by the address', async () => {
  const dashboard = await open({ since: A_DAY_AGO() });
  await choose(dashboard, 'source', 'raw');
  await waitFor(() => expect(screen.getByTestId('source note')).toHaveTextContent('Raw figures.'));
  expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain('rate(choreoai_requests_total');
  expect(selector(dashboard, 'source').urlSync?.getUrlState()).toEqual({ 'var-source': 'raw' });
});

it('without recorded series the figures are raw, and recorded ones are no choice', async () => {
  const dashboard = await open({});
  expect(queriesOf(dashboard, 'requests-per-minute').join()).toContain('rate(choreoai_requests_total');
  expect(screen.getByTestId('source note')).toHaveTextContent('Load rules/recordings.yaml');
  expect(choices(dashboard)).toEqual(['Auto', 'Raw']);
});

it('recorded series that begin within the range are there for the asking', async () => {
  const dashboard = await open({ since: Date.now() / 1000 - 600 });
  expect(screen.getByTestId('source note')).toHaveTextContent('within this range');
  await choose(dashboard, 'source', 'recorded');
  await waitFor(() => expect(screen.getByTestId('source note')).toHaveTextContent('recorded since'));
});

it('raw figures are not offered where there are too many of them', async () => {
  const dashboard = await open({ since: A_DAY_AGO(), series: 1_000_000 });
  expect(choices(dashboard)).toEqual(['Auto', 'Recorded']);
  expect(screen.getByTestId('source note')).toHaveTextContent('more than 40 million samples');
});

it('too many raw figures are warned of where nothing is recorded', async () => {
  const dashboard = await open({ series: 1_000_000 });
  expect(screen.getByTestId('source note')).toHaveTextContent('Prometheus may refuse them');
  expect(choices(dashboard)).toEqual(['Auto', 'Raw']);
});

it('where the server refuses to read so much, the page says so and offers recorded figures', async () => {
  const dashboard = await open({
    since: Date.now() / 1000 - 600,
    refusal: 'execution: query processing would load too many samples into memory in query execution',
  });
  await waitFor(() => expect(screen.getByTestId('source note')).toHaveTextContent('Switch Figures to Recorded'));
  expect(choices(dashboard)).toContain('Recorded');
});

it("another refusal is the panel's own", async () => {
  const { grafana } = await open({ refusal: 'execution: found duplicate series' });
  await waitFor(() => expect(grafana.requests.length).toBeGreaterThan(10));
  expect(screen.getByTestId('source note')).not.toHaveTextContent('refused');
});
