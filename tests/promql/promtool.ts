import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** What an expression answers: labels as Prometheus prints them (`{provider="openai"}`, `{}`) -> value. */
export type Answers = Readonly<Record<string, number>>;

/** Series as promtool reads them, such as `up{job="api"}` -> `1x20`; one sample a minute. */
export type InputSeries = Readonly<Record<string, string>>;

export interface ExpressionTest {
  series: InputSeries;
  expression: string;
  answers: Answers;
  /** Minutes after the first sample; `EVALUATED_AT` where it is absent. */
  at?: number;
}

/** Minutes after the first sample at which expressions are evaluated. */
export const EVALUATED_AT = 10;

/**
 * Evaluates an expression on series with Prometheus's own engine (`promtool test rules`). Values must be equal bit by bit:
 * see `rounded`.
 * @returns undefined where the answers are the expected ones, else what promtool says
 */
export function testExpression({ series, expression, answers, at = EVALUATED_AT }: ExpressionTest): string | undefined {
  return promtool(['test', 'rules'], {
    rule_files: [],
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: expression,
            eval_time: `${at}m`,
            exp_samples: Object.entries(answers).map(([labels, value]) => ({ labels, value })),
          },
        ],
      },
    ],
  });
}

/** An expression whose values are rounded to four decimals. */
export const rounded = (expression: string) => `round(${expression}, 0.0001)`;

/**
 * Has Prometheus parse and type-check expressions (`promtool check rules`).
 * @returns undefined where all are valid, else what promtool says
 */
export function checkExpressions(expressions: readonly string[]): string | undefined {
  return promtool(['check', 'rules'], {
    groups: [{ name: 'all', rules: expressions.map((expr, index) => ({ record: `expression:${index}`, expr })) }],
  });
}

/** What expressions answer on series. */
export interface SeriesTest {
  series: InputSeries;
  /** At which minute -> expression -> answers. */
  expected: Readonly<Record<number, Readonly<Record<string, Answers>>>>;
}

/** Expressions on what rules make of series. */
export interface RulesTest {
  groups: ReadonlyArray<{ name: string; rules: readonly object[] }>;
  tests: readonly SeriesTest[];
  /** The time between samples and between evaluations; a minute where it is absent. */
  interval?: string;
}

/** @returns undefined where the answers are the expected ones, else what promtool says */
export function testRules({ groups, tests, interval = '1m' }: RulesTest): string | undefined {
  return promtool(
    ['test', 'rules'],
    {
      rule_files: [RULES],
      evaluation_interval: interval,
      group_eval_order: groups.map(({ name }) => name),
      tests: tests.map(({ series, expected }) => ({
        interval,
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: Object.entries(expected).flatMap(([minute, answers]) =>
          Object.entries(answers).map(([expr, samples]) => ({
            expr,
            eval_time: `${minute}m`,
            exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels, value })),
          }))
        ),
      })),
    },
    groups
  );
}

/** The file of rules that a test names. */
const RULES = 'tested.yaml';

function promtool(command: readonly string[], content: object, groups: readonly object[] = []): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const file = join(folder, 'rules.yaml');
    // Plain strings may not hold control characters; quoted ones escape them.
    const write = (path: string, what: object) =>
      writeFileSync(path, stringify(what, { defaultStringType: 'QUOTE_DOUBLE' }));
    write(file, content);
    write(join(folder, RULES), { groups });
    const { status, stdout, stderr, error } = spawnSync('promtool', [...command, file], { encoding: 'utf8' });
    if (error) {
      throw error;
    }
    return status === 0 ? undefined : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
