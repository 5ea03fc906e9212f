import type { ValueMapping } from '@grafana/schema';
import { longContexts, originOf } from '../pricing/origin';
import * as promql from '../promql/expression';
import type { Expression } from '../promql/expression';
import { SHIPPED_PRICES } from '../signals/prices';
import { EMITTED, spendOf } from '../signals/spend';
import type { Answer } from './answers';
import { OTHER } from './bounded';
import type { Warning } from './facts';
import type { View } from './view';

/** The column that says where the price of a row's model comes from. */
export const ORIGIN_COLUMN = 'price_origin';

/** In the place of a model's name, where the system itself says what it costs. */
const BY_THE_SYSTEM = '(emitted)';

const emits = ({ system, ask }: Answer) => spendOf(system.vocabulary, ask.by) === EMITTED;

/** A row with the name that `originMappings` turns into words. */
export const withOrigin = (answer: Answer, inner: Expression): Expression =>
  emits(answer)
    ? promql.labelReplace(inner, ORIGIN_COLUMN, BY_THE_SYSTEM, '', '')
    : promql.copyLabel(inner, ORIGIN_COLUMN, 'model');

/** A bundled dashboard holds its prices in a constant: those that come with the plugin. */
const pricesIn = ({ prices = SHIPPED_PRICES }: View) => ('book' in prices ? prices : SHIPPED_PRICES);

/** The words of the column: the first mapping that matches counts. */
export function originMappings(view: View): ValueMapping[] {
  const { models, book } = pricesIn(view);
  const known = models.flatMap((call) => {
    const text = originOf(call, book);
    return text === undefined ? [] : [[call.model, { text }] as const];
  });
  const options = Object.fromEntries([
    ...known,
    [BY_THE_SYSTEM, { text: 'Emitted by the system' }],
    [OTHER, { text: '–' }],
  ]);
  return [
    { type: 'value', options },
    { type: 'regex', options: { pattern: '.*', result: { text: 'No price' } } },
  ] as ValueMapping[];
}

const NAMED = 5;

/** Says which models cost more in long contexts than is shown: no system tells how many tokens its calls have each. */
export function longContextWarnings(answers: readonly Answer[], view: View): Warning[] {
  const { models, book } = pricesIn(view);
  const found = answers.every(emits) ? [] : longContexts(models, book);
  if (found.length === 0) {
    return [];
  }
  const named = found
    .slice(0, NAMED)
    .map(({ model, above, input }) => `${model} ($${input} above ${above.toLocaleString('en')} tokens)`);
  const rest = found.length > NAMED ? [`${found.length - NAMED} more`] : [];
  return [
    {
      kind: 'long-context',
      seen: `Prices for long contexts are not counted: ${[...named, ...rest].join(', ')}`,
      cause: 'No system tells how many input tokens each of its calls has: all of them count at the ordinary price.',
      fix: 'Read the spend of these models as the least that it can be.',
    },
  ];
}
