import { groupingLabels, strings, syntaxErrors, writtenLabels } from '../../tests/promql/lezer';
import { knownSeries, presenceOfSeries, presenceQuery, readPresence } from './presence';
import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { otelGenai } from './otelGenai';

const query = presenceQuery([choreoai, convergeai, otelGenai]);

describe('the query for what is there', () => {
  it('is one, that fits the grammar', () => {
    expect(syntaxErrors(query)).toEqual([]);
    expect(new Set(groupingLabels(query))).toEqual(new Set(['job', '__name__']));
    expect(new Set(writtenLabels(query))).toEqual(new Set(['found']));
  });

  it('looks for every spelling, for a histogram by its count, and for what proves a system', () => {
    const names = (strings(query)[0] ?? '').split('|');
    expect(names).toEqual(
      expect.arrayContaining([
        'choreoai_tokens_total',
        'choreoai_tokens_processed_total',
        'choreoai_request_duration_seconds_count',
        'gen_ai_client_operation_duration_count',
        'agent_executions_total',
        'llm_errors_total',
      ])
    );
    expect(names).not.toContain('choreoai_request_duration_seconds');
    expect(names).toEqual([...new Set(names)]);
  });

  it('looks for every label that tells a system or a dimension', () => {
    expect(strings(query)).toEqual(
      expect.arrayContaining(['provider', 'gen_ai_provider_name', 'status_code', 'operation', 'intent', 'error_type'])
    );
  });
});

describe('its answer', () => {
  it('becomes jobs, their metrics and the labels of these', () => {
    const presence = readPresence([
      { metric: { __name__: 'up_total', job: 'a' } },
      { metric: { __name__: 'up_total', job: 'a', found: 'provider' } },
      { metric: { __name__: 'up_total', job: 'a', found: 'model' } },
      { metric: { __name__: 'other_total', job: 'b' } },
    ]);
    expect(presence).toEqual(
      new Map([
        ['a', new Map([['up_total', new Set(['provider', 'model'])]])],
        ['b', new Map([['other_total', new Set()]])],
      ])
    );
  });

  it('may come in any order, and be empty', () => {
    const labels = readPresence([
      { metric: { __name__: 'x', job: 'a', found: 'model' } },
      { metric: { __name__: 'x', job: 'a' } },
    ]);
    expect(labels.get('a')?.get('x')).toEqual(new Set(['model']));
    expect(readPresence([])).toEqual(new Map());
  });

  it('keeps series without a job apart', () => {
    expect([...readPresence([{ metric: { __name__: 'x' } }]).keys()]).toEqual(['']);
  });
});

describe('the list of known series', () => {
  it('is asked for by job, hostile ones too', () => {
    const selector = knownSeries([choreoai], ['a', '"} or x{a="']);
    expect(syntaxErrors(selector)).toEqual([]);
    expect(strings(selector)[0]?.split('|')).toContain('choreoai_requests_total');
    expect(strings(selector)[1]).toBe('a|"\\} or x\\{a="');
  });

  it('is read like the answer to the query', () => {
    expect(
      presenceOfSeries([
        { __name__: 'x_total', job: 'a', model: 'gpt-4o' },
        { __name__: 'x_total', job: 'a', provider: 'openai' },
        { __name__: 'y', job: 'a' },
      ])
    ).toEqual(
      new Map([
        [
          'a',
          new Map([
            ['x_total', new Set(['model', 'provider'])],
            ['y', new Set()],
          ]),
        ],
      ])
    );
  });
});
