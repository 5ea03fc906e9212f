import { groupingLabels, strings, syntaxErrors } from '../../tests/promql/lezer';
import { choreoai } from './choreoai';
import { convergeai } from './convergeai';
import { otelGenai } from './otelGenai';
import { knownSeries, presenceQuery, readPresence } from './presence';

const query = presenceQuery([choreoai, convergeai, otelGenai]);

describe('the query for what is there', () => {
  it('is one, that fits the grammar', () => {
    expect(syntaxErrors(query)).toEqual([]);
    expect(new Set(groupingLabels(query))).toEqual(new Set(['job', '__name__']));
  });

  it('looks for every spelling, for a histogram by its count or as a native one, and for what proves a system', () => {
    const names = (strings(query)[0] ?? '').split('|');
    expect(names).toEqual(
      expect.arrayContaining([
        'choreoai_tokens_total',
        'choreoai_tokens_processed_total',
        'choreoai_request_duration_seconds',
        'choreoai_request_duration_seconds_count',
        'gen_ai_client_operation_duration_count',
        'agent_executions_total',
        'llm_errors_total',
      ])
    );
    expect(names).not.toContain('choreoai_request_duration_seconds_bucket');
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('its answer', () => {
  it('becomes jobs, their metrics and the labels of these', () => {
    expect(
      readPresence([
        { __name__: 'x_total', job: 'a', model: 'gpt-4o' },
        { __name__: 'x_total', job: 'a', provider: 'openai' },
        { __name__: 'y', job: 'b' },
      ])
    ).toEqual(
      new Map([
        ['a', new Map([['x_total', new Set(['model', 'provider'])]])],
        ['b', new Map([['y', new Set()]])],
      ])
    );
  });

  it('may be empty', () => {
    expect(readPresence([])).toEqual(new Map());
  });

  it('keeps series without a job apart', () => {
    expect([...readPresence([{ __name__: 'x' }]).keys()]).toEqual(['']);
  });
});

describe('the list of known series', () => {
  it('is asked for by job, hostile ones too', () => {
    const selector = knownSeries([choreoai], ['a', '"} or x{a="']);
    expect(syntaxErrors(selector)).toEqual([]);
    expect(strings(selector)[0]?.split('|')).toContain('choreoai_requests_total');
    expect(strings(selector)[1]).toBe('a|"\\} or x\\{a="');
  });
});
