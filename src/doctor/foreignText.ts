/** Control characters, and those that turn the direction of text around: a terminal or a page must never obey them. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const LONGEST_VALUE = 120;
const LONGEST_LINE = 240;

/**
 * A value from outside, such as a label's, in quotes and with everything unprintable escaped: it shows where it ends. What is
 * long is cut off.
 */
export function quoted(value: string): string {
  return escaped(JSON.stringify(cut(value, LONGEST_VALUE)));
}

/** Words from outside, such as a server's message, on one printable line; cut off where they are long. */
export function excerpt(text: string): string {
  return cut(escaped(text.replace(/\s+/g, ' ').trim()), LONGEST_LINE);
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);

const escaped = (text: string) =>
  text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
