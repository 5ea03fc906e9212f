/** One series of an alert's expression, at the moments at which it held: looked at step by step, in milliseconds, in order. */
export interface HeldSeries {
  /** What tells it from the others, such as `provider=openai`. */
  what: string;
  times: readonly number[];
}

/** How an alert is evaluated, in milliseconds. */
export interface Timing {
  /** How long it must hold. */
  for: number;
  /** How long it goes on once it holds no more. */
  keepFiringFor: number;
  /** From one look to the next. */
  step: number;
  /** The last look. */
  until: number;
}

/** One time that an alert would have fired. */
export interface Fired {
  what: string;
  from: number;
  to: number;
  /** Whether it still does at the last look. */
  ongoing: boolean;
}

export interface DryRun {
  /** The latest first. */
  firings: readonly Fired[];
  /** How long any of them fired, in milliseconds. */
  total: number;
}

/**
 * When an alert would have fired, as Prometheus's rules do: it holds for so long, fires, and may go on for a while. What is
 * shorter than a step is seen at one look or not at all; between two looks at which it held, it is taken to have held.
 */
export function dryRun(series: readonly HeldSeries[], timing: Timing): DryRun {
  const firings = series.flatMap((one) => firingsOf(one, timing));
  return { firings: firings.sort((one, other) => other.from - one.from), total: covered(firings) };
}

function firingsOf({ what, times }: HeldSeries, { step, until, ...timing }: Timing): Fired[] {
  const firings: Fired[] = [];
  for (const { first, last } of stretches(times, step)) {
    const before = firings.at(-1);
    const end = last + step + timing.keepFiringFor;
    const ongoing = end > until;
    const to = Math.min(end, until);
    if (before && first < before.to) {
      firings.splice(-1, 1, { ...before, to, ongoing });
    } else if (last - first >= timing.for) {
      firings.push({ what, from: first + timing.for, to, ongoing });
    }
  }
  return firings;
}

/** Moments that follow each other by a step, together. Half a step more is allowed: servers round. */
function stretches(times: readonly number[], step: number): Array<{ first: number; last: number }> {
  const found: Array<{ first: number; last: number }> = [];
  for (const time of times) {
    const present = found.at(-1);
    if (present && time - present.last <= step * 1.5) {
      present.last = time;
    } else {
      found.push({ first: time, last: time });
    }
  }
  return found;
}

/** How long at least one of them lasts. */
function covered(firings: readonly Fired[]): number {
  let reached = -Infinity;
  return [...firings]
    .sort((one, other) => one.from - other.from)
    .reduce((sum, { from, to }) => {
      const more = Math.max(0, to - Math.max(from, reached));
      reached = Math.max(reached, to);
      return sum + more;
    }, 0);
}
