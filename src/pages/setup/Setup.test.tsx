import { locationService } from '@grafana/runtime';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import type { Connection, MetricsConnection } from '../../doctor/connection';
import { CHOREOAI, fakePrometheus, success, type FakePresence } from '../../doctor/fakePrometheus';
import { fakeServer, json, REPLIES, type Reply } from '../../doctor/fakeServer';
import {
  addDataSource,
  addLinks,
  connectionsOf,
  metricsConnections,
  removeDataSource,
  removeLinks,
} from '../../grafana/connections';
import { countDashboards } from '../../grafana/dashboards';
import { mayCreateDataSources, mayWriteDataSources, mayWriteSettings } from '../../grafana/permissions';
import { knownSettings, loadSettings, saveSettings } from '../../grafana/settings';
import { parseSettings } from '../../settings/parse';
import Setup from './Setup';

jest.mock('../../grafana/connections');
jest.mock('../../grafana/dashboards');
jest.mock('../../grafana/settings');
jest.mock('../../grafana/permissions', () => ({
  ...jest.requireActual('../../grafana/permissions'),
  mayWriteSettings: jest.fn(),
  mayCreateDataSources: jest.fn(),
  mayWriteDataSources: jest.fn(),
}));

const BUILD = { '/api/v1/status/buildinfo': success({ version: '2.42.0', revision: 'x' }) };

/** A Prometheus with these metrics, whose `get` answers as given. */
function prometheus(present: FakePresence, answers: Record<string, Reply> = BUILD): MetricsConnection {
  const { get } = fakeServer(answers);
  return { backend: 'prometheus', uid: 'prom', name: 'Our Prometheus', probe: { ...fakePrometheus({ present }), get } };
}

const lokiAt = (answer: Reply): Connection => ({
  backend: 'loki',
  uid: 'loki',
  name: 'Our Loki',
  probe: fakeServer({ '/loki/api/v1/status/buildinfo': answer }),
});

interface World {
  metrics?: MetricsConnection[];
  others?: Connection[];
  mayWrite?: boolean;
  mayCreate?: boolean;
  jsonData?: unknown;
  step?: string;
}

function open({ metrics = [], others = [], mayWrite = true, mayCreate = true, jsonData, step = '' }: World) {
  const grafana = fakeGrafana();
  grafana.dataSources = metrics.map(({ uid, name }) => ({ uid, name }));
  const stored = { ...parseSettings(jsonData), provisioned: false };
  jest.mocked(metricsConnections).mockImplementation(() => metrics);
  jest
    .mocked(connectionsOf)
    .mockImplementation((backends) => others.filter(({ backend }) => backends.includes(backend)));
  jest.mocked(countDashboards).mockResolvedValue(4);
  jest.mocked(knownSettings).mockReturnValue(stored.settings);
  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored });
  jest.mocked(saveSettings).mockReset().mockResolvedValue({ kind: 'saved', stored });
  jest.mocked(mayWriteSettings).mockReturnValue(mayWrite);
  jest.mocked(mayCreateDataSources).mockReturnValue(mayCreate);
  jest.mocked(mayWriteDataSources).mockReturnValue(mayCreate);
  locationService.push(`/setup${step && `?step=${step}`}`);
  const view = render(
    <GrafanaRouter>
      <Setup />
    </GrafanaRouter>
  );
  return { user: userEvent.setup(), metrics, others, ...view };
}

const step = (name: RegExp) => screen.findByRole('button', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

it('says what is missing where Grafana has nothing, and how to get it', async () => {
  open({});
  expect(await step(/^1\. Data sources: Wrong/)).toHaveAttribute('aria-current', 'step');
  expect(await screen.findByText('Metrics: no Prometheus')).toBeVisible();
  expect(screen.getByText('Logs: no Loki or Elasticsearch')).toBeVisible();
  expect(await step(/^3\. Logs: Could be better/)).toBeVisible();
});

it('tells how each step stands, and opens one at a time; the address keeps which', async () => {
  const { user } = open({ metrics: [prometheus({ gateway: CHOREOAI })] });
  await user.click(await step(/^2\. Metrics: /));
  expect(await screen.findByText('ChoreoAI: detected in job "gateway"')).toBeVisible();
  expect(locationService.getSearch().get('step')).toBe('metrics');
  await user.click(button('Next: Logs'));
  expect(locationService.getSearch().get('step')).toBe('logs');
});

it('opens at the step that the address names', async () => {
  open({ step: 'prices' });
  expect(await screen.findByRole('heading', { name: 'Prices' })).toBeVisible();
});

it('notices at the next scan that a data source has gone away, and that it is back', async () => {
  const others = [lokiAt(json({ version: '3.1.0' }))];
  const { user } = open({ others });
  expect(await screen.findByText(/^Loki: Our Loki answers in \d+ ms, version 3\.1\.0$/)).toBeVisible();
  others[0] = lokiAt(REPLIES[502]);
  await user.click(button('Scan again'));
  expect(await screen.findByText(/^Loki: the server cannot be reached: HTTP 502/)).toBeVisible();
  others[0] = lokiAt(json({ version: '3.1.0' }));
  await user.click(button('Check this again'));
  expect(await screen.findByText(/^Loki: Our Loki answers/)).toBeVisible();
});

it('ends what is under way when the page is left', async () => {
  const signals: AbortSignal[] = [];
  const never: Connection = {
    ...lokiAt('never'),
    probe: { name: 'Loki', get: (_, __, signal) => (signals.push(signal), new Promise(() => undefined)) },
  };
  const { unmount } = open({ others: [never] });
  await waitFor(() => expect(signals.length).toBeGreaterThan(0));
  unmount();
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});

describe('the data sources to use', () => {
  it('are chosen and saved', async () => {
    const { user } = open({ others: [lokiAt(json({ version: '3' }))] });
    await user.click(await screen.findByLabelText('Logs'));
    await user.keyboard('Our Loki{ArrowDown}{Enter}');
    await user.click(button('Save'));
    expect(jest.mocked(saveSettings).mock.calls[0]?.[0].dataSources).toEqual({ logs: 'loki' });
  });

  it('are kept when one of them is gone, and the page says so', async () => {
    open({ jsonData: { version: 1, dataSources: { logs: 'gone' } } });
    expect(await screen.findByText('This data source is gone: choose another.')).toBeVisible();
  });

  it('cannot be changed by whoever lacks the right, which is named', async () => {
    open({ mayWrite: false });
    expect(await screen.findByText(/Saving needs the right plugins:write/)).toBeVisible();
    expect(screen.getByLabelText('Logs')).toBeDisabled();
    expect(button('Save')).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('a data source', () => {
  const url = () => screen.getByLabelText('URL, as Grafana reaches it');

  it('that answers is added, and can be taken away again', async () => {
    const metrics: MetricsConnection[] = [];
    const { user } = open({ metrics });
    jest.mocked(addDataSource).mockImplementation(async () => {
      metrics.push(prometheus({}));
      return { uid: 'prom' };
    });
    fireEvent.change(url(), { target: { value: 'http://prom:9090' } });
    await user.click(button('Test and add'));
    expect(await screen.findByText('Prometheus answers, and was added')).toBeVisible();
    expect(addDataSource).toHaveBeenLastCalledWith({ type: 'prometheus', name: 'Prometheus', url: 'http://prom:9090' });
    expect(await screen.findByText(/^Prometheus: Our Prometheus answers/)).toBeVisible();

    jest.mocked(removeDataSource).mockImplementation(async () => {
      metrics.pop();
      return undefined;
    });
    await user.click(button(/^Undo/));
    expect(removeDataSource).toHaveBeenLastCalledWith('prom');
    expect(await screen.findByText('Metrics: no Prometheus')).toBeVisible();
  });

  it('that does not answer is not kept: says why', async () => {
    const metrics: MetricsConnection[] = [];
    const { user } = open({ metrics });
    jest.mocked(addDataSource).mockImplementation(async () => {
      metrics.push(prometheus({}, { '/api/v1/status/buildinfo': 'refuses' }));
      return { uid: 'prom' };
    });
    jest.mocked(removeDataSource).mockResolvedValue(undefined);
    await user.click(button('Test and add'));
    expect(await screen.findByText(/cannot be reached: connect ECONNREFUSED/)).toBeVisible();
    expect(removeDataSource).toHaveBeenLastCalledWith('prom');
  });

  it('is refused by Grafana: in its words', async () => {
    const { user } = open({});
    jest
      .mocked(addDataSource)
      .mockResolvedValue({ status: 409, said: 'data source with the same name already exists' });
    await user.click(button('Test and add'));
    expect(await screen.findByText('data source with the same name already exists')).toBeVisible();
  });

  it('cannot be added by whoever lacks the right, which is named', async () => {
    open({ mayCreate: false });
    expect(await screen.findByText(/needs the right datasources:create/)).toBeVisible();
    expect(button('Test and add')).toHaveAttribute('aria-disabled', 'true');
    expect(url()).toBeDisabled();
  });
});

it('offers lines to copy where they belong to a finding', async () => {
  open({ metrics: [prometheus({})], step: 'metrics' });
  const finding = await screen.findByTestId(/finding empty/);
  expect(within(finding).getByText(/scrape_configs:/)).toBeVisible();
  expect(within(finding).getByRole('button', { name: 'Copy' })).toBeVisible();
});

it('shows what makes a system that is missing write its metrics, and Prometheus scrape it', async () => {
  const { user } = open({ step: 'metrics' });
  expect(await screen.findByText(/^from prometheus_client import/)).toHaveTextContent(
    /choreoai_requests_total = Counter\('choreoai_requests_total'/
  );
  await user.click(screen.getByLabelText('System'));
  await user.keyboard('LiteLLM{ArrowDown}{Enter}');
  expect(await screen.findByText(/^litellm_settings:/)).toBeVisible();
  expect(screen.getByText(/job_name: litellm/)).toHaveTextContent("targets: ['localhost:4000']");
});

describe('links between data sources', () => {
  const set = { leadsTo: [], scrapeInterval: '', index: '' };
  const TRACES: Connection = { backend: 'jaeger', uid: 'jaeger', name: 'Our Jaeger', probe: fakeServer({}), set };
  const LOGS: Connection = { ...lokiAt(json({ version: '3.1.0' })), set };
  const LINES = 'Add these lines to Our Loki: derivedFields';

  it('are set up, and undone', async () => {
    const relinked = { before: {}, after: { derivedFields: [] } };
    jest.mocked(addLinks).mockReset().mockResolvedValue(relinked);
    jest.mocked(removeLinks).mockReset().mockResolvedValue(relinked);
    const { user } = open({ others: [LOGS, TRACES], step: 'traces' });
    await user.click(await screen.findByRole('button', { name: LINES }));
    expect(addLinks).toHaveBeenCalledWith('loki', {
      derivedFields: [expect.objectContaining({ name: 'trace_id', datasourceUid: 'jaeger' })],
    });
    expect(await screen.findByText('Our Loki has them now: derivedFields')).toBeVisible();
    await user.click(button('Undo: take it away again'));
    expect(removeLinks).toHaveBeenCalledWith('loki', relinked);
    await waitFor(() => expect(screen.queryByText('Our Loki has them now: derivedFields')).toBeNull());
  });

  it('that Grafana refuses are told in its words', async () => {
    jest.mocked(addLinks).mockReset().mockResolvedValue({ status: 403, said: 'read-only data source' });
    const { user } = open({ others: [LOGS, TRACES], step: 'traces' });
    await user.click(await screen.findByRole('button', { name: LINES }));
    expect(await screen.findByText('read-only data source')).toBeVisible();
  });

  it('need a right, which is named', async () => {
    open({ others: [LOGS, TRACES], step: 'traces', mayCreate: false });
    expect(await screen.findByRole('button', { name: LINES })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/needs the right datasources:write/)).toBeVisible();
  });
});
