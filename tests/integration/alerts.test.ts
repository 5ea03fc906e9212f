import { setTimeout as sleep } from 'node:timers/promises';
import { toPrometheusRules } from '../../src/compile/alertRules';
import { needs } from '../real';
import { isCase } from '../promql/alerts/case';
import { RECORDINGS, SHIPPED } from '../promql/alerts/firing';
import { TRIED } from '../promql/alerts/tried';
import { secondsIn } from './replay/faster';
import type { Notification } from './replay/inbox';
import { GROUP_WAIT, startReplay, STEP, type Replay } from './replay/replay';

/** How long everything may take besides, in seconds. */
const SLACK = 5;

/** Each alert on its own jobs: what happens in one scenario is nothing to the others. */
const SCENARIOS = TRIED.flatMap(({ system, name, alert, cases: { firesAndResolves } }, index) =>
  isCase(firesAndResolves)
    ? [{ system, name, alert, suffix: `-${index}`, interval: firesAndResolves.interval ?? '1m', ...firesAndResolves }]
    : []
);
type Scenario = (typeof SCENARIOS)[number];

const stepsOf = ({ firing }: Scenario) => Object.keys(firing).map(Number);

/** Whether its series are recorded ones already. */
const isRecorded = ({ interval }: Scenario) => interval !== '1m';

/** Recorded series have a past; from raw ones the rules have to record it. */
const beginOf = (scenario: Scenario) => (isRecorded(scenario) ? Math.min(...stepsOf(scenario)) : 0);

/** Those whose series have a sample each minute, and those that have one in ten. */
const PACES = [
  { interval: '1m', port: 12_101, groups: RECORDINGS },
  { interval: '10m', port: 12_111, groups: [] },
].map(({ interval, port, groups }) => {
  const scenarios = SCENARIOS.filter((one) => one.interval === interval);
  const names = new Set(scenarios.map(({ name }) => name));
  return {
    scenarios,
    // A step of the series is a second.
    times: secondsIn(interval) / STEP,
    port,
    groups: [
      ...groups,
      ...[...SHIPPED.values()].flatMap((alerts) => toPrometheusRules(alerts.filter(({ name }) => names.has(name)))),
    ],
    steps: Math.max(...scenarios.map((one) => Math.max(...stepsOf(one)) - beginOf(one))),
  };
});

interface Suppressible {
  labels: Readonly<Record<string, string>>;
  status: { state: 'active' | 'suppressed' };
}

/** What Alertmanager thinks of an alert, and what its configuration says. */
interface Judged {
  alert: string;
  suppressed: boolean;
  expected: boolean;
}

const DOWN = /^(ServiceDown|APIDown|ExporterDown)$/;
const SAME = ['system', 'job', 'topic', 'provider', 'instance', 'mountpoint', 'container'];

async function judged(alertmanager: string): Promise<Judged[]> {
  const all = (await (await fetch(`${alertmanager}/api/v2/alerts`)).json()) as Suppressible[];
  const alike = (one: Suppressible, other: Suppressible, labels: readonly string[]) =>
    labels.every((label) => one.labels[label] === other.labels[label]);
  return all.map((one) => ({
    alert: JSON.stringify(one.labels),
    suppressed: one.status.state === 'suppressed',
    expected: all.some(
      (other) =>
        (DOWN.test(other.labels.alertname ?? '') &&
          !DOWN.test(one.labels.alertname ?? '') &&
          alike(one, other, ['system', 'job'])) ||
        (other.labels.severity === 'critical' && one.labels.severity !== 'critical' && alike(one, other, SAME))
    ),
  }));
}

/** When the expression of each alert that fires began to hold, in seconds since 1970. */
async function activeSince(prometheus: string, { name, suffix }: Scenario, firing: Notification): Promise<number> {
  const query = `max(ALERTS_FOR_STATE{alertname="${name}",job=~".+${suffix}"})`;
  const time = Date.parse(firing.alerts[0]?.startsAt ?? '') / 1000;
  const answer = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query, time: `${time}` })}`);
  const { data } = (await answer.json()) as { data: { result: Array<{ value: [number, string] }> } };
  return Number(data.result[0]?.value[1]);
}

needs(
  'prometheus',
  'promtool',
  'alertmanager'
)('every alert, from its scenario to a notification', () => {
  const replays: Replay[] = [];
  const verdicts: Judged[] = [];

  beforeAll(async () => {
    await Promise.all(
      PACES.map(async ({ scenarios, times, port, groups, steps }, index) => {
        const worlds = scenarios.map((one) => ({ suffix: one.suffix, series: one.series, begins: beginOf(one) }));
        const replay = await startReplay({ worlds, groups, times, port });
        replays[index] = replay;
        while (replay.target.steps() < steps + SLACK) {
          await sleep(5000);
          verdicts.push(...(await judged(replay.inhibiting)));
        }
      })
    );
  }, 400_000);

  afterAll(() => Promise.all(replays.map((replay) => replay.stop())));

  it.each(PACES.flatMap(({ scenarios, times }, pace) => scenarios.map((one) => ({ ...one, times, pace }))))(
    '$system $name is told once when it fires and once when it is over, in time',
    async ({ times, pace, ...scenario }) => {
      const { inbox, prometheus } = replays[pace] as Replay;
      const told = inbox.notifications.filter(
        ({ groupLabels: { alertname, system, job = '' } }) =>
          alertname === scenario.name && system === scenario.system && job.endsWith(scenario.suffix)
      );
      expect(told.map(({ status }) => status)).toEqual(['firing', 'resolved']);
      const [firing] = told as [Notification];
      const since = await activeSince(prometheus, scenario, firing);
      const late = firing.received / 1000 - since;
      expect(late).toBeLessThanOrEqual(secondsIn(scenario.alert.for) / times + 2 * STEP + GROUP_WAIT + SLACK);
    }
  );

  it('an alert is inhibited where the configuration says so, and nowhere else', () => {
    expect(verdicts.filter(({ suppressed, expected }) => suppressed !== expected)).toEqual([]);
    expect(verdicts.filter(({ suppressed }) => suppressed).length).toBeGreaterThan(50);
    expect(verdicts.filter(({ suppressed }) => !suppressed).length).toBeGreaterThan(50);
  });
});
