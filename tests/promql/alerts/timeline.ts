/** How series go over time, as promtool reads them: one sample a minute. */

/** So much a minute, for so many minutes. */
export type Phase = readonly [perMinute: number, minutes: number];

/** A counter that begins at 0 and grows in phases. */
export function counter(...phases: readonly Phase[]): string {
  let at = 0;
  return phases
    .map(([perMinute, minutes]) => {
      const text = `${at}+${perMinute}x${minutes - 1}`;
      at += perMinute * minutes;
      return text;
    })
    .join(' ');
}

/** A gauge that has one value after another. */
export const gauge = (...phases: readonly Phase[]): string =>
  phases.map(([value, minutes]) => `${value}x${minutes - 1}`).join(' ');

/** A counter that stands still for ever: somebody called long ago. */
export const IDLE = '5000x400';
