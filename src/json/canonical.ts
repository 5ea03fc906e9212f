import { isJsonObject, type Json, type JsonObject } from './json';

/**
 * A value in an order of its own, without what says nothing: two that mean the same are written alike.
 * @param saysNothing of a field besides empty ones, which never do
 */
export function canonical(value: JsonObject, saysNothing: (key: string, value: Json) => boolean): JsonObject {
  const inOrder = (inner: Json): Json => {
    if (Array.isArray(inner)) {
      return inner.map(inOrder);
    }
    return isJsonObject(inner) ? canonical(inner, saysNothing) : inner;
  };
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, Json] => [key, inOrder(inner)])
      .filter(([key, inner]) => !isEmpty(inner) && !saysNothing(key, inner))
      .sort(([one], [other]) => (one < other ? -1 : 1))
  );
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0);
