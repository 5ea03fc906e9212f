/** A stretch of a series as promtool writes it: `5`, `5x3`, `0+10x3`, `_x3`, `stale`. */
const STRETCH = /^(?<start>-?[\d.]+(?:e[+-]?\d+)?|_|stale)(?<step>[+-][\d.]+)?(?:x(?<times>\d+))?$/;

/**
 * The samples of a series in promtool's notation, one a step; undefined where there is none.
 * @throws where it is not that notation
 */
export function samplesOf(notation: string): Array<number | undefined> {
  return notation.split(' ').flatMap((stretch) => {
    const { start, step = '0', times = '0' } = STRETCH.exec(stretch)?.groups ?? {};
    if (start === undefined) {
      throw new Error(`${stretch} is no stretch of samples.`);
    }
    if (start === '_') {
      return Array.from({ length: Math.max(1, Number(times)) }, () => undefined);
    }
    return start === 'stale'
      ? [undefined]
      : Array.from({ length: Number(times) + 1 }, (_, index) => Number(start) + index * Number(step));
  });
}
