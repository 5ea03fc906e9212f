import type { RecordingGroup, RecordingRule } from '../../src/compile/recordingRule';
import { metricNames } from './lezer';

const read = new Map<string, readonly string[]>();

/** What a rule reads; the same rules are looked at again and again. */
function namesIn(expression: string): readonly string[] {
  const names = read.get(expression) ?? metricNames(expression);
  read.set(expression, names);
  return names;
}

/**
 * The rules that expressions stand on, and those that these stand on: promtool evaluates every rule every minute, and the others
 * would only take time.
 */
export function rulesFor(
  groups: readonly RecordingGroup[],
  expressions: readonly string[],
  concerns: (rule: RecordingRule, group: RecordingGroup) => boolean = () => true
): RecordingGroup[] {
  const needed = new Set(expressions.flatMap(namesIn));
  const rules = groups.flatMap((group) => group.rules);
  for (let size = -1; size !== needed.size;) {
    size = needed.size;
    rules
      .filter(({ record }) => needed.has(record))
      .flatMap(({ expr }) => namesIn(expr))
      .forEach((name) => needed.add(name));
  }
  return groups
    .map((group) => ({
      ...group,
      rules: group.rules.filter((rule) => needed.has(rule.record) && concerns(rule, group)),
    }))
    .filter((group) => group.rules.length > 0);
}
