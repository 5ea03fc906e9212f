/** What is wrong with a stored or entered setting, for a person. */
export interface Problem {
  /** Where it is, such as `budgets.daily` or `prices.overrides[2].input`; empty for the settings as a whole. */
  field: string;
  what: string;
  expected: string;
}

/** A value as a message quotes it: short. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
