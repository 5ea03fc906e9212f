import { well, type Finding } from './finding';
import { toJson, toMarkdown, type Findings } from './reportText';

const wrong: Finding = {
  state: 'problem',
  reason: 'unreachable',
  subject: 'Loki',
  seen: 'Data source Loki cannot be reached: Get "http://me:s3cret@loki:3100/": refused.',
  cause: 'Nothing listens there.',
  fix: 'Start it.',
  snippet: 'services:\n  loki:',
  document: 'https://grafana.com/docs',
};

const found: Findings = { sources: [wrong], rules: [well('rules-well', 'Recording rules', '3 rules, all well')] };

it('is Markdown for a person: what, why, what to do', () => {
  expect(toMarkdown(found)).toBe(`# ChoreoAI Observability: setup

## sources: problem

- ✗ **Loki**: Data source Loki cannot be reached: Get "http://loki:3100/": refused.
  - Cause: Nothing listens there.
  - Fix: Start it.
  - See https://grafana.com/docs

  \`\`\`
  services:
    loki:
  \`\`\`

## rules: ok

- ✓ **Recording rules**: 3 rules, all well`);
});

it('is JSON for a script', () => {
  expect(JSON.parse(toJson(found))).toMatchObject({ sources: [{ reason: 'unreachable' }], rules: [{ state: 'ok' }] });
});

it('holds no secret, though a server repeats it', () => {
  [toMarkdown(found), toJson(found)].forEach((report) => expect(report).not.toMatch(/s3cret|me:/));
});
