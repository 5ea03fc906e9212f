/** A value as a dashboard's JSON holds it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Not an array, not null. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isJsonObject = (value: unknown): value is JsonObject => isObject(value);

/** As it comes back from who stores it: nothing that JSON cannot hold. */
export function asJson(value: object): JsonObject {
  const parsed: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(parsed) ? parsed : {};
}

/** The objects in what should be a list of them; nothing where it is none. */
export const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** What is at a key that may not be there, in a value that may be no object. */
export const at = (value: unknown, key: string): Json | undefined => (isJsonObject(value) ? value[key] : undefined);

/** The text at a key; empty where there is none. */
export const textAt = (value: unknown, key: string): string => {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
};
