/** The fields of an object; none where it is none. */
export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** A text; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The entries of a list, each by its fields; none where it is none. */
export const records = (value: unknown): Array<Readonly<Record<string, unknown>>> =>
  Array.isArray(value) ? value.map(record) : [];
