import { sceneGraph } from '@grafana/scenes';
import { screen, waitFor } from '@testing-library/react';
import { openDashboard, panel, prometheusWith, queriesOf } from '../../tests/openDashboard';
import { CHOREOAI } from '../doctor/fakePrometheus';
import { NO_SETTINGS } from '../settings/schema';

const settings = {
  ...NO_SETTINGS,
  prices: { overrides: [{ model: 'our-model', input: 3, output: 4 }], aliases: { 'prod-gpt': 'gpt-4o' } },
  budgets: { daily: 40, bySystem: {} },
};

async function openCost(of: Parameters<typeof openDashboard>[0] = {}) {
  const prometheus = prometheusWith({ choreoai: CHOREOAI }, { model: ['our-model', 'prod-gpt', 'nobody-knows'] });
  const dashboard = openDashboard({ prometheus, dashboard: 'cost', settings, ...of });
  await screen.findByText('Spend per hour');
  return dashboard;
}

it('prices the models in view, a person’s own price and alias first, and no other', async () => {
  const dashboard = await openCost();
  const query = queriesOf(dashboard, 'spend-per-hour').join();
  expect(query).toContain('label_replace(label_replace(vector(0.000003), "model", "our-model", "", "")');
  expect(query).toContain('label_replace(label_replace(vector(0.0000025), "model", "prod-gpt", "", "")');
  expect(query).not.toMatch(/nobody-knows|claude/);
});

it('asks for today and this month from their beginning to the end of the page’s range', async () => {
  const dashboard = await openCost();
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(5));
  const page = sceneGraph.getTimeRange(dashboard.scene).state.value;
  for (const [id, beginning] of [
    ['spend-today', /T00:00:00.000Z$/],
    ['spend-this-month', /-01T00:00:00.000Z$/],
  ] as const) {
    const scene = panel(dashboard, id);
    const { from, to } = sceneGraph.getTimeRange(scene ?? dashboard.scene).state.value;
    expect(from.toISOString()).toMatch(beginning);
    expect(to.valueOf()).toBe(page.to.valueOf());
    expect(queriesOf(dashboard, id).join()).toMatch(/\[\$__range\].*\* \(\$__range_s\)$/);
  }
});

it('holds spend against the budget that is set, and says which is not', async () => {
  const dashboard = await openCost();
  expect(queriesOf(dashboard, 'daily-budget').join()).toContain('/ ((vector(40)) > 0)');
  expect(await screen.findAllByText('No monthly budget is set.')).toHaveLength(2);
});

it('without any settings the shipped prices count', async () => {
  const dashboard = await openCost({
    settings: NO_SETTINGS,
    prometheus: prometheusWith({ choreoai: CHOREOAI }, { model: ['gpt-4o'] }),
  });
  expect(queriesOf(dashboard, 'spend-per-hour').join()).toContain('"gpt-4o"');
});

it('says where the price of each model comes from, and whose long contexts cost more than is counted', async () => {
  const dashboard = await openCost({
    prometheus: prometheusWith({ choreoai: CHOREOAI }, { model: ['our-model', 'prod-gpt', 'gpt-5.4', 'nobody-knows'] }),
  });
  await waitFor(() => expect(queriesOf(dashboard, 'models').join()).toContain('"gpt-5.4"'));
  expect(queriesOf(dashboard, 'models')[0]).toContain('"price_origin", "$1", "model", "(?s)(.*)"');
  expect(panel(dashboard, 'models')?.state.titleItems).toMatchObject([
    {
      state: {
        warnings: [
          {
            kind: 'long-context',
            seen: 'Prices for long contexts are not counted: gpt-5.4 ($5 above 272,000 tokens)',
          },
        ],
      },
    },
  ]);
});
