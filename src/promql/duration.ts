const WEEK = 604_800;

/** Prometheus's units of time below the week, the longest first, in seconds. */
const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 };

const DURATION = /^(?=\d)(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** How long `1h30m` is, in seconds; undefined for what is no duration in weeks, days, hours, minutes and seconds. */
export function secondsOfDuration(text: string): number | undefined {
  const [, ...counts] = DURATION.exec(text) ?? [];
  return counts.length === 0
    ? undefined
    : [WEEK, ...Object.values(UNITS)].reduce((sum, unit, index) => sum + unit * Number(counts[index] ?? 0), 0);
}

/** So many whole seconds as Prometheus and Grafana write them, whatever was entered: `90s` is `1m30s` there. */
export function durationOf(seconds: number): string {
  if (seconds > 0 && seconds % WEEK === 0) {
    return `${seconds / WEEK}w`;
  }
  let left = seconds;
  const parts = Object.entries(UNITS).flatMap(([unit, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.join('') || '0s';
}
