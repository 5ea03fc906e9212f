import { t } from '@grafana/i18n';
import type { Column } from '@grafana/ui';
import type { Price } from '../../pricing/price';

const amount = (usd: number | undefined) => (usd === undefined ? '–' : String(usd));

const longContext = ({ longContext: long }: Price) =>
  long === undefined
    ? '–'
    : t('prices.column.long-context-cell', '{{input}} above {{tokens}}', { input: long.input, tokens: long.above });

/**
 * What a table of prices shows of each, in USD per million tokens.
 * @param originOf where a price comes from, in words
 */
export const priceColumns = (originOf: (price: Price) => string): Array<Column<Price>> => [
  { id: 'model', header: t('prices.column.model', 'Model'), sortType: 'string' },
  {
    id: 'provider',
    header: t('prices.column.provider', 'Provider'),
    sortType: 'string',
    cell: ({ row: { original } }) => original.provider ?? '–',
  },
  { id: 'input', header: t('prices.column.input', 'Input'), sortType: 'number' },
  { id: 'output', header: t('prices.column.output', 'Output'), sortType: 'number' },
  {
    id: 'cacheRead',
    header: t('prices.column.cache-read', 'Cache read'),
    cell: ({ row: { original } }) => amount(original.cacheRead),
  },
  {
    id: 'cacheWrite',
    header: t('prices.column.cache-write', 'Cache write'),
    cell: ({ row: { original } }) => amount(original.cacheWrite),
  },
  {
    id: 'longContext',
    header: t('prices.column.long-context', 'Input, long context'),
    cell: ({ row: { original } }) => longContext(original),
  },
  {
    id: 'origin',
    header: t('prices.column.origin', 'Price from'),
    cell: ({ row: { original } }) => originOf(original),
  },
];
