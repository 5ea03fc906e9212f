/**
 * A name as a part of a path. Grafana decodes the path of an address each time that anything in the address is set, so a
 * percent sign would be lost at the second time and an error at the third; and no route takes a line's end. They are
 * written with a tilde.
 */
const TILDE: ReadonlyArray<[character: string, written: string]> = [
  ['%', '~25'],
  ['\n', '~0A'],
  ['\r', '~0D'],
];

/** A name as our own links have it. */
export const inPath = (name: string): string =>
  encodeURIComponent(TILDE.reduce((all, [character, written]) => all.replaceAll(character, written), name));

/** The name again. @param part of a path, decoded */
export const fromPath = (part: string): string =>
  TILDE.reduce((all, [character, written]) => all.replaceAll(written, character), part);

/** Percent signs of names, not of the escapes that decoding a path leaves alone: those of # $ & + , / : ; = ? @. */
const BARE = /%(?!2[346BCF]|3[ABDF]|40)/gi;

/** A decoded path that stays as it is, however often it is decoded. Grafana's own links lead to one that does not. */
export const withoutPercent = (path: string): string => path.replace(BARE, '~25');
