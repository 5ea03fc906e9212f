import type { DataFrame } from '@grafana/data';
import { SeriesVisibilityChangeMode } from '@grafana/ui';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of, Subject } from 'rxjs';
import { line } from '../../tests/grafanaRuntime';
import {
  choose,
  openDashboard,
  panel,
  prometheusWith,
  queriesOf,
  selector,
  type OpenDashboard,
} from '../../tests/openDashboard';
import { CHOREOAI, OTEL_GENAI } from '../doctor/fakePrometheus';

const PROMETHEUS = prometheusWith(
  { choreoai: CHOREOAI, 'otel-genai': OTEL_GENAI },
  { provider: ['anthropic', 'openai'], gen_ai_provider_name: ['openai'], model: ['gpt-4o'] }
);

async function open(mayExplore = true): Promise<OpenDashboard> {
  const dashboard = openDashboard({ prometheus: PROMETHEUS, mayExplore }, (grafana) => {
    grafana.answer = of([
      line('openai', { provider: 'openai' }),
      line('anthropic', { provider: 'anthropic' }),
      line('gpt-4o', { model: 'gpt-4o' }),
      line('OTel · openai', { gen_ai_provider_name: 'openai' }),
      line('input', { type: 'input' }),
    ]);
  });
  await screen.findByText('Requests/min');
  await waitFor(() => expect(dashboard.grafana.requests.length).toBeGreaterThan(20));
  return dashboard;
}

/** A click on an entry of a panel's legend. */
const clickLegend = (dashboard: OpenDashboard, id: string, name: string) =>
  act(async () =>
    panel(dashboard, id)?.getPanelContext().onToggleSeriesVisibility?.(name, SeriesVisibilityChangeMode.ToggleSelection)
  );

/** What Grafana itself does with a click: an override that hides the other series of this panel. */
/** What Grafana hid of a panel's series; a name that was left without properties hides nothing. */
const hidden = (dashboard: OpenDashboard, id: string) =>
  (panel(dashboard, id)?.state.fieldConfig.overrides ?? []).filter((override) => '__systemRef' in override);

describe('a click on a legend entry', () => {
  it('shows the provider alone on the whole page, a second one everything again', async () => {
    const dashboard = await open();
    await clickLegend(dashboard, 'requests-by-provider', 'openai');
    expect(selector(dashboard, 'provider').state.value).toEqual(['openai']);
    expect(queriesOf(dashboard, 'latency-quantiles').join()).toContain('provider="openai"');
    expect(hidden(dashboard, 'requests-by-provider')).toEqual([]);

    await clickLegend(dashboard, 'requests-by-provider', 'openai');
    expect(selector(dashboard, 'provider').getValueText()).toBe('All');
    expect(queriesOf(dashboard, 'latency-quantiles').join()).not.toContain('provider=');
  });

  it('moves from one provider to the other', async () => {
    const dashboard = await open();
    await clickLegend(dashboard, 'requests-by-provider', 'openai');
    await clickLegend(dashboard, 'requests-by-provider', 'anthropic');
    expect(selector(dashboard, 'provider').state.value).toEqual(['anthropic']);
  });

  it('selects a model where the series is of a model', async () => {
    const dashboard = await open();
    await clickLegend(dashboard, 'requests-by-model', 'gpt-4o');
    expect(selector(dashboard, 'model').state.value).toEqual(['gpt-4o']);
    expect(selector(dashboard, 'provider').getValueText()).toBe('All');
  });

  it('understands the labels of a system that was added later', async () => {
    const dashboard = await open();
    await choose(dashboard, 'system', ['choreoai', 'otel-genai']);
    await waitFor(() => expect(queriesOf(dashboard, 'requests-by-provider')).toHaveLength(2));
    await waitFor(() =>
      expect(panel(dashboard, 'requests-by-provider')?.state.$data?.state.data?.series).toHaveLength(5)
    );
    await clickLegend(dashboard, 'requests-by-provider', 'OTel · openai');
    expect(selector(dashboard, 'provider').state.value).toEqual(['openai']);
  });

  it.each(['input', 'OTel · openai', 'gone meanwhile'])(
    'hides the other series, as in Grafana, where the page cannot be filtered by it: %s',
    async (name) => {
      const dashboard = await open();
      await clickLegend(dashboard, 'tokens-by-type', name);
      expect(selector(dashboard, 'provider').getValueText()).toBe('All');
      expect(selector(dashboard, 'model').getValueText()).toBe('All');
      expect(hidden(dashboard, 'tokens-by-type')).toEqual([expect.objectContaining({ __systemRef: 'hideSeriesFrom' })]);
    }
  );
});

describe('the menu of a panel', () => {
  const openMenu = () => userEvent.click(screen.getByLabelText('Menu for panel Throughput'));

  const item = async (text: string) => (await screen.findByText(text)).closest('[role=menuitem]');

  it('leads to Explore with the panel’s query and range', async () => {
    const dashboard = await open();
    await openMenu();
    const url = new URL((await item('Explore'))?.getAttribute('href') ?? '', 'http://grafana');
    expect(url.pathname).toBe('/explore');
    expect(JSON.parse(url.searchParams.get('left') ?? '')).toMatchObject({
      datasource: 'prom',
      queries: [{ expr: queriesOf(dashboard, 'throughput')[0] }],
      range: { from: 'now-1h', to: 'now' },
    });
  });

  it('leads there as soon as the panel has been answered', async () => {
    const dashboard = await open();
    const answer = new Subject<DataFrame[]>();
    dashboard.grafana.answer = answer;
    await choose(dashboard, 'system', ['otel-genai']);
    await waitFor(() => expect(queriesOf(dashboard, 'throughput').join()).toContain('otel-genai'));
    await openMenu();
    expect(screen.queryByText('Explore')).toBeNull();
    act(() => answer.next([]));
    expect((await item('Explore'))?.getAttribute('href')).toContain('otel-genai');
  });

  it('names the right that is missing, and leads nowhere', async () => {
    await open(false);
    await openMenu();
    expect(await item('Explore needs the right datasources:explore')).not.toHaveAttribute('href');
    expect(screen.queryByText('Explore')).toBeNull();
  });
});
