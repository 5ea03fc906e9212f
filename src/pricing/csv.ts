/** One line of a table, with the number that it begins at in the file. */
export interface Line {
  number: number;
  cells: string[];
}

/** A quote that was opened and never closed. */
export interface UnclosedQuote {
  unclosedQuoteOn: number;
}

/** Up to the next comma, quote or line feed. */
const PLAIN = /[^,"\n]*/y;
/** Up to the closing quote; two quotes stand for one. */
const QUOTED = /[^"]*(?:""[^"]*)*/y;

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

/** Reads comma-separated values (RFC 4180), with either line end and with the mark that spreadsheets begin a file with. */
export function parseCsv(file: string): Line[] | UnclosedQuote {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines: Line[] = [{ number: 1, cells: [''] }];
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const cells = lines.at(-1)?.cells ?? [];
    if (text[at] === '"') {
      const quoted = matchAt(QUOTED, text, at + 1);
      at += quoted.length + 1;
      if (at >= text.length) {
        return { unclosedQuoteOn: line };
      }
      line += quoted.split('\n').length - 1;
      cells.push((cells.pop() ?? '') + quoted.replace(/""/g, '"'));
    } else if (text[at] === ',') {
      cells.push('');
    } else if (text[at] === '\n') {
      line += 1;
      lines.push({ number: line, cells: [''] });
    } else {
      const plain = matchAt(PLAIN, text, at);
      at += plain.length - 1;
      cells.push((cells.pop() ?? '') + plain);
    }
  }
  return lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

/** Writes comma-separated values; a cell is quoted where it must be. */
export const formatCsv = (rows: ReadonlyArray<readonly string[]>): string =>
  rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');

const quoted = (cell: string) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
