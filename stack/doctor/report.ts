/** What the doctor found, for a person at a terminal. */
import type { Colors } from 'picocolors/types';
import { countFindings, type Diagnosis, type SystemDiagnosis } from '../../src/doctor/diagnose';
import { countStates, type Finding, type FindingState } from '../../src/doctor/finding';
import type { PanelFinding } from '../../src/doctor/judge';
import type { Findings } from '../../src/doctor/reportText';
import { STEP_IDS, type StepId } from '../../src/doctor/steps';

type Paint = (text: string) => string;

const marks = ({ green, yellow, red, magenta }: Colors): Record<FindingState, string> => ({
  ok: green('✓'),
  warning: yellow('!'),
  problem: red('✗'),
  unknown: magenta('?'),
});

const isNotEmitted = ({ reason }: Finding) => reason === 'not-emitted';

const TITLES: Record<StepId, string> = {
  sources: 'Other servers',
  metrics: 'What they write, and how they are scraped',
  logs: 'Logs',
  traces: 'Traces',
  rules: 'Recording rules',
  prices: 'Prices',
  stack: 'Prometheus itself',
};

/** The report: one line for each thing that was looked at, and below it why it is not well and what to do. */
export function report(diagnosis: Diagnosis, steps: Findings, colors: Colors): string {
  const { findings, systems, notSeen } = diagnosis;
  const lines = (some: readonly Finding[]) =>
    some.flatMap((finding, index) => [
      headline(finding, colors),
      ...(some.slice(0, index).some(sameAdvice(finding)) ? [] : adviceLines(finding, colors)),
    ]);
  return [
    ...lines(findings),
    ...(notSeen.length > 0 ? [colors.dim(`  Not seen: ${notSeen.join(', ')}`)] : []),
    ...STEP_IDS.flatMap((id) => {
      const found = steps[id] ?? [];
      return found.length === 0 ? [] : ['', colors.bold(TITLES[id]), ...lines(found)];
    }),
    ...dashboardsOf(systems).flatMap(([title, panels]) => ['', colors.bold(title), ...lines(panels)]),
    '',
    summary(diagnosis, steps, colors),
  ].join('\n');
}

function dashboardsOf(systems: readonly SystemDiagnosis[]): Array<[string, PanelFinding[]]> {
  return systems.flatMap(({ panels }) =>
    [...new Set(panels.map(({ dashboard }) => dashboard))].map((title): [string, PanelFinding[]] => [
      title,
      panels.filter(({ dashboard }) => dashboard === title),
    ])
  );
}

function headline(finding: Finding, colors: Colors): string {
  const mark = isNotEmitted(finding) ? colors.dim('–') : marks(colors)[finding.state];
  return `  ${mark} ${finding.subject}: ${finding.seen}`;
}

/** Advice that several findings share is given with the first of them. */
const sameAdvice = (finding: Finding) => (other: Finding) => other.cause === finding.cause && other.fix === finding.fix;

function adviceLines({ cause, fix, snippet, document = '' }: Finding, colors: Colors): string[] {
  const line = (name: string, text: string) => (text === '' ? [] : [`    ${colors.dim(name)} ${text}`]);
  return [
    ...line('Cause:', cause),
    ...line('Fix:  ', fix),
    ...line('See:  ', document),
    ...(snippet === undefined ? [] : snippet.split('\n').map((part) => `      ${part}`)),
  ];
}

/** Panels that their system can never fill are told apart from those that show something. */
function summary(diagnosis: Diagnosis, steps: Findings, colors: Colors): string {
  const [panels, further] = [countFindings(diagnosis), countStates(Object.values(steps).flat())];
  const counts = {
    ok: panels.ok + further.ok,
    warning: panels.warning + further.warning,
    problem: panels.problem + further.problem,
    unknown: panels.unknown + further.unknown,
  };
  const notEmitted = diagnosis.systems.flatMap(({ panels }) => panels).filter(isNotEmitted).length;
  const parts: Array<[number, string, Paint]> = [
    [counts.ok - notEmitted, 'well', colors.green],
    [notEmitted, 'not emitted', colors.dim],
    [counts.warning, counts.warning === 1 ? 'warning' : 'warnings', colors.yellow],
    [counts.problem, counts.problem === 1 ? 'problem' : 'problems', colors.red],
    [counts.unknown, 'not looked at', colors.magenta],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what, paint]) => paint(`${count} ${what}`))
    .join(', ');
}
