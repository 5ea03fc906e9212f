import { contactPointsIn, failuresIn, notifiedIn, silenceOf, silencesIn, type Notified } from './notifying';

const told = (name: string, status: object = {}, labels: object = { system: 'choreoai' }) => ({
  fingerprint: name,
  labels: { alertname: name, severity: 'critical', ...labels },
  startsAt: '2026-08-20T12:00:00Z',
  status: { state: 'active', silencedBy: [], inhibitedBy: [], ...status },
  receivers: [{ name: 'pager' }],
});

describe('what an Alertmanager was told of', () => {
  it('is ours, what is told first, the worst of it first', () => {
    const found = notifiedIn([
      told('a lesser one', {}, { system: 'choreoai', severity: 'warning' }),
      told('inhibited', { inhibitedBy: ['x'] }),
      told('silenced', { silencedBy: ['a silence'] }),
      told('told'),
      told('of somebody else', {}, { job: 'x' }),
    ]);
    expect(found.map(({ name, state }) => [name, state])).toEqual([
      ['told', 'active'],
      ['a lesser one', 'active'],
      ['silenced', 'silenced'],
      ['inhibited', 'inhibited'],
    ]);
    expect(found[0]).toMatchObject({ severity: 'critical', what: '', receivers: ['pager'], id: 'told' });
  });

  it('is nothing where it is something else', () => {
    expect(notifiedIn({ message: 'no' })).toEqual([]);
    expect(silencesIn(undefined)).toEqual([]);
    expect(contactPointsIn('no')).toEqual([]);
  });
});

it('silences are those that hold, the first to end first, as people write them', () => {
  const silence = (id: string, endsAt: string, state: string) => ({
    id,
    endsAt,
    comment: 'known',
    createdBy: 'me',
    status: { state },
    matchers: [
      { name: 'alertname', value: 'X', isRegex: false, isEqual: true },
      { name: 'job', value: 'a|b', isRegex: true, isEqual: true },
      { name: 'provider', value: 'openai', isRegex: false, isEqual: false },
      { name: 'model', value: 'g"', isRegex: true, isEqual: false },
    ],
  });
  const found = silencesIn([
    silence('late', '2026-08-21T12:00:00Z', 'active'),
    silence('soon', '2026-08-20T12:00:00Z', 'pending'),
    silence('over', '2026-08-19T12:00:00Z', 'expired'),
  ]);
  expect(found.map(({ id }) => id)).toEqual(['soon', 'late']);
  expect(found[0]?.matchers).toBe('alertname="X", job=~"a|b", provider!="openai", model!~"g\\""');
});

it('a silence is of one instance of an alert, for so long, whatever its severity becomes', () => {
  const [alert] = notifiedIn([
    told('X', {}, { system: 'choreoai', provider: 'openai', topic: 'errors', category: 'application' }),
  ]);
  const silence = silenceOf(alert as Notified, new Date('2026-08-20T12:00:00Z'), 4, {
    createdBy: 'me',
    comment: 'why',
  });
  expect(silence).toEqual({
    matchers: [
      { name: 'alertname', value: 'X', isRegex: false, isEqual: true },
      { name: 'system', value: 'choreoai', isRegex: false, isEqual: true },
      { name: 'provider', value: 'openai', isRegex: false, isEqual: true },
    ],
    startsAt: '2026-08-20T12:00:00.000Z',
    endsAt: '2026-08-20T16:00:00.000Z',
    createdBy: 'me',
    comment: 'why',
  });
});

it('contact points are those that lead somewhere, whole, as a test of them needs', () => {
  const pager = { name: 'pager', grafana_managed_receiver_configs: [{ uid: 'x', type: 'webhook', secureFields: {} }] };
  expect(contactPointsIn({ alertmanager_config: { receivers: [pager, { name: 'nobody' }] } })).toEqual([
    { name: 'pager', json: pager },
  ]);
});

it('a test tells what did not arrive', () => {
  const answer = (...configs: object[]) => ({
    receivers: [{ name: 'pager', grafana_managed_receiver_configs: configs }],
  });
  expect(failuresIn(answer({ status: 'ok' }))).toEqual([]);
  expect(failuresIn(answer({ status: 'ok' }, { status: 'failed', error: 'refused' }, { status: 'failed' }))).toEqual([
    'refused',
    'failed',
  ]);
});
