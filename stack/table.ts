/** Rows as aligned columns, for a terminal. Colours do not count as width. */
import { stripVTControlCharacters } from 'node:util';

export function table(rows: ReadonlyArray<readonly string[]>): string {
  const width = (text: string) => stripVTControlCharacters(text).length;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows
    .map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
