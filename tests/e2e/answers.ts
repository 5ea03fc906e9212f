/** What Grafana answered to the panels of a page. */
import type { Page, Response } from '@playwright/test';
import type { Shown } from '../truth/compare';

interface Frame {
  schema: {
    meta?: { executedQueryString?: string; custom?: { resultType?: string } };
    fields: ReadonlyArray<{ type: string; labels?: Record<string, string>; config?: { interval?: number } }>;
  };
  data: { values: ReadonlyArray<readonly number[]> };
}

interface QueryAnswer {
  results: Record<string, { error?: string; frames?: Frame[] }>;
}

interface QueryRequest {
  queries: ReadonlyArray<{ refId: string; expr: string }>;
}

/** The answer to one expression. */
export interface Answer {
  error?: string;
  /** The range of `rate` that Grafana put in for its macro, in seconds; 0 in a query without one. */
  window: number;
  /** Of the last points, in seconds since 1970. */
  time: number;
  /** The last point of each series, where it lies at `time`. */
  shown: Shown[];
}

/** Collects the newest answer to each expression that a page asks from now on. */
export function answersOf(page: Page): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  page.on('response', async (response) => {
    if (response.url().includes('/api/ds/query')) {
      await collect(response, answers);
    }
  });
  return answers;
}

async function collect(response: Response, answers: Map<string, Answer>): Promise<void> {
  const { queries }: QueryRequest = response.request().postDataJSON();
  // The page may have gone on to another one, and the body with it.
  const answer: QueryAnswer | undefined = await response.json().catch(() => undefined);
  for (const { refId, expr } of answer ? queries : []) {
    const { error, frames = [] } = answer?.results[refId] ?? {};
    answers.set(expr, { ...(error && { error }), ...lastPoints(frames.filter(isFigure)) });
  }
}

/** Exemplars are single requests: they come beside the figures. */
const isFigure = ({ schema: { meta } }: Frame) => meta?.custom?.resultType !== 'exemplar';

function lastPoints(frames: readonly Frame[]): Omit<Answer, 'error'> {
  const points = frames.flatMap(({ schema, data: { values } }) => {
    const [times = [], figures = []] = values;
    return [{ time: times.at(-1) ?? 0, value: figures.at(-1) ?? NaN, labels: schema.fields[1]?.labels ?? {} }];
  });
  const time = Math.max(0, ...points.map((point) => point.time));
  return {
    window: windowOf(frames[0]?.schema.meta?.executedQueryString ?? ''),
    time: time / 1000,
    shown: points.filter((point) => point.time === time && time > 0),
  };
}

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads the first `[1m5s]` of a query. */
function windowOf(executed: string): number {
  const [, duration = ''] = /\[((?:\d+[smhd])+)\]/.exec(executed) ?? [];
  return [...duration.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? NaN),
    0
  );
}
