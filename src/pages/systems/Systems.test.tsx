import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import { CHOREOAI, fakePrometheus, OTEL_GENAI, success, type FakePresence } from '../../doctor/fakePrometheus';
import type { PrometheusProbe } from '../../doctor/prometheus';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { mayWriteSettings } from '../../grafana/permissions';
import { knownSettings, loadSettings, saveSettings, type Saved, type StoredSettings } from '../../grafana/settings';
import { parseSettings } from '../../settings/parse';
import { mergeForSave } from '../../settings/save';
import { NO_SETTINGS, type Settings } from '../../settings/schema';
import Systems from './Systems';

jest.mock('../../grafana/settings');
jest.mock('../../grafana/dataSourceProbe');
jest.mock('../../grafana/permissions', () => ({
  ...jest.requireActual('../../grafana/permissions'),
  mayWriteSettings: jest.fn(),
}));

const PRESENT: FakePresence = { gateway: CHOREOAI, app: OTEL_GENAI };

const LITELLM: FakePresence[string] = {
  litellm_in_flight_requests: [],
  litellm_deployment_rpm_limit: ['api_provider', 'litellm_model_name'],
};

const stored = (jsonData: unknown, provisioned = false): StoredSettings => ({
  ...parseSettings(jsonData),
  provisioned,
});

interface World {
  present?: FakePresence;
  /** All names of metrics that the jobs write. */
  names?: readonly string[];
  mayWrite?: boolean;
  provisioned?: boolean;
  /** What is stored by the time of a save. */
  meanwhile?: unknown;
  dataSource?: string;
}

/** Opens the page; returns what was asked of Prometheus's lists. */
async function open(jsonData: unknown, world: World = {}) {
  const { present = PRESENT, names = [], mayWrite = true, provisioned = false, meanwhile = jsonData } = world;
  fakeGrafana();
  const asked: string[] = [];
  const probe: PrometheusProbe = {
    ...fakePrometheus({
      present,
      answer: (expression) =>
        expression.includes('rpm_limit') ? [{ metric: { api_provider: 'openai' }, value: 500 }] : [],
    }),
    get: async (path, params) => {
      asked.push(`${path} ${params.getAll('match[]').join()}`);
      return success(names);
    },
  };
  jest.mocked(dataSourceProbe).mockReturnValue(probe);
  jest.mocked(mayWriteSettings).mockReturnValue(mayWrite);
  jest.mocked(knownSettings).mockReturnValue(NO_SETTINGS);
  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored: stored(jsonData, provisioned) });
  jest
    .mocked(saveSettings)
    .mockReset()
    .mockImplementation(async (changed: Settings, base: Settings): Promise<Saved> => {
      const save = mergeForSave(meanwhile, changed, base);
      return save.kind === 'save' ? { kind: 'saved', stored: stored(save.body.jsonData) } : save;
    });
  render(<Systems dataSource={world.dataSource ?? 'prom'} />);
  await screen.findByText('Jobs');
  return { user: userEvent.setup(), asked };
}

const button = (name: string) => screen.getByRole('button', { name });
const save = () => button('Save');
const enter = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const savedSettings = (): Settings | undefined => jest.mocked(saveSettings).mock.calls[0]?.[0];

describe('jobs', () => {
  it('are told with the system they are, and why', async () => {
    await open({});
    expect(await screen.findByText(/^Detected: ChoreoAI, because it writes choreoai_requests_total;/)).toBeVisible();
    expect(
      screen.getByText(
        /^Detected: OpenTelemetry GenAI, because it writes gen_ai_client_operation_duration_count with gen_ai_provider_name/
      )
    ).toBeVisible();
  });

  it('are what a person says, left out, or as detected again', async () => {
    const { user } = await open({ version: 1, jobs: { gateway: 'vllm', gone: 'litellm' } });
    await screen.findByText(/^Detected: ChoreoAI/);
    expect(screen.getByLabelText(/^gateway/)).toHaveValue('vLLM');
    expect(screen.getByLabelText(/^gone/)).toHaveValue('LiteLLM');

    const choose = async (job: RegExp, option: string) => {
      await user.click(screen.getByLabelText(job));
      // jsdom gives the list no room to draw its options in: they are chosen by what is typed.
      await user.keyboard(`${option}{ArrowDown}{Enter}`);
    };
    await choose(/^app/, 'Envoy AI Gateway');
    await choose(/^gateway/, 'As detected');
    await choose(/^gone/, 'Leave it out');
    await user.click(save());
    expect(savedSettings()?.jobs).toEqual({ app: 'envoy-ai-gateway', gone: 'none' });
    expect(await screen.findByText('Saved')).toBeInTheDocument();
  });

  it('are none: says what the data source lacks, and settings can still be changed', async () => {
    await open({ version: 1, customMetrics: { choreoai: [] } }, { present: {} });
    expect(await screen.findByText(/has no LLM metric/)).toBeInTheDocument();
    expect(screen.getByText('Rate limits')).toBeInTheDocument();
  });

  it('need a data source', async () => {
    await open({}, { dataSource: '' });
    expect(await screen.findByText('Grafana has no Prometheus data source')).toBeInTheDocument();
  });
});

describe('metrics of a team’s own', () => {
  const OWN = { name: 'custom_jobs_total', kind: 'counter', labels: ['queue'], title: 'Our jobs', unit: 'ops' };

  it('are added with the help of what the jobs write', async () => {
    const { user, asked } = await open({}, { names: ['choreoai_requests_total', 'custom_depth', 'zeta', 'up'] });
    await user.click(await screen.findByRole('button', { name: 'Add a metric of ChoreoAI' }));
    expect(await screen.findByText(/nobody has described yet: custom_depth, zeta\./)).toBeInTheDocument();
    expect(asked).toEqual(['/api/v1/label/__name__/values {job="gateway"}']);

    enter(/^Name in Prometheus/, 'custom_depth');
    expect(screen.getByRole('radio', { name: 'Gauge' })).toBeChecked();
    enter('Title of its panel', 'Depth');
    enter(/^Labels to split by/, 'queue, team, queue');
    await user.click(button('Take this metric'));
    await user.click(save());
    expect(savedSettings()?.customMetrics).toEqual({
      choreoai: [{ name: 'custom_depth', kind: 'gauge', labels: ['queue', 'team'], title: 'Depth' }],
    });
  });

  it('are checked at the field', async () => {
    const { user } = await open({});
    await user.click(await screen.findByRole('button', { name: 'Add a metric of ChoreoAI' }));
    enter(/^Name in Prometheus/, '1st-metric');
    enter(/^Labels to split by/, 'team, a-b');
    await user.click(button('Take this metric'));
    expect(screen.getByText(/^Enter a metric's name in Prometheus/)).toBeInTheDocument();
    expect(screen.getByText(/^Enter a label's name in Prometheus/)).toBeInTheDocument();
    expect(screen.getByText(/^Enter a name on one line/)).toBeInTheDocument();
    expect(save()).toBeDisabled();
  });

  it('are changed and removed, also of a system that is not there', async () => {
    const { user } = await open({ version: 1, customMetrics: { vllm: [OWN], choreoai: [OWN] } });
    expect(await screen.findAllByText('Our jobs: custom_jobs_total, a counter, by queue, in ops')).toHaveLength(2);
    const [change] = screen.getAllByRole('button', { name: 'Change custom_jobs_total' });
    await user.click(change as HTMLElement);
    enter('Title of its panel', 'Jobs');
    await user.click(button('Take this metric'));
    const [, remove] = screen.getAllByRole('button', { name: 'Remove custom_jobs_total' });
    await user.click(remove as HTMLElement);
    await user.click(save());
    expect(savedSettings()?.customMetrics).toEqual({ choreoai: [{ ...OWN, title: 'Jobs' }] });
  });
});

describe('rate limits', () => {
  it('are set by provider, and what is no whole number is refused', async () => {
    const { user } = await open({});
    enter('Provider', 'openai');
    await user.click(button('Add its limits'));
    expect(screen.getByLabelText('openai, requests a minute')).toHaveValue('6000');
    enter('openai, requests a minute', '500');
    enter('openai, tokens a minute', '1.5');
    await user.click(save());
    expect(await screen.findByText(/^limits.openai.tpm is 1.5. Expected: a whole number/)).toBeInTheDocument();
    enter('openai, tokens a minute', '30000');
    await user.click(save());
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(jest.mocked(saveSettings).mock.calls[1]?.[0].limits).toEqual({ openai: { rpm: 500, tpm: 30000 } });
  });

  it('that a system tells are shown', async () => {
    await open({}, { present: { proxy: LITELLM } });
    expect(await screen.findByText('LiteLLM tells of openai: 500 requests a minute.')).toBeInTheDocument();
  });
});

describe('whoever may not write', () => {
  it.each<[string, unknown, World, RegExp]>([
    ['lacks the right', {}, { mayWrite: false }, /^Saving needs the right plugins:write/],
    ['has provisioned settings', {}, { provisioned: true }, /^These settings come from a file under provisioning/],
    ['has settings of a newer version', { version: 99 }, {}, /^A newer version of the plugin has saved/],
  ])('%s: sees everything and changes nothing', async (_, jsonData, world, why) => {
    const { user } = await open(jsonData, world);
    expect(await screen.findByText(why)).toBeInTheDocument();
    expect(await screen.findByLabelText(/^gateway/)).toBeDisabled();
    expect(button('Add a metric of ChoreoAI')).toBeDisabled();
    expect(screen.getByLabelText('Provider')).toBeDisabled();
    await user.click(save());
    expect(saveSettings).not.toHaveBeenCalled();
  });
});

it('two people who change the same: nothing is saved, and the page says what the other one did', async () => {
  const limits = (rpm: number) => ({ version: 1, limits: { openai: { rpm } } });
  const { user } = await open(limits(5), { meanwhile: limits(7) });
  enter('openai, requests a minute', '6');
  await user.click(save());
  expect(await screen.findByText(/^Nothing was saved: somebody else/)).toBeInTheDocument();
  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored: stored(limits(7)) });
  await user.click(button('Drop my changes and show theirs'));
  expect(await screen.findByDisplayValue('7')).toBeInTheDocument();
});
