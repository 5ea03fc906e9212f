import { worstOf, type Finding, type FindingState } from './finding';
import { STEP_IDS, type StepId } from './steps';

/** What the steps have found so far. */
export type Findings = Partial<Record<StepId, readonly Finding[]>>;

/** User and password in an address: a server's own message may repeat them. */
const CREDENTIALS = /\/\/[^/\s@"']+@/g;

const withoutSecrets = (text: string) => text.replace(CREDENTIALS, '//');

const MARKS: Record<FindingState, string> = { ok: '✓', warning: '!', problem: '✗', unknown: '?' };

/** A report to ask for help with, for a person: Markdown, without secrets. */
export function toMarkdown(found: Findings): string {
  const sections = STEP_IDS.flatMap((id) => {
    const findings = found[id];
    return findings === undefined
      ? []
      : [`## ${id}: ${worstOf(findings.map(({ state }) => state))}`, ...findings.map(item)];
  });
  return withoutSecrets(['# ChoreoAI Observability: setup', ...sections].join('\n\n'));
}

const item = ({ state, subject, seen, cause, fix, snippet, document }: Finding): string =>
  [
    `- ${MARKS[state]} **${subject}**: ${seen}`,
    ...(cause === '' ? [] : [`  - Cause: ${cause}`]),
    ...(fix === '' ? [] : [`  - Fix: ${fix}`]),
    ...(document === undefined ? [] : [`  - See ${document}`]),
    ...(snippet === undefined ? [] : ['', ...['```', ...snippet.split('\n'), '```'].map((line) => `  ${line}`)]),
  ].join('\n');

/** The same for a script. */
export const toJson = (found: Findings): string => withoutSecrets(JSON.stringify(found, null, 2));
