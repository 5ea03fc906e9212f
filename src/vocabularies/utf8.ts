import type { Matcher } from '../promql/matcher';
import { DIMENSIONS, isDerived, type Absent, type Series, type Source, type SystemVocabulary } from './vocabulary';

/** The conventions' own names of metrics and attributes. */
const DOTTED = [
  'gen_ai.client.operation.duration',
  'gen_ai.client.operation.time_to_first_chunk',
  'gen_ai.client.token.usage',
  'gen_ai.client.inference.duration',
  'gen_ai.client.inference.time_to_first_chunk',
  'gen_ai.client.inference.usage.input_tokens',
  'gen_ai.client.inference.usage.output_tokens',
  'gen_ai.client.inference.usage.cache_read.input_tokens',
  'gen_ai.client.inference.usage.cache_write.input_tokens',
  'gen_ai.client.inference.usage.reasoning.output_tokens',
  'gen_ai.server.time_to_first_token',
  'gen_ai.server.time_per_output_token',
  'gen_ai.invoke_agent.duration',
  'gen_ai.execute_tool.duration',
  'gen_ai.provider.name',
  'gen_ai.system',
  'gen_ai.request.model',
  'gen_ai.operation.name',
  'gen_ai.token.type',
  'gen_ai.agent.name',
  'gen_ai.tool.name',
  'error.type',
] as const;

/** What exporters put behind a name: the unit, the kind of a counter, and the series of a histogram. */
const SUFFIX = /^(_seconds)?(_total)?(_count|_sum|_bucket)?$/;

const byUnderscores = DOTTED.map((dotted) => ({ dotted, plain: dotted.replaceAll('.', '_') }));

/** A name as OpenTelemetry has it, its suffixes kept; one that is not of the conventions stays as it is. */
export function dotted(name: string): string {
  const found = byUnderscores.find(({ plain }) => name.startsWith(plain) && SUFFIX.test(name.slice(plain.length)));
  return found ? found.dotted + name.slice(found.plain.length) : name;
}

/**
 * The vocabulary as Prometheus 3 stores it where names are not translated: with dots, in metrics and labels alike. Its
 * selectors are `{"gen_ai.client.operation.duration_count","gen_ai.provider.name"="openai"}`, which Prometheus 2 refuses.
 */
export function utf8Names(vocabulary: SystemVocabulary): SystemVocabulary {
  return {
    ...vocabulary,
    evidence: mapped(vocabulary.evidence, ({ metric, labels }) => ({
      metric: mapped(metric, dotted),
      labels: labels.map(dotted),
    })),
    labels: Object.fromEntries(
      DIMENSIONS.flatMap((dimension) => {
        const label = vocabulary.labels[dimension];
        return label === undefined ? [] : [[dimension, isDerived(label) ? label : dotted(label)]];
      })
    ),
    measures: Object.fromEntries(
      Object.entries(vocabulary.measures).map(([id, source]) => [id, dottedSource(source)])
    ) as SystemVocabulary['measures'],
  };
}

const mapped = <From, To>([first, ...rest]: readonly [From, ...From[]], change: (from: From) => To): [To, ...To[]] => [
  change(first),
  ...rest.map(change),
];

const dottedMatcher = (matcher: Matcher): Matcher => ({ ...matcher, label: dotted(matcher.label) });

const dottedSeries = (series: Series): Series => ({
  ...series,
  metric: mapped(series.metric, dotted),
  where: series.where.map(dottedMatcher),
});

function dottedSource(source: Source | Absent): Source | Absent {
  switch (source.kind) {
    case 'absent':
      return source;
    case 'counter':
      return {
        ...source,
        series: mapped(source.series, dottedSeries),
        ...(source.less && { less: dottedSeries(source.less) }),
      };
    case 'histogram':
    case 'gauge':
      return { ...source, series: [dottedSeries(source.series[0])] };
  }
}
