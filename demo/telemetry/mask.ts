/** Takes personal data and secrets out of what is logged. */

const RULES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)/g, '$1***@$2'],
  [/\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b/g, '$1.*'],
  [/\b(sk-)[\w-]+/g, '$1***'],
];

/** Keeps of an e-mail address its first letter and its host, of an IPv4 address its network, and nothing of an API key. */
export function masked(text: string): string {
  return RULES.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
}
