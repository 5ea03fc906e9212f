import {
  MappingType,
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  type ThresholdsConfig,
  type ValueMapping,
} from '@grafana/schema';
import { questionOf, type Ask, type Asked } from '../definitions/dashboard';
import type { Question } from '../signals/signal';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import type { Answer } from './answers';
import type { Link } from './links';
import { ORIGIN_COLUMN, originMappings } from './priceOrigins';
import { refIdOf } from './query';
import { columnsOf, SYSTEM_COLUMN } from './table';
import { thresholdsOf } from './thresholdSteps';
import type { View } from './view';
import { topBucketMappings } from './warnings';

/** A column of names, such as those of providers. */
export const titled = (column: string, title: string, links: readonly Link[], unknown?: string) => ({
  matcher: { id: 'byName', options: column },
  properties: [
    { id: 'displayName', value: title },
    { id: 'links', value: links },
    ...(unknown === undefined ? [] : [{ id: 'mappings', value: [unknownAs(unknown)] }]),
  ],
});

/** Wide enough for the longest name, which nothing else in the row repeats. */
export const systemColumn = (links: readonly Link[], { systems }: View) => {
  const { matcher, properties } = titled(SYSTEM_COLUMN, 'System', links);
  const longest = Math.max(...systems.map(({ vocabulary }) => vocabulary.title.length));
  return { matcher, properties: [...properties, { id: 'custom.width', value: 9 * longest + 24 }] };
};

export const originColumn = (view: View) => ({
  matcher: { id: 'byName', options: ORIGIN_COLUMN },
  properties: [
    { id: 'displayName', value: 'Price from' },
    { id: 'mappings', value: originMappings(view) },
  ],
});

const unknownAs = (text: string) => ({ type: 'value', options: { [UNKNOWN_PROVIDER]: { text, index: 0 } } });

/** A column holds the figures of all systems: it is coloured where they have one limit between them. */
function limitOfColumn(answers: readonly Answer[], ask: Ask<Asked>): ThresholdsConfig | undefined {
  const [first, ...rest] = answers.filter((answer) => answer.ask === ask).map(thresholdsOf);
  return rest.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

/** Green would say that all is well where nothing is known of it. */
function cellOf({ state }: Ask<Asked>, limit: ThresholdsConfig | undefined) {
  if (limit === undefined) {
    return { type: TableCellDisplayMode.Auto };
  }
  return state
    ? { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic }
    : { type: TableCellDisplayMode.ColorText };
}

/** Models cost fractions of a cent. */
const decimalsOf = ({ unit }: Question) => (unit === 'currencyUSD' ? 4 : 2);

/** JSON has no infinity: whatever nobody would set as a limit. */
const NO_LIMIT: ValueMapping = {
  type: MappingType.RangeToText,
  options: { from: 1e15, to: null, result: { text: 'No limit', index: 0 } },
};

const mappingsOf = (answers: readonly Answer[]): ValueMapping[] => [
  ...(answers.some(({ signal }) => signal.unlimited) ? [NO_LIMIT] : []),
  ...topBucketMappings(answers),
];

/** The columns of figures, one for each ask. */
export const valueColumns = (answers: readonly Answer[], links: readonly Link[]) =>
  columnsOf(answers).map((ask, index, { length }) => ({
    // What Grafana's Prometheus data source calls the column of values.
    matcher: { id: 'byName', options: length === 1 ? 'Value' : `Value #${refIdOf(index)}` },
    properties: [
      { id: 'displayName', value: ask.name },
      { id: 'unit', value: questionOf(ask).unit },
      { id: 'decimals', value: decimalsOf(questionOf(ask)) },
      { id: 'noValue', value: '–' },
      ...(links.length > 0 ? [{ id: 'links', value: links }] : []),
      { id: 'thresholds', value: limitOfColumn(answers, ask) ?? thresholdsOf(undefined) },
      { id: 'custom.cellOptions', value: cellOf(ask, limitOfColumn(answers, ask)) },
      ...[mappingsOf(answers.filter((answer) => answer.ask === ask))].flatMap((value) =>
        value.length === 0 ? [] : [{ id: 'mappings', value }]
      ),
    ],
  }));
