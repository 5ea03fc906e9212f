import type { Signal } from '../signals/signal';
import { SIGNALS } from '../signals/signals';
import { SYSTEMS } from '../vocabularies/vocabularies';
import { DASHBOARDS } from './dashboards/dashboards';
import { THRESHOLDS } from './thresholds';

const panels = Object.values(DASHBOARDS).flatMap(({ rows }) => rows.flatMap((row) => row.panels));

describe.each(Object.entries(DASHBOARDS))('%s', (id, dashboard) => {
  it('goes by its own id', () => {
    expect(dashboard.id).toBe(id);
  });

  it('has a title for every system, and no title twice', () => {
    const titles = Object.keys(SYSTEMS).map((system) => dashboard.titles[system as keyof typeof SYSTEMS]);
    expect(titles.every(Boolean)).toBe(true);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('has no row and no panel twice', () => {
    const rows = dashboard.rows.map((row) => row.id);
    const ids = dashboard.rows.flatMap((row) => row.panels.map((panel) => panel.id));
    expect(new Set(rows).size).toBe(rows.length);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(panels)('$id', (panel) => {
  it('says what it shows, in sentences', () => {
    expect(panel.title).toMatch(/^[A-Z]/);
    expect(panel.description).toMatch(/^[A-Z].*\.$/);
  });

  it('fits the grid', () => {
    expect(panel.size.width).toBeLessThanOrEqual(24);
  });

  it('draws no line of what is asked at the end of the range only, and is of one stretch of time', () => {
    const signals = panel.asks.map(({ signal }): Signal => SIGNALS[signal]);
    expect(['stat', 'table'].includes(panel.visualization) || !signals.some(({ atEnd }) => atEnd)).toBe(true);
    expect(new Set(signals.map(({ since }) => since)).size).toBe(1);
  });

  it('has one unit, a table apart, and tells its asks apart', () => {
    const units = new Set(panel.asks.map(({ signal }) => SIGNALS[signal].unit));
    expect(panel.visualization === 'table' || units.size === 1).toBe(true);
    expect(new Set(panel.asks.map(({ name }) => name)).size).toBe(panel.asks.length);
  });
});

describe.each(Object.entries(THRESHOLDS))('limits of %s', (_, limits) => {
  it.each(Object.entries(limits))(
    '%s: a warning comes before it is critical, and the source is told',
    (_signal, limit) => {
      expect(limit.warning ?? limit.critical).toBeGreaterThan(0);
      const [first, last] = limit.below ? [limit.critical, limit.warning] : [limit.warning, limit.critical];
      expect(first ?? 0).toBeLessThan(last ?? Infinity);
      expect(limit.source).not.toBe('');
    }
  );
});
