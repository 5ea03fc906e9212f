import { isReadRaw } from '../signals/signal';
import { SIGNALS, type SignalId } from '../signals/signals';
import type { MeasureId } from '../vocabularies/measures';
import { EXPORTERS } from '../vocabularies/exporters';
import { isExporter, SYSTEMS } from '../vocabularies/vocabularies';
import { DIMENSIONS, seriesOf, type Dimension, type Source, type Vocabulary } from '../vocabularies/vocabulary';
import { DASHBOARDS } from './dashboards/dashboards';
import { THRESHOLDS } from './thresholds';

/**
 * Everything whose metrics are recorded, in the order in which it claims jobs: systems, and machines for their trends. Names
 * with dots are not: Prometheus 2 would refuse the whole file for them.
 */
export const RECORDED_VOCABULARIES: readonly Vocabulary[] = [...Object.values(SYSTEMS), EXPORTERS.node];

/** Of a machine: how busy its processors, memory and disks are. */
const TRENDS: readonly MeasureId[] = ['cpu', 'cpuIdle', 'memoryTotal', 'memoryAvailable', 'diskSize', 'diskAvailable'];

const needsOf = (signal: SignalId): readonly MeasureId[] => SIGNALS[signal].needs;

const asks = Object.values(DASHBOARDS).flatMap(({ rows }) =>
  rows
    .filter(({ exporter }) => exporter === undefined)
    .flatMap(({ panels }) => panels.flatMap((panel) => [...panel.asks]))
    .filter(({ signal }) => !isReadRaw(SIGNALS[signal]))
);

/** What is charged for, and what a system says that it cost. */
const MONEY: readonly MeasureId[] = ['tokens', 'cachedTokens', 'cacheWriteTokens', 'reasoningTokens', 'spend'];

const shown: ReadonlySet<MeasureId> = new Set([...asks.flatMap(({ signal }) => needsOf(signal)), ...MONEY]);

/** What recorded series can be split by wherever the system can, whether or not a panel does. */
const ALWAYS: readonly Dimension[] = ['provider', 'model', 'instance'];

/** Figures of an HTTP interface: by endpoint and status they are many, by provider and model as well they are too many. */
const WITHOUT_MODEL: readonly MeasureId[] = ['httpRequests', 'httpFailures', 'httpLatency'];

/** Splits that a panel has and that are read raw: each multiplies the series of every provider and model. */
const RAW_ONLY: Partial<Record<MeasureId, readonly Dimension[]>> = { latency: ['endpoint'] };

/** Splits that are worth recording although no panel has them. */
const BESIDES: Partial<Record<MeasureId, readonly Dimension[]>> = { tokens: ['tokenType'], errors: ['errorType'] };

function splitsOf(measure: MeasureId): Dimension[] {
  const asked = asks.filter(({ signal }) => needsOf(signal).includes(measure)).flatMap(({ by }) => [...by]);
  const always = WITHOUT_MODEL.includes(measure) ? [] : ALWAYS;
  const raw = RAW_ONLY[measure] ?? [];
  return [...always, ...asked, ...(BESIDES[measure] ?? [])].filter((dimension) => !raw.includes(dimension));
}

/** What feeds a measure, in whichever version of the system; none where no version has it, or in a way that rules cannot sum. */
export function recordedSource({ measures }: Vocabulary, measure: MeasureId): Source | undefined {
  const source = measures[measure];
  return source === undefined || source.kind === 'absent' || (source.kind === 'histogram' && source.native)
    ? undefined
    : source;
}

/** The measures of a vocabulary that are recorded: those that its dashboards show, and those that cost. */
export const recordedMeasures = (vocabulary: Vocabulary): MeasureId[] =>
  (isExporter(vocabulary.id) ? TRENDS : [...shown]).filter((id) => recordedSource(vocabulary, id));

/**
 * The dimensions that a measure's recorded series have. Levels keep all of theirs: they are few, and may be brought together
 * by a mean or a maximum as well as by a sum.
 */
export function recordedDimensions(vocabulary: Vocabulary, measure: MeasureId, source: Source): Dimension[] {
  const splits = source.kind === 'gauge' || isExporter(vocabulary.id) ? DIMENSIONS : splitsOf(measure);
  return DIMENSIONS.filter(
    (dimension) =>
      splits.includes(dimension) && seriesOf(source).every(({ dimensions }) => dimensions.includes(dimension))
  );
}

/** The latency that a system promises, in seconds: the limit of its 95th percentile. */
export const promisedLatency = ({ id }: Vocabulary): number => {
  const { warning, critical } = THRESHOLDS[id].latencyP95 ?? {};
  return warning ?? critical ?? 5;
};
