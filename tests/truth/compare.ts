/** Holds what panels show against the truth. */
import { isRest, OTHER } from '../../src/compile/bounded';
import type { SignalId } from '../../src/signals/signals';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { FACTS, type ToldSystem } from './facts';
import type { Question } from './questions';
import { truth, type Figures, type ReplicaEvidence } from './truth';

/** How far a figure may be from the truth, as a share of it. */
const TOLERANCE = 0.02;

/** Signals that are 0 while answers are quick. */
const MAY_BE_ZERO: readonly SignalId[] = ['slowerThan5s', 'slowerThan10s', 'queueDepth'];

/** One series of an answer. */
export interface Shown {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** One figure next to the truth. */
export interface Comparison {
  system: ToldSystem;
  panel: string;
  line: string;
  value: string;
  shown: number | undefined;
  truth: number;
  /** As a share of the truth; infinite where there should be nothing, or should be something. */
  deviation: number;
}

export type Evidence = ReadonlyMap<ToldSystem, readonly ReplicaEvidence[]>;

/** Every figure of an answer next to the truth. */
export function compare(question: Question, shown: readonly Shown[], evidence: Evidence): Comparison[] {
  const { panel, ask, systems } = question;
  return systems.flatMap((system) => {
    const figures = figuresOf(shown, system, systems.length > 1);
    const all = truth(ask.signal, ask.by[0], FACTS[system], evidence.get(system) ?? []);
    const expected = ask.by.some((dimension) => isRest(dimension, OTHER)) ? withRest(all, figures) : all;
    return [...new Set([...expected.keys(), ...figures.keys()])].map((value) => {
      const [figure, right = 0] = [figures.get(value), expected.get(value)];
      return { system, panel, line: ask.name, value, shown: figure, truth: right, deviation: deviation(figure, right) };
    });
  });
}

/** Where a panel adds up what it does not name, the truth of that is the sum of what it does not name. */
function withRest(expected: Figures, shown: Figures): Figures {
  if (!shown.has(OTHER)) {
    return expected;
  }
  const [named, rest] = [true, false].map((is) => [...expected].filter(([value]) => shown.has(value) === is));
  return new Map([...(named ?? []), [OTHER, (rest ?? []).reduce((sum, [, figure]) => sum + figure, 0)]]);
}

/** Split by one dimension at most, a series has one label, next to the one that names its system. */
function figuresOf(shown: readonly Shown[], system: ToldSystem, named: boolean): Figures {
  const own = shown.filter(({ labels }) => !named || labels.system === SYSTEMS[system].title);
  return new Map(
    own.map(({ labels, value }) => {
      const { system: _, ...rest } = labels;
      return [Object.values(named ? rest : labels).join(), value];
    })
  );
}

/** A series that is there and stands at 0 says the same as one that is not there. */
function deviation(shown = 0, right: number): number {
  return shown === right ? 0 : Math.abs(shown - right) / Math.abs(right);
}

/** What is wrong, a line for each; empty where there is data and every figure is right. */
export function offences({ panel, ask }: Question, comparisons: readonly Comparison[]): string[] {
  const name = `${panel}, ${ask.name}`;
  if (comparisons.every(({ shown }) => shown === undefined)) {
    return [`${name}: no data`];
  }
  return (
    comparisons
      // NaN is no number that is small enough.
      .filter((comparison) => !(comparison.deviation <= TOLERANCE))
      .map(({ system, value, shown, truth: right }) => `${name} of ${system} ${value}: shows ${shown}, truth ${right}`)
  );
}

/** Whether an answer is 0 throughout although things happen that it should tell of: nobody could see that it is wrong. */
export const saysNothing = ({ ask }: Question, comparisons: readonly Comparison[]): boolean =>
  comparisons.every(({ shown }) => !shown) && !MAY_BE_ZERO.includes(ask.signal);

/** How much was compared, and how far the worst panels were off. */
export function summary(comparisons: readonly Comparison[]): string {
  const panels = new Map<string, Comparison>();
  comparisons.forEach((comparison) => {
    const name = `${comparison.system} ${comparison.panel}`;
    if (comparison.deviation >= (panels.get(name)?.deviation ?? 0)) {
      panels.set(name, comparison);
    }
  });
  const worst = [...panels].sort(([, left], [, right]) => right.deviation - left.deviation).slice(0, WORST);
  return [
    `${comparisons.length} figures of ${panels.size} panels compared with the ledger. Furthest off:`,
    ...worst.map(
      ([name, { line, value, shown, truth: right, deviation: share }]) =>
        `  ${(share * 100).toFixed(7)}% ${name}, ${[line, value].filter(Boolean).join(' ')}: ${shown} for ${right}`
    ),
  ].join('\n');
}

const WORST = 5;
