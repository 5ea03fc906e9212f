import { teamAlerts, type AlertOverrides, type TeamAlert } from '../../definitions/alertOverrides';
import { NO_SETTINGS } from '../../settings/schema';
import { asShipped, enteredFrom, understand, withOverride, type Entered } from './adjustForm';

const alert = (name: string, overrides: AlertOverrides = {}): TeamAlert => {
  const found = teamAlerts('choreoai', overrides).find(({ shipped }) => shipped.name === name);
  if (!found) {
    throw new Error(`There is no alert ${name}.`);
  }
  return found;
};

const NOTHING: Entered = { limit: '', for: '', severity: 'warning', off: false };

const understood = (name: string, entered: Partial<Entered>) =>
  understand({ ...NOTHING, ...entered }, alert(name), 'choreoai');

describe('what a person enters', () => {
  it.each<[title: string, entered: Partial<Entered>, override: object]>([
    ['nothing', {}, {}],
    [
      'everything',
      { limit: ' 0.1 ', for: '10m', severity: 'critical', off: true },
      { limit: 0.1, for: '10m', severity: 'critical', off: true },
    ],
    ['what is shipped', { limit: '0.05', for: '5m', severity: 'warning' }, {}],
  ])('%s', (_, entered, override) => {
    expect(understood('HighErrorRate', entered)).toEqual({ override });
  });

  it.each<[name: string, entered: Partial<Entered>, expected: object]>([
    ['HighErrorRate', { limit: '5%' }, { limit: expect.stringContaining('a share from 0 and below 1') }],
    ['HighErrorRate', { limit: '-1' }, { limit: expect.stringContaining('a share from 0 and below 1') }],
    ['HighErrorRate', { limit: '5' }, { limit: expect.stringContaining('a share from 0 and below 1') }],
    ['HighActiveConnections', { limit: 'Infinity' }, { limit: expect.stringContaining('a number') }],
    ['HighErrorRate', { for: '1y' }, { for: expect.stringContaining('a duration from 0s to 7d') }],
    [
      'HighErrorRate',
      { limit: 'x', for: 'x' },
      { limit: expect.stringContaining('share'), for: expect.stringContaining('duration') },
    ],
  ])('of %s, %j, is told what it should be', (name, entered, expected) => {
    expect(understood(name, entered)).toEqual({ expected });
  });
});

it('shows what is set, and what is shipped in its place', () => {
  const adjusted = alert('HighErrorRate', { choreoai: { HighErrorRate: { limit: 0.1, severity: 'info', off: true } } });
  expect(enteredFrom(adjusted)).toEqual({ limit: '0.1', for: '', severity: 'info', off: true });
  expect(asShipped(adjusted)).toEqual(NOTHING);
});

it('leaves what is set of other alerts', () => {
  const before = {
    ...NO_SETTINGS,
    alerts: { choreoai: { A: { limit: 1 }, B: { off: true } }, redis: { C: { limit: 2 } } },
  };
  expect(withOverride(before, 'choreoai', 'A', { for: '1m' }).alerts).toEqual({
    choreoai: { A: { for: '1m' }, B: { off: true } },
    redis: { C: { limit: 2 } },
  });
});
