import { formatPrices, parsePrices } from './priceFile';
import { PRICE_LIST } from './priceList';
import type { Price } from './price';

const HEADER = 'model,input,output\n';

describe('a file of prices', () => {
  it.each<[title: string, file: string, prices: Price[]]>([
    ['has a model a line', `${HEADER}gpt-4o,2,8\n`, [{ model: 'gpt-4o', input: 2, output: 8 }]],
    [
      'has any of the columns, in any order',
      'from,output,input,model,cache_read,source\n2026-08-01,8,2,gpt-4o,0.5,Our contract\n',
      [{ model: 'gpt-4o', input: 2, output: 8, cacheRead: 0.5, from: '2026-08-01', source: 'Our contract' }],
    ],
    [
      'has prices for long contexts',
      'model,input,output,long_context_above,long_context_input\nm,1,2,200000,3\nn,1,2,,\n',
      [
        { model: 'm', input: 1, output: 2, longContext: { above: 200_000, input: 3 } },
        { model: 'n', input: 1, output: 2 },
      ],
    ],
    [
      'has a model at several dates',
      'model,input,output,from\nm,1,2,\nm,2,3,2026-08-01\nm,3,4,2026-09-01T12:00:00Z\n',
      [
        { model: 'm', input: 1, output: 2 },
        { model: 'm', input: 2, output: 3, from: '2026-08-01' },
        { model: 'm', input: 3, output: 4, from: '2026-09-01T12:00:00Z' },
      ],
    ],
    ['has free models', `${HEADER}m,0,0`, [{ model: 'm', input: 0, output: 0 }]],
    ['has tiny numbers', `${HEADER}m,1e-7,.5`, [{ model: 'm', input: 1e-7, output: 0.5 }]],
    ['comes from a spreadsheet', '\uFEFFmodel,input,output\r\nm,1,2\r\n\r\n', [{ model: 'm', input: 1, output: 2 }]],
    ['has spaces and empty lines', ' model , input,output\n\n m , 1 , 2 \n,,\n', [{ model: 'm', input: 1, output: 2 }]],
    [
      'has quotes where they are needed',
      'model,input,output,source\n"a,""b""",1,2,"one, two"\n',
      [{ model: 'a,"b"', input: 1, output: 2, source: 'one, two' }],
    ],
  ])('%s', (_, file, prices) => {
    expect(parsePrices(file)).toEqual({ kind: 'prices', prices });
  });

  it('comes back as it was written', () => {
    const prices: readonly Price[] = [
      ...PRICE_LIST.prices,
      { model: 'a,"b"', provider: 'p', input: 1e-7, output: 0, from: '2026-08-01', source: 'naïve, 模型 🚀' },
      { model: 'm', input: 1, output: 2, longContext: { above: 1, input: 0 }, cacheRead: 0, cacheWrite: 0 },
    ];
    expect(parsePrices(formatPrices(prices))).toEqual({ kind: 'prices', prices });
  });
});

describe('a bad file of prices', () => {
  it.each<[title: string, file: string, line: number, what: string, expected: string]>([
    ['empty', '', 1, 'the file is empty', 'model, input, output'],
    ['only spaces', ' \n \n', 1, 'the file is empty', 'model, input, output'],
    ['no prices', HEADER, 1, 'the file has a header and no prices', 'a line for each model'],
    ['too large', HEADER + 'x'.repeat(300_000), 1, 'the file has 300019 characters', 'at most 262144'],
    ['too many', HEADER + 'm,1,2\n'.repeat(1001), 1002, 'the file has 1001 prices', 'at most 1000'],
    ['an unclosed quote', `${HEADER}m,1,2\n"n,1,2\no,1,2\n`, 3, 'a quote is opened and never closed', 'a "'],
    ['no column input', 'model,output\nm,1\n', 1, 'the column input is missing', 'model, input, output'],
    ['an unknown column', 'model,input,output,prize\nm,1,2,3\n', 1, 'the column "prize" is unknown', 'cache_read'],
    ['a nameless column', 'model,input,output,\nm,1,2,3\n', 1, 'the column "" is unknown', 'cache_read'],
    ['a column called constructor', 'model,input,output,constructor\nm,1,2,3\n', 1, '"constructor" is unknown', ''],
    ['a column twice', 'model,input,output,input\nm,1,2,3\n', 1, 'the column input is there twice', 'once'],
    ['too few cells', `${HEADER}m,1\n`, 2, 'the line has 2 cells', '3, as the header has'],
    ['too many cells', `${HEADER}m,1,5,2\n`, 2, 'the line has 4 cells', '3, as the header has'],
    ['no model', `${HEADER},1,2\n`, 2, 'model is empty', 'a name'],
    ['a model over two lines', `${HEADER}"a\nb",1,2\n`, 2, 'model is "a\\nb"', 'a name on one line'],
    ['no price', `${HEADER}m,1,\n`, 2, 'output is empty', 'a number of USD, 0 or more'],
    ['a word', `${HEADER}m,cheap,2\n`, 2, 'input is "cheap", which is not a number', 'such as 2.5'],
    ['a currency', `${HEADER}m,$1,2\n`, 2, 'input is "$1", which is not a number', 'such as 2.5'],
    ['a decimal comma', `${HEADER}m,"1,5",2\n`, 2, 'input is "1,5", which is not a number', 'such as 2.5'],
    ['hexadecimal', `${HEADER}m,0x10,2\n`, 2, 'input is "0x10", which is not a number', 'such as 2.5'],
    ['infinity', `${HEADER}m,Infinity,2\n`, 2, 'input is "Infinity", which is not a number', 'such as 2.5'],
    ['beyond all numbers', `${HEADER}m,1e999,2\n`, 2, 'input is "1e999", which is out of range', 'such as 2.5'],
    ['a negative price', `${HEADER}m,1,-2\n`, 2, 'output is "-2", which is negative', '0 or more'],
    ['a bad date', 'model,input,output,from\nm,1,2,1.8.2026\n', 2, 'from is "1.8.2026"', 'a date such as 2026-08-01'],
    ['no such day', 'model,input,output,from\nm,1,2,2026-02-30\n', 2, 'from is "2026-02-30"', 'a date such as'],
    ['a model twice', `${HEADER}m,1,2\nn,1,2\nm,3,4\n`, 4, '"m" without a date is on line 2 already', 'one price'],
    [
      'a model twice at a moment',
      'model,input,output,from\nm,1,2,2026-08-01\nm,1,2,2026-08-01T00:00:00Z\n',
      3,
      '"m" from 2026-08-01T00:00:00Z is on line 2 already',
      'one price',
    ],
    [
      'half a long context',
      'model,input,output,long_context_above\nm,1,2,200000\n',
      2,
      'of long_context_above and long_context_input one is empty',
      'both of them, or neither',
    ],
    [
      'half a token',
      'model,input,output,long_context_above,long_context_input\nm,1,2,0.5,1\n',
      2,
      'long_context_above is "0.5", which is out of range',
      'a whole number',
    ],
    ['a long cell', `${HEADER}m,${'9x'.repeat(100)},2\n`, 2, `input is "${'9x'.repeat(30)}…"`, 'such as 2.5'],
  ])('%s', (_, file, line, what, expected) => {
    const answer = parsePrices(file);
    expect(answer).toEqual({
      kind: 'problems',
      problems: [{ line, what: expect.stringContaining(what), expected: expect.stringContaining(expected) }],
    });
  });

  it('tells every problem at once, and takes nothing', () => {
    const file = `${HEADER}m,x,-1\nn,1,2\n"o\np",1,2\n,,3\n`;
    const answer = parsePrices(file);
    expect(answer.kind === 'problems' && answer.problems.map(({ line, what }) => `${line}: ${what}`)).toEqual([
      '2: input is "x", which is not a number',
      '2: output is "-1", which is negative',
      '4: model is "o\\np"',
      '6: model is empty',
      '6: input is empty',
    ]);
  });
});
