/** Asks a Prometheus of the tests'. */

export interface Sample {
  metric: Readonly<Record<string, string>>;
  /** Seconds since 1970 and the value, as text. */
  value: [number, string];
}

interface Series {
  metric: Readonly<Record<string, string>>;
  values: Array<[number, string]>;
}

interface Answer<Result> {
  status: 'success' | 'error';
  error?: string;
  data: { result: Result };
}

/**
 * The series that an expression yields at one instant.
 * @param time in seconds since 1970
 * @throws Error with Prometheus's own words where it does not accept the expression
 */
export const vectorAt = (prometheus: string, expression: string, time: number) =>
  ask<Sample[]>(prometheus, '/api/v1/query', { query: expression, time: String(time) });

/** The raw samples in a range, such as `up[1m]`, which ends at `time`. */
export const samplesAt = (prometheus: string, range: string, time: number) =>
  ask<Series[]>(prometheus, '/api/v1/query', { query: range, time: String(time) });

/** The lines that an expression yields over a range, as a graph asks for them: in seconds since 1970, and seconds. */
export const linesOver = (
  prometheus: string,
  expression: string,
  { from, to, step }: Record<'from' | 'to' | 'step', number>
) =>
  ask<Series[]>(prometheus, '/api/v1/query_range', {
    query: expression,
    start: String(from),
    end: String(to),
    step: String(step),
  });

async function ask<Result>(prometheus: string, path: string, params: Record<string, string>): Promise<Result> {
  const response = await fetch(prometheus + path, { method: 'POST', body: new URLSearchParams(params) });
  const answer: Answer<Result> = await response.json();
  if (answer.status !== 'success') {
    throw new Error(`${answer.error}: ${params.query}`);
  }
  return answer.data.result;
}
