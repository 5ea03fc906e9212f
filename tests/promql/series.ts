import { choreoai } from '../../src/vocabularies/choreoai';
import type { InputSeries } from './promtool';

export type Labels = Readonly<Record<string, string>>;

/** `name{a="b"}` */
export const series = (name: string, labels: Labels) =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;

/** A counter that has grown by so many a minute since the first sample. */
export const growing = (perMinute: number) => `0+${perMinute}x20`;

/** A counter that stands still, or a gauge. */
export const steady = (value: number) => `${value}x20`;

/** Upper bound and observations at or below it, each minute. */
export type Buckets = ReadonlyArray<readonly [bound: string, count: number]>;

/** A histogram whose bucket counters grow. */
export const histogram = (name: string, labels: Labels, perMinute: Buckets): InputSeries =>
  Object.fromEntries(perMinute.map(([le, count]) => [series(`${name}_bucket`, { ...labels, le }), growing(count)]));

const CHAT = '/v1/chat/completions';

/** ChoreoAI's two replicas. */
export const FIRST = { job: 'choreoai', instance: 'a:8000' };
export const SECOND = { job: 'choreoai', instance: 'b:8010' };

/** What every series of ChoreoAI's requests carries here, unless told otherwise. */
export const OPENAI_CHAT = { ...FIRST, provider: 'openai', endpoint: CHAT, method: 'POST' };

export const requests = (labels: Labels) => series('choreoai_requests_total', { ...OPENAI_CHAT, ...labels });

export const errors = (labels: Labels) =>
  series('choreoai_errors_total', { ...FIRST, provider: 'openai', endpoint: CHAT, error_type: 'Timeout', ...labels });

export const durations = (labels: Labels, perMinute: Buckets) =>
  histogram('choreoai_request_duration_seconds', { ...OPENAI_CHAT, ...labels }, perMinute);

export const tokens = (name: string, labels: Labels) =>
  series(name, { ...FIRST, provider: 'openai', model: 'gpt-4o', type: 'input', ...labels });

export const OF_CHOREOAI = { vocabulary: choreoai, job: FIRST.job };
