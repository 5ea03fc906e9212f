/** What each panel should show, worked out from the demo's ledger alone. */
import type { Entry } from '../../demo/ledger';
import { priceOf } from '../../demo/traffic/models';
import type { PanelDefinition } from '../../src/definitions/dashboard';
import type { SignalId } from '../../src/signals/signals';
import type { Dimension } from '../../src/vocabularies/vocabulary';
import { valueOf, type Facts } from './facts';

/** What one replica did between two of its scrapes. */
export interface ReplicaEvidence {
  /** What the later scrape counts and the earlier one does not. */
  entries: readonly Entry[];
  /** From the earlier scrape to the later one. */
  seconds: number;
  /** As the later scrape saw them. */
  gauges: ReadonlyMap<string, number>;
}

/** One value of the dimension -> figure, in the unit of the signal; the empty text where nothing is split. */
export type Figures = ReadonlyMap<string, number>;

interface Question {
  facts: Facts;
  replicas: readonly ReplicaEvidence[];
  by: Dimension | undefined;
}

/**
 * The figures that a panel must show.
 * @param by the dimension that it is split by
 */
export function truth(signal: SignalId, by: Dimension | undefined, facts: Facts, replicas: readonly ReplicaEvidence[]) {
  const told = TRUTHS[signal];
  if (!told) {
    throw new Error(`The ledger cannot tell the truth about ${signal}.`);
  }
  return told({ facts, replicas, by });
}

/** Whether the ledger can tell everything that a panel shows. */
export const canTell = ({ asks }: Pick<PanelDefinition, 'asks'>): boolean =>
  asks.every(({ signal }) => signal in TRUTHS);

type Truth = (question: Question) => Figures;
type Counted = 'requests' | 'attempts' | 'failures' | 'successes' | 'errors' | 'httpRequests' | 'httpFailures';
type Amount = (entry: Entry) => number;

const one: Amount = () => 1;
const seconds: Amount = ({ duration }) => duration;

const rate =
  (counted: Counted, factor = 1): Truth =>
  (question) =>
    scaled(perSecond(question, question.facts[counted], one), factor);

const share =
  (part: (question: Question) => Figures, whole: Counted): Truth =>
  (question) =>
    divided(part(question), perSecond(question, question.facts[whole], one));

const quantile =
  (q: number, counted: Counted, buckets: 'buckets' | 'httpBuckets'): Truth =>
  (question) =>
    ofGroups(question, question.facts[counted], (group) =>
      quantileOf(q, [...question.facts[buckets], Infinity], (bound) =>
        weight(group, (entry) => entry.duration <= bound)
      )
    );

const mean =
  (counted: Counted): Truth =>
  (question) =>
    divided(perSecond(question, question.facts[counted], seconds), perSecond(question, question.facts[counted], one));

const slowerThan =
  (bound: 5 | 10): Truth =>
  (question) =>
    ofGroups(question, question.facts.requests, (group) => {
      const slow = weight(group, ({ duration }) => duration > question.facts.slow[bound]);
      return slow / weight(group, () => true);
    });

const gauge =
  (name: 'activeRequests' | 'queueDepth'): Truth =>
  ({ facts, replicas }) =>
    new Map([['', replicas.reduce((sum, { gauges }) => sum + (gauges.get(facts.gauges[name] ?? '') ?? NaN), 0)]]);

const tokens =
  (factor: number): Truth =>
  (question) => {
    const { input, output } = question.facts.tokenTypes;
    const read = scaled(
      perSecond(
        question,
        () => true,
        (entry) => entry.tokens.input
      ),
      factor
    );
    const written = scaled(
      perSecond(
        question,
        () => true,
        (entry) => entry.tokens.output
      ),
      factor
    );
    return question.by === 'tokenType'
      ? new Map([
          [input, read.get('') ?? 0],
          [output, written.get('') ?? 0],
        ])
      : new Map([...read].map(([value, figure]) => [value, figure + (written.get(value) ?? 0)]));
  };

/** At the prices of the demo's own table; none of these systems tells which of its input tokens were cached. */
const spend: Amount = ({ model, tokens: { input, output } }) => {
  const price = priceOf(model);
  return price === null ? 0 : (input * price.input + output * price.output) / 1_000_000;
};

const streamed: Truth = (question) =>
  perSecond(question, (entry) => question.facts.requests(entry) && entry.streaming, one);

/** What the ledger can tell. */
const TRUTHS: Partial<Record<SignalId, Truth>> = {
  requestRate: rate('requests'),
  requestsPerMinute: rate('requests', 60),
  throughput: rate('successes'),
  errorRatio: share(rate('failures'), 'attempts'),
  availability: (question) => remaining(share(rate('failures'), 'attempts')(question)),
  successRatio: share(rate('successes'), 'attempts'),
  errorRate: rate('errors'),
  latencyP50: quantile(0.5, 'requests', 'buckets'),
  latencyP95: quantile(0.95, 'requests', 'buckets'),
  latencyP99: quantile(0.99, 'requests', 'buckets'),
  latencyMean: mean('requests'),
  slowerThan5s: slowerThan(5),
  slowerThan10s: slowerThan(10),
  tokenRate: tokens(1),
  tokensPerMinute: tokens(60),
  activeRequests: gauge('activeRequests'),
  queueDepth: gauge('queueDepth'),
  streamingShare: share(streamed, 'requests'),
  spendPerHour: (question) =>
    scaled(
      perSecond(question, () => true, spend),
      3600
    ),
  httpRequestRate: rate('httpRequests'),
  httpErrorRatio: share(rate('httpFailures'), 'httpRequests'),
  httpLatencyP50: quantile(0.5, 'httpRequests', 'httpBuckets'),
  httpLatencyP95: quantile(0.95, 'httpRequests', 'httpBuckets'),
};

/** Entries that share a value, each weighing what it adds to a rate: replicas are scraped at different moments. */
type Group = ReadonlyArray<{ entry: Entry; perSecond: number }>;

function groups({ facts, replicas, by }: Question, counts: (entry: Entry) => boolean): Map<string, Group> {
  const found = new Map<string, Array<Group[number]>>();
  for (const { entries, seconds: span } of replicas) {
    for (const entry of entries.filter(counts)) {
      const value = by === undefined || by === 'tokenType' ? '' : valueOf(facts, by, entry);
      const group = found.get(value) ?? [];
      found.set(value, group);
      group.push({ entry, perSecond: 1 / span });
    }
  }
  return found;
}

const ofGroups = (question: Question, counts: (entry: Entry) => boolean, figure: (group: Group) => number): Figures =>
  new Map([...groups(question, counts)].map(([value, group]) => [value, figure(group)]));

const weight = (group: Group, counts: (entry: Entry) => boolean, amount: Amount = one) =>
  group.reduce((sum, { entry, perSecond: each }) => (counts(entry) ? sum + each * amount(entry) : sum), 0);

const perSecond = (question: Question, counts: (entry: Entry) => boolean, amount: Amount): Figures =>
  ofGroups(question, counts, (group) => weight(group, () => true, amount));

const scaled = (figures: Figures, factor: number): Figures =>
  new Map([...figures].map(([value, figure]) => [value, figure * factor]));

const remaining = (shares: Figures): Figures => new Map([...shares].map(([value, each]) => [value, 1 - each]));

/** A part that is not there is 0 of the whole. */
const divided = (parts: Figures, wholes: Figures): Figures =>
  new Map([...wholes].map(([value, whole]) => [value, (parts.get(value) ?? 0) / whole]));

/**
 * The quantile as anyone who has only the buckets must estimate it: evenly spread within a bucket, and the last finite bound
 * for whatever lies beyond it.
 * @param bounds ascending, the last one infinite
 * @param below how much lies at or below a bound
 */
export function quantileOf(q: number, bounds: readonly number[], below: (bound: number) => number): number {
  const rank = q * below(Infinity);
  const index = bounds.findIndex((bound) => below(bound) >= rank);
  const upper = bounds[index] ?? NaN;
  const lower = bounds[index - 1] ?? 0;
  if (upper === Infinity) {
    return lower;
  }
  const before = index === 0 ? 0 : below(lower);
  return lower + ((upper - lower) * (rank - before)) / (below(upper) - before);
}
