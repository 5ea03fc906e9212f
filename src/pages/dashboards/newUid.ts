/** A uid that no dashboard has, and none of ours ever gets: those begin with `cao-`. */
export const newUid = (): string =>
  `own-${[...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
