import { formatCsv, parseCsv, type Line } from './csv';
import { COUNT, MOMENT, NAME, priceKey, USD, type Price, type Rule } from './price';

/** What is wrong with a file of prices, for the person who made it. */
export interface FileProblem {
  /** Counted from 1; the line that a row begins on. */
  line: number;
  what: string;
  expected: string;
}

/** All rows of a file, or everything that is wrong with it: nothing is taken from a file with a problem. */
export type PriceFile = { kind: 'prices'; prices: Price[] } | { kind: 'problems'; problems: FileProblem[] };

interface Column {
  rule: Rule;
  required: boolean;
  kind: 'number' | 'text';
  of(price: Price): string | number | undefined;
}

const text = (rule: Rule, of: Column['of']): Column => ({ rule, required: false, kind: 'text', of });
const amount = (rule: Rule, of: Column['of']): Column => ({ rule, required: false, kind: 'number', of });

/** The columns of a file, in the order in which they are written. Prices are in USD per million tokens. */
const COLUMNS = {
  model: { ...text(NAME, ({ model }) => model), required: true },
  provider: text(NAME, ({ provider }) => provider),
  input: { ...amount(USD, ({ input }) => input), required: true },
  output: { ...amount(USD, ({ output }) => output), required: true },
  cache_read: amount(USD, ({ cacheRead }) => cacheRead),
  cache_write: amount(USD, ({ cacheWrite }) => cacheWrite),
  long_context_above: amount(COUNT, ({ longContext }) => longContext?.above),
  long_context_input: amount(USD, ({ longContext }) => longContext?.input),
  from: text(MOMENT, ({ from }) => from),
  source: text(NAME, ({ source }) => source),
} satisfies Record<string, Column>;

type ColumnName = keyof typeof COLUMNS;

const NAMES = Object.keys(COLUMNS) as ColumnName[];
const REQUIRED = NAMES.filter((name) => COLUMNS[name].required);

const isColumn = (name: string): name is ColumnName => Object.hasOwn(COLUMNS, name);

/** A file with more is no list of prices, and settings have to hold it. */
const LIMITS = { characters: 256 * 1024, rows: 1000 };

/** Reads a file that a person made, in comma-separated values with a header. */
export function parsePrices(file: string): PriceFile {
  if (file.length > LIMITS.characters) {
    return refused(1, `the file has ${file.length} characters`, `at most ${LIMITS.characters}`);
  }
  const lines = parseCsv(file);
  if ('unclosedQuoteOn' in lines) {
    return refused(lines.unclosedQuoteOn, 'a quote is opened and never closed', 'a " at the end of the cell');
  }
  const [header, ...rows] = lines;
  if (!header || rows.length === 0) {
    return refused(
      header?.number ?? 1,
      header ? 'the file has a header and no prices' : 'the file is empty',
      `a header with ${REQUIRED.join(', ')}, and a line for each model`
    );
  }
  if (rows.length > LIMITS.rows) {
    return refused(rows[LIMITS.rows]?.number ?? 1, `the file has ${rows.length} prices`, `at most ${LIMITS.rows}`);
  }
  const columns = header.cells.map((cell) => cell.trim());
  const wrongHeader = headerProblems(header.number, columns);
  const problems = wrongHeader.length > 0 ? wrongHeader : rowProblems(rows, columns);
  return problems.length > 0
    ? { kind: 'problems', problems }
    : { kind: 'prices', prices: rows.map((row) => priceOf(cellsOf(row, columns))) };
}

/** Writes prices as `parsePrices` reads them. */
export const formatPrices = (prices: readonly Price[]): string =>
  formatCsv([NAMES, ...prices.map((price) => NAMES.map((name) => String(COLUMNS[name].of(price) ?? '')))]);

const refused = (line: number, what: string, expected: string): PriceFile => ({
  kind: 'problems',
  problems: [{ line, what, expected }],
});

function headerProblems(line: number, columns: readonly string[]): FileProblem[] {
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !isColumn(name));
  const twice = columns.filter((name, index) => isColumn(name) && columns.indexOf(name) < index);
  return [
    ...missing.map((name) => ({
      line,
      what: `the column ${name} is missing`,
      expected: `a header with ${REQUIRED.join(', ')}, separated by commas`,
    })),
    ...unknown.map((name) => ({ line, what: `the column ${shown(name)} is unknown`, expected: NAMES.join(', ') })),
    ...twice.map((name) => ({ line, what: `the column ${name} is there twice`, expected: 'each column once' })),
  ];
}

/** Cells that are filled in, by column. */
type Cells = Partial<Record<ColumnName, string>>;

const cellsOf = ({ cells }: Line, columns: readonly string[]): Cells =>
  Object.fromEntries(columns.map((name, index) => [name, cells[index]?.trim()]).filter(([, cell]) => cell !== ''));

function rowProblems(rows: readonly Line[], columns: readonly string[]): FileProblem[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const line = row.number;
    if (row.cells.length !== columns.length) {
      return [
        { line, what: `the line has ${row.cells.length} cells`, expected: `${columns.length}, as the header has` },
      ];
    }
    const cells = cellsOf(row, columns);
    const key = priceKey({ model: '', ...cells });
    const before = seen.get(key);
    seen.set(key, before ?? line);
    return [
      ...NAMES.flatMap((name) => cellProblem(line, name, cells[name])),
      ...longContextProblem(line, cells),
      ...(before === undefined || cells.model === undefined
        ? []
        : [
            {
              line,
              what: `${shown(cells.model)} ${cells.from ? `from ${cells.from}` : 'without a date'} is on line ${before} already`,
              expected: 'one price for a model and a date',
            },
          ]),
    ];
  });
}

function cellProblem(line: number, name: ColumnName, cell: string | undefined): FileProblem[] {
  const { rule, required }: Column = COLUMNS[name];
  if (cell === undefined) {
    return required ? [{ line, what: `${name} is empty`, expected: rule.expected }] : [];
  }
  return rule.holds(valueOf(name, cell)) ? [] : [{ line, what: whatIsWrong(name, cell), expected: rule.expected }];
}

function whatIsWrong(name: ColumnName, cell: string): string {
  if (COLUMNS[name].kind === 'text') {
    return `${name} is ${shown(cell)}`;
  }
  const value = numberIn(cell);
  const fault = Number.isNaN(value) ? 'not a number' : value < 0 ? 'negative' : 'out of range';
  return `${name} is ${shown(cell)}, which is ${fault}`;
}

function longContextProblem(line: number, cells: Cells): FileProblem[] {
  return (cells.long_context_above === undefined) === (cells.long_context_input === undefined)
    ? []
    : [
        {
          line,
          what: 'of long_context_above and long_context_input one is empty',
          expected: 'both of them, or neither',
        },
      ];
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const numberIn = (cell: string): number => (NUMBER.test(cell) ? Number(cell) : NaN);

const valueOf = (name: ColumnName, cell: string) => (COLUMNS[name].kind === 'number' ? numberIn(cell) : cell);

/** A cell as a message quotes it: short, and on one line. */
const shown = (cell: string): string => JSON.stringify(cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);

/** A row without problems, as a price. */
function priceOf(cells: Cells): Price {
  const { model = '', provider, input, output, cache_read, cache_write, from, source } = cells;
  const { long_context_above: above, long_context_input: longInput } = cells;
  return {
    model,
    ...(provider !== undefined && { provider }),
    input: Number(input),
    output: Number(output),
    ...(cache_read !== undefined && { cacheRead: Number(cache_read) }),
    ...(cache_write !== undefined && { cacheWrite: Number(cache_write) }),
    ...(above !== undefined && { longContext: { above: Number(above), input: Number(longInput) } }),
    ...(from !== undefined && { from }),
    ...(source !== undefined && { source }),
  };
}
