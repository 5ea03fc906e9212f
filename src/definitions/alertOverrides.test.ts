import { ALERTS } from './alerts/alerts';
import { limitOf, movedThresholds, overrideProblems, shippedLimit, teamAlerts } from './alertOverrides';
import { thresholdOf, THRESHOLDS } from './thresholds';

const alertOf = (...[system, overrides]: Parameters<typeof teamAlerts>) => {
  const all = teamAlerts(system, overrides);
  return (name: string) => all.find(({ shipped }) => shipped.name === name)?.definition;
};

describe('an override', () => {
  it('changes limit, for and severity of its alert, and nothing else', () => {
    const overrides = { choreoai: { HighErrorRate: { limit: 0.2, for: '90s', severity: 'critical' } } } as const;
    const changed = teamAlerts('choreoai', overrides).filter(({ shipped, definition }) => {
      expect(definition.name).toBe(shipped.name);
      return JSON.stringify(shipped) !== JSON.stringify(definition);
    });
    expect(changed).toEqual([
      {
        shipped: expect.objectContaining({ name: 'HighErrorRate' }),
        override: overrides.choreoai.HighErrorRate,
        definition: expect.objectContaining({
          // As Grafana writes it back: else the rule would look like one that was changed by hand.
          for: '1m30s',
          severity: 'critical',
          condition: expect.objectContaining({ signal: 'errorRatio', limit: 0.2 }),
        }),
      },
    ]);
  });

  it('is of its system alone', () => {
    expect(
      teamAlerts('convergeai', { choreoai: { HighErrorRate: { limit: 0.2 } } }).map((one) => one.definition)
    ).toEqual(ALERTS.convergeai);
  });

  it('moves what spend and series are compared with', () => {
    const of = alertOf('choreoai', { choreoai: { SpendAnomaly: { limit: 3 }, SeriesGrowth: { limit: 1.5 } } });
    expect(of('SpendAnomaly')?.condition).toMatchObject({ kind: 'spend-anomaly', times: 3, atLeast: 5 });
    expect(of('SeriesGrowth')?.condition).toMatchObject({ kind: 'series-growth', times: 1.5 });
  });
});

describe('an override that makes no sense is named, and changes nothing', () => {
  it.each<[name: string, limit: number, expected: string]>([
    ['HighErrorRate', 5, 'a share from 0 and below 1, such as 0.05 for 5%'],
    ['HighErrorRate', 1, 'a share from 0 and below 1'],
    ['ServiceDown', 2, 'no limit: this alert has none that can be moved'],
    ['NoRequestsReceived', 1, 'no limit'],
    ['ErrorBudgetBurnsFast', 10, 'no limit'],
    ['SpendAnomaly', 1, 'a number above 1'],
  ])('%s, limit %d', (name, limit, expected) => {
    const overrides = { choreoai: { [name]: { limit, for: '1h' } } };
    expect(overrideProblems(overrides)).toEqual([
      { field: `alerts.choreoai.${name}.limit`, what: `is ${limit}`, expected: expect.stringContaining(expected) },
    ]);
    const [shipped, now] = [alertOf('choreoai', {})(name), alertOf('choreoai', overrides)(name)];
    expect(now).toEqual({ ...shipped, for: '1h' });
  });

  it.each(['HighErrorRat', 'constructor', 'HighLLMErrorRate'])('an alert that the system does not have: %s', (name) => {
    expect(overrideProblems({ choreoai: { [name]: { limit: 0.1 } } })).toEqual([
      { field: `alerts.choreoai.${name}`, what: 'is no alert of this system', expected: expect.any(String) },
    ]);
  });

  it('and the shipped limit of every alert makes sense', () => {
    const own = Object.entries(ALERTS).flatMap(([system, alerts]) =>
      alerts.flatMap((alert) => {
        const limit = limitOf(alert) && shippedLimit(system as keyof typeof ALERTS, alert);
        return limit === undefined ? [] : overrideProblems({ [system]: { [alert.name]: { limit } } });
      })
    );
    expect(own).toEqual([]);
  });
});

describe('limits of panels', () => {
  it('are those that are shipped where nothing is said', () => {
    expect(movedThresholds('choreoai', {})).toBe(THRESHOLDS.choreoai);
    expect(movedThresholds('choreoai', { choreoai: { HighErrorRate: { for: '1m' } } })).toEqual(THRESHOLDS.choreoai);
  });

  it('move with the limit of an alert, and so do those of figures that are its other side', () => {
    const moved = movedThresholds('choreoai', {
      choreoai: { HighErrorRate: { limit: 0.07 }, HighTokenUsage: { limit: 600 } },
    });
    expect(moved.errorRatio).toMatchObject({ warning: 0.07, critical: 0.1 });
    expect(thresholdOf(moved, 'successRatio')).toMatchObject({ warning: 0.93, critical: 0.9, below: true });
    expect(thresholdOf(moved, 'availability')).toMatchObject({ warning: 0.93 });
    expect(thresholdOf(moved, 'tokensPerMinute')).toMatchObject({ warning: 10 });
  });

  it('are those of the alert that fires first where several have one', () => {
    const of = (CriticalErrorRate: object, ProviderHighErrorRate: object) =>
      movedThresholds('project-ai', { 'project-ai': { CriticalErrorRate, ProviderHighErrorRate } }).errorRatio
        ?.critical;
    expect(of({ limit: 0.3 }, {})).toBe(0.1);
    expect(of({ limit: 0.3 }, { limit: 0.2 })).toBe(0.2);
    expect(of({ limit: 0.06 }, {})).toBe(0.06);
    expect(of({ limit: 0.3 }, { off: true })).toBe(0.3);
    expect(of({ off: true }, { off: true })).toBe(0.1);
  });

  it('count downwards where little is bad', () => {
    const moved = movedThresholds('redis', { redis: { RedisLowHitRatio: { limit: 0.5 } } });
    expect(moved.redisHitRatio).toMatchObject({ warning: 0.5, below: true });
  });

  it('stay where an override makes no sense', () => {
    expect(movedThresholds('choreoai', { choreoai: { HighErrorRate: { limit: 5 } } })).toEqual(THRESHOLDS.choreoai);
  });
});
