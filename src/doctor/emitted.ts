import { CORE_MEASURES, MEASURES, measureText, type CoreMeasureId, type MeasureId } from '../vocabularies/measures';
import { howToEmit } from '../vocabularies/detect';
import {
  dimensionsOf,
  emittedLabel,
  seriesOf,
  sourceOf,
  type Dimension,
  type Vocabulary,
} from '../vocabularies/vocabulary';
import { expectationOf } from './expectations';
import { well, type Finding } from './finding';
import type { SystemUnderCheck } from './panelPlan';

/** What people split figures by first: a system that declares one of these and does not write it is mislabelled. */
const SPLIT_BY: readonly Dimension[] = ['provider', 'model', 'tokenType', 'errorType'];

const CORE = Object.keys(CORE_MEASURES) as CoreMeasureId[];
const ALL = Object.keys(MEASURES) as MeasureId[];

const has = (vocabulary: Vocabulary, measure: MeasureId) => sourceOf(vocabulary, measure).kind !== 'absent';

/** What a system writes of what its authors document: which measures are missing, and which of their labels. */
export function checkEmitted({ declared, vocabulary }: SystemUnderCheck): Finding[] {
  const faults = CORE.filter((measure) => has(declared, measure)).flatMap((measure) => {
    const fault = metricAbsent(declared, vocabulary, measure) ?? labelAbsent(declared, vocabulary, measure);
    return fault === undefined ? [] : [fault];
  });
  // Several figures may come from one metric: what it lacks is told once.
  const told = [...new Map(faults.map((fault) => [fault.seen, fault])).values()];
  const documented = ALL.filter((measure) => has(declared, measure));
  const written = documented.filter((measure) => has(vocabulary, measure));
  const counted = `writes ${written.length} of the ${documented.length} figures that it can write`;
  return told.length === 0 ? [well('emits-all', declared.title, counted)] : told;
}

function metricAbsent({ title }: Vocabulary, vocabulary: Vocabulary, measure: CoreMeasureId): Finding | undefined {
  const source = sourceOf(vocabulary, measure);
  if (source.kind !== 'absent') {
    return undefined;
  }
  const { mayBeAbsent } = expectationOf(measure);
  return {
    state: 'warning',
    reason: 'metric-absent',
    subject: title,
    seen: `no metric for ${measureText(measure)}`,
    cause: `${source.why} ${mayBeAbsent ?? 'The instrumentation, or this version of it, does not write it.'}`,
    fix: source.howToEmit,
  };
}

function labelAbsent(declared: Vocabulary, vocabulary: Vocabulary, measure: CoreMeasureId): Finding | undefined {
  const [wanted, found] = [sourceOf(declared, measure), sourceOf(vocabulary, measure)];
  if (wanted.kind === 'absent' || found.kind === 'absent') {
    return undefined;
  }
  const there = dimensionsOf(found);
  const lacking = dimensionsOf(wanted).filter((one) => SPLIT_BY.includes(one) && !there.includes(one));
  const [series] = seriesOf(found);
  if (lacking.length === 0 || series === undefined) {
    return undefined;
  }
  const names = lacking.map((dimension) => emittedLabel(declared, dimension) ?? dimension).join(', ');
  return {
    state: 'warning',
    reason: 'label-absent',
    subject: declared.title,
    seen: `${series.metric[0]} has no label ${names}`,
    cause: 'The instrumentation, or this version of it, does not write it: the figure cannot be split by it.',
    fix: howToEmit(declared, found.kind, { ...series, dimensions: [...series.dimensions, ...lacking] }),
  };
}
