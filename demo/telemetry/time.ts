/** Seconds since 1970 as logs and traces write them. JavaScript's numbers hold microseconds exactly, nanoseconds not. */

/** UTC as Python writes `datetime.utcnow().isoformat()`: to the microsecond, without a zone. */
export function pythonTimestamp(seconds: number): string {
  const microseconds = Math.round(seconds * 1e6);
  const whole = new Date(Math.floor(microseconds / 1e6) * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(microseconds % 1e6).padStart(6, '0')}`;
}

export function nanoseconds(seconds: number): string {
  return `${Math.round(seconds * 1e6)}000`;
}
