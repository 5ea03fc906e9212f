/** What the dashboards ask a Prometheus: the app's own queries, with Grafana's macros filled in. */
import { compileDashboard } from '../src/compile/panel';
import { viewFrom, type Reading } from '../src/compile/readFrom';
import { pointsOf } from '../src/compile/query';
import { PANEL_RANGE } from '../src/compile/view';
import { concerns, type DashboardId } from '../src/definitions/dashboard';
import { DASHBOARDS } from '../src/definitions/dashboards/dashboards';
import { SHIPPED_BOOK } from '../src/pricing/lookUp';
import { anyOf } from '../src/promql/matcher';
import { TIERS, type LookBack } from '../src/signals/recorded';
import type { Signal } from '../src/signals/signal';
import type { DetectedSystem } from '../src/vocabularies/detect';
import { MODELS } from './gateway';
import { filledIn, stepOf } from './steps';

/** Those that a gateway fills; system metrics are of machines. */
export const BENCHED = ['overview', 'providers', 'cost'] as const satisfies readonly DashboardId[];
export type Benched = (typeof BENCHED)[number];

export interface Question {
  panel: string;
  expression: string;
  /** In seconds since 1970, and seconds; one value at `to` where there is no step. */
  from: number;
  to: number;
  step?: number;
  /** Whether it reads recorded series. */
  recorded: boolean;
}

const DAY = 86_400;

/** When the day or the month of a moment began in UTC; all in seconds since 1970. */
const BEGINNINGS: Readonly<Record<NonNullable<Signal['since']>, (time: number) => number>> = {
  day: (time) => Math.floor(time / DAY) * DAY,
  month: (time) => {
    const date = new Date(time * 1000);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / 1000;
  },
};

const EVERY_SECONDS = new Map(Object.values(TIERS).map(({ every, everySeconds }) => [every, everySeconds]));

/** All queries of a dashboard for one system over a range that ends at `to`. @param range in seconds */
export function questionsOf(
  id: Benched,
  { vocabulary, jobs }: DetectedSystem,
  reading: Reading,
  lookingBack: readonly LookBack[],
  { range, to }: { range: number; to: number }
): Question[] {
  const { rows, selects } = DASHBOARDS[id];
  const system = viewFrom(
    { vocabulary, jobs: anyOf('job', jobs), budgets: { daily: 5_000, monthly: 150_000 } },
    reading,
    lookingBack
  );
  const compiled = compileDashboard(
    { selects, rows: rows.filter((row) => concerns(row, vocabulary)) },
    {
      systems: [system],
      select: {},
      window: '$__rate_interval',
      range: PANEL_RANGE,
      path: '/page',
      prices: { book: SHIPPED_BOOK, models: MODELS },
    }
  );
  return compiled
    .flatMap(({ panels }) => panels)
    .flatMap((panel) => {
      if (panel.kind === 'missing') {
        return [];
      }
      const from = panel.since ? BEGINNINGS[panel.since](to) : to - range;
      return panel.queries.map(({ expr, instant, minStep }): Question => {
        const step = stepOf(to - from, {
          columns: panel.size.width,
          points: pointsOf(panel.queries),
          least: minStep === undefined ? undefined : EVERY_SECONDS.get(minStep),
        });
        return {
          panel: panel.id,
          expression: filledIn(expr, { range: to - from, step }),
          from,
          to,
          ...(!instant && { step }),
          recorded: expr.includes('llm:'),
        };
      });
    });
}
