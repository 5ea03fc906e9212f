import type { PluginFixture } from '@grafana/plugin-e2e';

export type Theme = 'dark' | 'light';
type Scan = PluginFixture['scanForA11yViolations'];

/** The page's own content, Grafana's menu and header left out. */
const CONTENT = 'main';

const SERIOUS = ['serious', 'critical'];

/** Grafana draws numbers and cells in its own palette's green, orange and red, which are pale on white. */
const DRAWINGS = '[data-testid="data-testid panel content"]';
const CONTRAST = 'color-contrast';

const SCANS: Record<Theme, ReadonlyArray<Parameters<Scan>[0]>> = {
  dark: [
    { include: CONTENT, options: { rules: { [CONTRAST]: { enabled: false } } } },
    { include: CONTENT, exclude: DRAWINGS, options: { runOnly: [CONTRAST] } },
  ],
  // Only colours differ.
  light: [{ include: CONTENT, exclude: DRAWINGS, options: { runOnly: [CONTRAST] } }],
};

/** What on the open page keeps people with a disability out: the rule, and where it is broken. */
export async function barriers(scan: Scan, theme: Theme) {
  const violations = [];
  for (const options of SCANS[theme]) {
    violations.push(...(await scan(options)).violations);
  }
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .map(({ id, help, nodes }) => ({ id, help, html: nodes.map(({ html }) => html) }));
}
