import { firedSeries, firingIn } from './firing';
import type { Instance } from './live';

const HERE = 'https://grafana.example/base';

const instance = (labels: Record<string, string>, more: Partial<Instance> = {}): Instance => ({
  labels: { alertname: 'HighErrorRate', system: 'choreoai', severity: 'warning', ...labels },
  state: 'firing',
  since: '2026-08-20T12:00:00Z',
  summary: '',
  runbook: '',
  ...more,
});

const SUBJECT = { systems: ['choreoai', 'vllm'] };

const namesOf = (instances: readonly Instance[], subject: Parameters<typeof firingIn>[1] = SUBJECT) =>
  firingIn(instances, subject, HERE).map(({ name }) => name);

describe('what fires', () => {
  it('is told worst first, and of the same severity the longest first', () => {
    expect(
      namesOf([
        instance({ alertname: 'info', severity: 'info' }),
        instance({ alertname: 'late' }, { since: '2026-08-20T12:05:00Z' }),
        instance({ alertname: 'early' }),
        instance({ alertname: 'of no severity that we know', severity: 'page' }),
        instance({ alertname: 'critical', severity: 'critical' }, { since: '2026-08-20T13:00:00Z' }),
      ])
    ).toEqual(['critical', 'early', 'late', 'info', 'of no severity that we know']);
  });

  it('is what fires alone, in Prometheus’s words and in Grafana’s', () => {
    expect(
      namesOf(
        ['firing', 'Alerting', 'Alerting (NoData)', 'pending', 'Normal', 'Recovering'].map((state) =>
          instance({ alertname: state }, { state })
        )
      ).sort()
    ).toEqual(['Alerting', 'Alerting (NoData)', 'firing']);
  });

  it('is of the systems in view', () => {
    expect(namesOf([instance({ system: 'litellm' }), instance({ alertname: 'ours', system: 'vllm' })])).toEqual([
      'ours',
    ]);
    expect(namesOf([{ ...instance({}), labels: { alertname: 'of nobody' } }])).toEqual([]);
  });

  it('is of one provider where the page is: alerts about all of them are not', () => {
    const all = [
      instance({ alertname: 'openai', provider: 'openai' }),
      instance({ alertname: 'anthropic', provider: 'anthropic' }),
      instance({ alertname: 'unknown', provider: 'unknown' }),
      instance({ alertname: 'all' }),
    ];
    expect(namesOf(all, { ...SUBJECT, provider: ['openai'] })).toEqual(['openai']);
    expect(namesOf(all, { ...SUBJECT, provider: ['unknown', ''] })).toEqual(['unknown']);
  });

  it('is told once where Grafana and Prometheus both evaluate it, and twice of two providers', () => {
    const found = firingIn(
      [
        instance({ grafana_folder: 'ChoreoAI Observability', provider: 'openai' }, { state: 'Alerting' }),
        instance({ provider: 'openai' }),
        instance({ provider: 'anthropic' }),
      ],
      SUBJECT,
      HERE
    );
    expect(found.map(({ what }) => what).sort()).toEqual(['provider=anthropic', 'provider=openai']);
  });

  it.each([
    ['http://localhost:3000/public/plugins/choreoai-observability-app/runbooks/choreoai/X.md', true],
    ['/public/plugins/choreoai-observability-app/runbooks/choreoai/X.md', true],
    ['https://wiki.example/x', 'https://wiki.example/x'],
    ['javascript:alert(1)', undefined],
    ['', undefined],
  ])('leads from the address %j to a runbook that can be opened', (runbook, expected) => {
    expect(firingIn([instance({}, { runbook })], SUBJECT, HERE)[0]?.runbook).toBe(
      expected === true ? `${HERE}/public/plugins/choreoai-observability-app/runbooks/choreoai/X.md` : expected
    );
  });
});

it('what fired is asked of the systems in view, and of one provider where the page is', () => {
  expect(firedSeries(SUBJECT)).toBe('ALERTS{alertstate="firing",system=~"choreoai|vllm"}');
  expect(firedSeries({ systems: ['choreoai'], provider: ['a"b', ''] })).toBe(
    'ALERTS{alertstate="firing",system="choreoai",provider="a\\"b"}'
  );
});
