/** How long a Prometheus takes to answer, and what came of it. */
import { performance } from 'node:perf_hooks';
import type { Question } from './questions';

export interface Asked {
  question: Question;
  /** Of each time that it was asked, in milliseconds; a refusal takes its time, too. */
  times: number[];
  /** How many series the answer has. */
  series: number;
  /** Why it was not answered, in the server's own words. */
  refused?: string;
}

const TIMEOUT_MS = 60_000;

interface Answer {
  status: 'success' | 'error';
  error?: string;
  data?: { result: unknown };
}

/** Asks a question several times, one after the other, each time until the whole answer is there. */
export async function asked(
  prometheus: string,
  question: Question,
  { runs, warm, signal }: { runs: number; warm: boolean; signal: AbortSignal }
): Promise<Asked> {
  const { expression, from, to, step } = question;
  const [path, time] =
    step === undefined
      ? ['query', { time: `${to}` }]
      : ['query_range', { start: `${from}`, end: `${to}`, step: `${step}` }];
  const body = new URLSearchParams({ query: expression, ...time });
  const once = async () => {
    const start = performance.now();
    const text = await fetch(`${prometheus}/api/v1/${path}`, {
      method: 'POST',
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    }).then(
      (response) => response.text(),
      (error: Error) => {
        signal.throwIfAborted();
        return JSON.stringify({ status: 'error', error: error.message });
      }
    );
    return { took: performance.now() - start, text };
  };
  if (warm) {
    await once();
  }
  const times: number[] = [];
  let last = '';
  for (let run = 0; run < runs; run++) {
    const { took, text } = await once();
    times.push(took);
    last = text;
  }
  const answer = JSON.parse(last) as Answer;
  const result = answer.data?.result;
  return {
    question,
    times,
    series: Array.isArray(result) ? result.length : 0,
    ...(answer.status === 'error' && { refused: answer.error ?? 'no reason given' }),
  };
}
