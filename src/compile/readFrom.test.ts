import { DASHBOARDS } from '../definitions/dashboards/dashboards';
import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { compileDashboard } from './panel';
import { lookingBackOf, MAX_SAMPLES, rawSamples, readingOf, viewFrom } from './readFrom';
import { PANEL_RANGE, type View } from './view';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = 1_800_000_000;

const over = (range: number) => ({ range, begins: NOW - range, slack: 60 });
const recordedSince = (since: number, rawSeries = 100) => ({ since, rawSeries });

describe('a page reads', () => {
  it.each([
    [DAY, '5m'],
    [7 * DAY, '1h'],
    [8 * DAY, '1d'],
  ])('recorded series that cover a range of %d s in the tier %s', (range, tier) => {
    expect(readingOf('auto', recordedSince(NOW - range), over(range))).toMatchObject({ from: 'recorded', tier });
  });

  it('raw ones where nothing is recorded', () => {
    expect(readingOf('auto', { rawSeries: 100 }, over(HOUR))).toEqual({ from: 'raw', why: 'not-recorded' });
  });

  it('raw ones of ranges shorter than an hour, where means over five minutes hide an outage of two', () => {
    const available = recordedSince(0);
    expect(readingOf('auto', available, over(HOUR / 2))).toEqual({ from: 'raw', why: 'short' });
    expect(readingOf('auto', available, over(HOUR))).toMatchObject({ from: 'recorded', tier: '5m' });
    expect(readingOf('recorded', available, over(HOUR / 4))).toMatchObject({ from: 'recorded', why: 'covers' });
    expect(readingOf('auto', recordedSince(0, 1_000_000), over(HOUR / 2))).toMatchObject({ why: 'too-many' });
  });

  it('raw ones where the recorded ones begin within the range, unless a person wants these', () => {
    const late = recordedSince(NOW - HOUR / 2);
    expect(readingOf('auto', late, over(HOUR))).toMatchObject({ from: 'raw', why: 'begins-later' });
    expect(readingOf('recorded', late, over(HOUR))).toMatchObject({ from: 'recorded', why: 'asked' });
    expect(readingOf('recorded', recordedSince(0), over(HOUR))).toMatchObject({ from: 'recorded', why: 'covers' });
  });

  it('raw ones where a person wants these, as long as a server would take it', () => {
    expect(readingOf('raw', recordedSince(0), over(HOUR))).toEqual({ from: 'raw', why: 'asked' });
    const many = recordedSince(0, 100_000);
    expect(rawSamples(many.rawSeries, DAY)).toBeGreaterThan(MAX_SAMPLES);
    expect(readingOf('raw', many, over(DAY))).toMatchObject({ from: 'recorded', why: 'too-many' });
    expect(readingOf('raw', many, over(HOUR))).toEqual({ from: 'raw', why: 'asked' });
  });
});

describe('a panel on recorded series', () => {
  const system = viewFrom(
    { vocabulary: choreoai, jobs: equals('job', 'gateway') },
    { from: 'recorded', tier: '1h', why: 'asked', since: 0 }
  );
  const queriesOf = (id: string, select: View['select'] = {}) =>
    compileDashboard(DASHBOARDS.overview, { systems: [system], select, window: '$__rate_interval', path: '' })
      .flatMap(({ panels }) => panels)
      .flatMap((panel) => (panel.id === id && panel.kind === 'panel' ? panel.queries : []));

  it('asks for means in place of rates, no closer than they are recorded', () => {
    expect(queriesOf('requests-by-provider')[0]).toMatchObject({
      expr: 'sum by (provider) (avg_over_time(llm:requests:rate1h{job="gateway",system="choreoai"}[$__interval]))',
      minStep: '5m',
    });
  });

  it('asks for no exemplars, which are not recorded', () => {
    const queries = queriesOf('latency-quantiles');
    expect(queries[1]?.expr).toContain('llm:latency');
    expect(queries.filter(({ exemplar }) => exemplar)).toEqual([]);
  });

  it('names token types as all recorded series do', () => {
    expect(queriesOf('tokens-by-type')[0]?.legendFormat).toContain('{{token_type}}');
  });

  it('follows a selection', () => {
    expect(queriesOf('requests-by-model', { provider: ['openai'] })[0]?.expr).toContain(
      'llm:requests:rate1h{job="gateway",system="choreoai",provider="openai"}'
    );
  });

  it('looks back a day or a month in the series that do, whatever the page reads, unless raw ones are asked for', () => {
    const reaches = ['day', 'month'] as const;
    expect(lookingBackOf('auto', { rawSeries: 0, reaches })).toEqual(reaches);
    expect(lookingBackOf('raw', { rawSeries: 0, reaches })).toEqual([]);
    const expressions = (lookingBack: typeof reaches | readonly ['day'] | readonly []) =>
      compileDashboard(DASHBOARDS.cost, {
        systems: [
          viewFrom(
            { vocabulary: choreoai, jobs: equals('job', 'gateway') },
            { from: 'raw', why: 'short' },
            lookingBack
          ),
        ],
        select: {},
        window: '$__rate_interval',
        range: PANEL_RANGE,
        path: '',
      })
        .flatMap(({ panels }) => panels)
        .flatMap((panel) =>
          panel.kind === 'panel' && ['spend-today', 'spend-this-month'].includes(panel.id) ? panel.queries : []
        )
        .map(({ expr }) => /llm:spend:\w+|choreoai_tokens_total/.exec(expr)?.[0]);
    expect(expressions(reaches)).toEqual(['llm:spend:rate5m', 'llm:spend:rate1h']);
    expect(expressions(['day'])).toEqual(['llm:spend:rate5m', 'choreoai_tokens_total']);
    expect(expressions([])).toEqual(['choreoai_tokens_total', 'choreoai_tokens_total']);
  });

  it('is raw where it is split by what is not recorded, or could not follow the selection', () => {
    expect(queriesOf('latency-by-endpoint')[0]).toMatchObject({
      expr: expect.stringContaining('[$__rate_interval]'),
    });
    expect(queriesOf('requests-by-endpoint', { provider: ['openai'] })[0]?.expr).toContain('choreoai_requests_total');
    expect(queriesOf('requests-by-endpoint')[0]?.expr).toContain('llm:http_requests:rate1h');
  });

  it('keeps saying which selection it cannot follow', () => {
    const [panel] = compileDashboard(DASHBOARDS.overview, {
      systems: [system],
      select: { model: ['gpt-4o'] },
      window: '$__rate_interval',
      path: '',
    })
      .flatMap(({ panels }) => panels)
      .filter(({ id }) => id === 'error-ratio');
    expect(panel?.title).toBe('Error ratio (all models)');
  });
});
