import type { Expression } from '../promql/expression';
import * as promql from '../promql/expression';
import { questionOf, type Ask, type Asked, type PanelDefinition } from '../definitions/dashboard';
import type { Answer } from './answers';
import { withOrigin } from './priceOrigins';
import { refIdOf, type CompiledQuery } from './query';
import type { View } from './view';

/** The column that says which system a row is of, where several are in view. */
export const SYSTEM_COLUMN = 'system';

/** The asks that some system answers, in the definition's order: the columns of a table. */
export const columnsOf = (answers: readonly Answer[]): Array<Ask<Asked>> => [...new Set(answers.map(({ ask }) => ask))];

/** One query a column. Systems name their labels differently, so each is brought to the dimension's own name first. */
export function tableQueries(
  { priceOrigins }: PanelDefinition<Asked>,
  answers: readonly Answer[],
  { systems }: View
): CompiledQuery[] {
  return columnsOf(answers).map((ask, index) => {
    const ofColumn = answers.filter((answer) => answer.ask === ask);
    const [first, ...rest] = ofColumn.map((answer) => {
      const row = normalised(answer, systems.length > 1);
      return priceOrigins ? withOrigin(answer, row) : row;
    });
    const minStep = ofColumn.find((answer) => answer.minStep !== undefined)?.minStep;
    if (first === undefined) {
      throw new Error(`No system answers ${questionOf(ask).title}.`);
    }
    return {
      refId: refIdOf(index),
      expr: promql.firstOf([first, ...rest]),
      legendFormat: '',
      format: 'table',
      instant: true,
      ...(minStep !== undefined && { minStep }),
    };
  });
}

function normalised({ expression, ask, labels, system }: Answer, named: boolean): Expression {
  const renamed = ask.by.filter((dimension, index) => labels[index] !== dimension);
  const dimensions = renamed.reduce(
    (all, dimension) => promql.copyLabel(all, dimension, labels[ask.by.indexOf(dimension)] ?? ''),
    expression
  );
  const summed = renamed.length > 0 ? promql.sum(ask.by, dimensions) : dimensions;
  return named ? promql.labelReplace(summed, SYSTEM_COLUMN, system.vocabulary.title, '', '') : summed;
}
