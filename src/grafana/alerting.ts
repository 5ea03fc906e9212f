import { alertsIn, liveRulesIn, type Instance, type LiveRule } from '../alerts/live';
import type { RuleGroup } from '../alerts/rules';
import { at, objectsIn, textAt, type JsonObject } from '../json/json';
import { ask, type Refused } from './ask';

const groupUrl = (folder: string, group: string) =>
  `/api/v1/provisioning/folder/${encodeURIComponent(folder)}/rule-groups/${encodeURIComponent(group)}`;

/** Without it Grafana takes the rules for those of a machine, and lets nobody change them in its pages. */
const EDITABLE = { 'X-Disable-Provenance': 'true' };

/** Every rule that Grafana has, in whichever folder. */
export async function readRules(closed?: AbortSignal): Promise<readonly JsonObject[] | Refused> {
  const answer = await ask({ url: '/api/v1/provisioning/alert-rules' }, closed);
  return 'said' in answer ? answer : objectsIn(answer.body);
}

/** How many rules have a uid that is among those; undefined where Grafana does not say. */
export async function countRules(among: (uid: string) => boolean, closed?: AbortSignal): Promise<number | undefined> {
  const rules = await readRules(closed);
  return 'said' in rules ? undefined : rules.filter((rule) => among(textAt(rule, 'uid'))).length;
}

/** The rules of a group; none where there is no such group or folder, which the list of all rules tells without an error. */
export async function readRuleGroup(folder: string, group: string): Promise<RuleGroup | Refused> {
  const all = await readRules();
  if ('said' in all) {
    return all;
  }
  if (!all.some((rule) => textAt(rule, 'folderUID') === folder && textAt(rule, 'ruleGroup') === group)) {
    return { interval: 0, rules: [] };
  }
  const answer = await ask({ url: groupUrl(folder, group) });
  if ('said' in answer) {
    return answer;
  }
  return { interval: Number(at(answer.body, 'interval') ?? 0), rules: objectsIn(at(answer.body, 'rules')) };
}

/** Writes a group whole, in one transaction: rules that it does not name are gone. One without rules is removed. */
export async function writeRuleGroup(
  folder: string,
  group: string,
  { interval, rules }: RuleGroup
): Promise<Refused | undefined> {
  const url = groupUrl(folder, group);
  const answer = await ask(
    rules.length === 0
      ? { url, method: 'DELETE', headers: EDITABLE }
      : { url, method: 'PUT', headers: EDITABLE, data: { title: group, folderUid: folder, interval, rules } }
  );
  return 'said' in answer && !(rules.length === 0 && answer.status === 404) ? answer : undefined;
}

/** How Grafana's own rules stand now. */
export async function readLiveRules(closed?: AbortSignal): Promise<readonly LiveRule[] | Refused> {
  const answer = await ask({ url: '/api/prometheus/grafana/api/v1/rules' }, closed);
  return 'said' in answer ? answer : liveRulesIn(answer.body);
}

/** How a Prometheus's own rules stand, behind a data source. */
export async function readPrometheusRules(
  dataSource: string,
  closed?: AbortSignal
): Promise<readonly LiveRule[] | Refused> {
  const answer = await ask({ url: prometheusUrl(dataSource, 'rules?type=alert') }, closed);
  return 'said' in answer ? answer : liveRulesIn(answer.body);
}

const prometheusUrl = (dataSource: string, path: string) =>
  `/api/datasources/uid/${encodeURIComponent(dataSource)}/resources/api/v1/${path}`;

/**
 * What fires, by Grafana's rules and by those of the Prometheus behind a data source; pending ones of Prometheus's are among
 * them. Who does not say is taken for silent: a page does well without.
 */
export async function readFiring(dataSource: string, closed?: AbortSignal): Promise<readonly Instance[]> {
  const [grafana, prometheus] = await Promise.all([
    ask({ url: '/api/prometheus/grafana/api/v1/rules?state=firing' }, closed),
    ask({ url: prometheusUrl(dataSource, 'alerts') }, closed),
  ]);
  return [
    ...('said' in grafana ? [] : liveRulesIn(grafana.body).flatMap(({ instances }) => instances)),
    ...('said' in prometheus ? [] : alertsIn(prometheus.body)),
  ];
}

/** Who is told of an alert that no route is for; undefined where Grafana does not say. */
export interface DefaultReceiver {
  name: string;
  /** Whether there is anybody at its end: Grafana's own begins with an address that is nobody's. */
  reachesSomebody: boolean;
}

const NOBODY = /^\s*$|example@email\.com/;

/** Asks who is told of alerts that no route is for. */
export async function readDefaultReceiver(closed?: AbortSignal): Promise<DefaultReceiver | undefined> {
  const policy = await ask({ url: '/api/v1/provisioning/policies' }, closed);
  if ('said' in policy) {
    return undefined;
  }
  const name = textAt(policy.body, 'receiver');
  const points = await ask({ url: `/api/v1/provisioning/contact-points?name=${encodeURIComponent(name)}` }, closed);
  if ('said' in points) {
    return undefined;
  }
  const addresses = objectsIn(points.body).map(({ type, settings }) =>
    type === 'email' ? textAt(settings, 'addresses') : String(type)
  );
  return { name, reachesSomebody: addresses.some((address) => !NOBODY.test(address)) };
}
