import { config } from '@grafana/runtime';
import {
  contactPointsIn,
  failuresIn,
  notifiedIn,
  silencesIn,
  type ContactPoint,
  type NewSilence,
  type Notified,
  type Silence,
} from '../alerts/notifying';
import { testAlert } from '../alerts/testAlert';
import { textAt } from '../json/json';
import { ask, type Refused } from './ask';
import { dataSourcesOf, type DataSourceChoice } from './dataSources';

/** Grafana's own Alertmanager has a uid as if it were behind a data source. */
export const OWN_ALERTMANAGER = 'grafana';

/** Every Alertmanager that Grafana knows: its own first. */
export const alertmanagers = (): DataSourceChoice[] => [
  { uid: OWN_ALERTMANAGER, name: 'Grafana' },
  ...dataSourcesOf('alertmanager').map(({ uid, name }) => ({ uid, name })),
];

const urlOf = (uid: string, path: string) => `/api/alertmanager/${encodeURIComponent(uid)}/${path}`;

/** Who the person is to others. */
export const login = (): string => config.bootData.user.login;

/** The alerts that an Alertmanager has been told of. */
export async function readNotified(uid: string, closed?: AbortSignal): Promise<readonly Notified[] | Refused> {
  const answer = await ask({ url: urlOf(uid, 'api/v2/alerts') }, closed);
  return 'said' in answer ? answer : notifiedIn(answer.body);
}

/** The silences that an Alertmanager has. */
export async function readSilences(uid: string, closed?: AbortSignal): Promise<readonly Silence[] | Refused> {
  const answer = await ask({ url: urlOf(uid, 'api/v2/silences') }, closed);
  return 'said' in answer ? answer : silencesIn(answer.body);
}

/** Who can be told by Grafana's own Alertmanager. */
export async function readContactPoints(closed?: AbortSignal): Promise<readonly ContactPoint[] | Refused> {
  const answer = await ask({ url: urlOf(OWN_ALERTMANAGER, 'config/api/v1/alerts') }, closed);
  return 'said' in answer ? answer : contactPointsIn(answer.body);
}

export async function createSilence(uid: string, silence: NewSilence): Promise<Refused | undefined> {
  const answer = await ask({ url: urlOf(uid, 'api/v2/silences'), method: 'POST', data: silence });
  return 'said' in answer ? answer : undefined;
}

/** Ends a silence now. */
export async function endSilence(uid: string, id: string): Promise<Refused | undefined> {
  const url = urlOf(uid, `api/v2/silence/${encodeURIComponent(id)}`);
  const answer = await ask({ url, method: 'DELETE' });
  return 'said' in answer ? answer : undefined;
}

/**
 * Tells the Alertmanager behind a data source of a test alert: its own routes decide who hears of it. Grafana's own path for
 * that takes no list of alerts (12.2), which is all that an Alertmanager takes: it is the data source that hands it on.
 */
export async function sendTestAlert(uid: string): Promise<Refused | undefined> {
  const found = dataSourcesOf('alertmanager').find((one) => one.uid === uid);
  const below = textAt(found?.jsonData, 'implementation') === 'prometheus' ? '' : 'alertmanager/';
  const url = `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/${below}api/v2/alerts`;
  const answer = await ask({ url, method: 'POST', data: [testAlert(new Date())] });
  return 'said' in answer ? answer : undefined;
}

/** Has Grafana tell one contact point of a test alert, now. It knows the secrets that it did not hand out. */
export async function testContactPoint({ json }: ContactPoint): Promise<Refused | undefined> {
  const { labels, annotations } = testAlert(new Date());
  const url = urlOf(OWN_ALERTMANAGER, 'config/api/v1/receivers/test');
  const answer = await ask({ url, method: 'POST', data: { receivers: [json], alert: { labels, annotations } } });
  if ('said' in answer) {
    return answer;
  }
  const failures = failuresIn(answer.body);
  return failures.length > 0 ? { status: 207, said: failures.join(' ') } : undefined;
}
