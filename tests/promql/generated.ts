import { toDashboardJson, type DashboardJson } from '../../src/compile/dashboardJson';
import { compileDashboard } from '../../src/compile/panel';
import type { SystemView, View } from '../../src/compile/view';
import { exportersOf, type DashboardDefinition } from '../../src/definitions/dashboard';
import { providerTabs } from '../../src/definitions/dashboards/providerTabs';
import { DASHBOARDS } from '../../src/definitions/dashboards/dashboards';
import { anyOf } from '../../src/promql/matcher';
import { priceBook } from '../../src/pricing/lookUp';
import { PRICE_LIST } from '../../src/pricing/priceList';
import { priceVector } from '../../src/pricing/priceVector';
import { countsFailuresTwice } from '../../src/signals/countedOnce';
import { missing } from '../../src/signals/missing';
import type { Prices } from '../../src/signals/scope';
import type { Signal } from '../../src/signals/signal';
import { SIGNALS } from '../../src/signals/signals';
import { knownSeries, presenceQuery } from '../../src/vocabularies/presence';
import { DIMENSIONS, type Dimension, type Vocabulary } from '../../src/vocabularies/vocabulary';
import { EXPORTERS } from '../../src/vocabularies/exporters';
import { SYSTEMS, VOCABULARIES } from '../../src/vocabularies/vocabularies';
import { withConstants } from './constants';
import { HOSTILE_VALUES } from './hostile';

/** An expression that the product sends to Prometheus, Grafana's variables put in. */
export interface Generated {
  /** Which dashboard, view or signal it belongs to. */
  where: string;
  expression: string;
  /** The systems that it asks. */
  vocabularies: readonly Vocabulary[];
}

const dashboards = Object.values(DASHBOARDS);
const vocabularies = Object.values(VOCABULARIES);

/** What Grafana makes of an expression in a bundled dashboard where nothing is selected. */
const withoutVariables = (text: string, templating: DashboardJson['templating']) =>
  withConstants(
    text.replaceAll('$__rate_interval', '5m').replaceAll('$__range_s', '86400').replaceAll('$__range', '1d'),
    templating
  ).replace(/\$(\w+|\{\w+:\w+\})/g, '.*');

const systemView = (vocabulary: Vocabulary): SystemView => ({
  vocabulary,
  jobs: anyOf('job', [vocabulary.id]),
  budgets: { daily: 10, monthly: 200 },
});

const SELECTIONS: Record<string, View['select']> = {
  'nothing selected': {},
  'two providers and a model selected': { provider: ['openai', 'unknown'], model: ['gpt-4o'] },
  'hostile values selected': Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, HOSTILE_VALUES])),
};

/** Some models of the list, and a price that holds from a day on. */
const prices: Prices = {
  book: priceBook({ overrides: [{ model: 'gpt-4o', input: 1, output: 2, from: '2026-09-01' }], aliases: {} }),
  models: ['gpt-4o', 'claude-sonnet-4-5', 'nobody-knows', ...HOSTILE_VALUES].map((model) => ({ model })),
};

const VIEWS: ReadonlyArray<{ name: string; systems: View['systems'] }> = [
  ...Object.values(SYSTEMS).map((vocabulary) => ({
    name: vocabulary.title,
    systems: [systemView(vocabulary)] as const,
  })),
  {
    name: 'all systems',
    systems: Object.values(SYSTEMS).map(systemView) as unknown as View['systems'],
  },
  {
    name: 'a system with hostile job names',
    systems: [{ vocabulary: VOCABULARIES.convergeai, jobs: anyOf('job', HOSTILE_VALUES) }],
  },
];

const exportersIn = (definition: DashboardDefinition) => exportersOf(definition).map((id) => EXPORTERS[id]);

const withExporters = ([first, ...rest]: View['systems'], definition: DashboardDefinition): View['systems'] => [
  first,
  ...rest,
  ...exportersIn(definition).map(systemView),
];

/** Bundled dashboards: panels and the queries of variables. */
const inDashboards = (): Generated[] =>
  dashboards.flatMap((definition) =>
    Object.values(SYSTEMS).flatMap((vocabulary) => {
      const { title, panels, templating } = toDashboardJson(definition, vocabulary);
      const targets = panels.flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : []));
      return [
        ...targets.map(({ expr }): string => expr),
        ...templating.list.flatMap((variable) =>
          'definition' in variable ? variable.definition.replace(/^label_values\((.*), \w+\)$/, '$1') : []
        ),
      ].map((expression) => ({
        where: `${title}.json`,
        expression: withoutVariables(expression, templating),
        vocabularies: [vocabulary, ...exportersIn(definition)],
      }));
    })
  );

/** The same dashboards as the app shows them, with values that people select. */
const inApp = (): Generated[] =>
  dashboards.flatMap((definition) =>
    VIEWS.flatMap(({ name, systems }) =>
      Object.entries(SELECTIONS).flatMap(([selection, select]) =>
        compileDashboard(definition, {
          systems: withExporters(systems, definition),
          select,
          window: '5m',
          path: '/page',
          prices,
        })
          .flatMap(({ panels }) => panels)
          .flatMap((panel) => (panel.kind === 'panel' ? panel.queries : []))
          .map(({ expr }) => ({
            where: `${definition.title} of ${name}, ${selection}`,
            expression: expr,
            vocabularies: [...systems.map(({ vocabulary }) => vocabulary), ...exportersIn(definition)],
          }))
      )
    )
  );

/** The pages of single providers: the names stand in the address, and may be anything. */
const inProviderPages = (): Generated[] =>
  Object.entries(providerTabs({ rpm: 6000, tpm: 1_000_000 })).flatMap(([tab, content]) =>
    VIEWS.flatMap(({ name, systems }) =>
      [...HOSTILE_VALUES.map((value) => [value]), ['unknown', '']].flatMap((provider) =>
        compileDashboard(content, {
          systems,
          select: { provider },
          window: '5m',
          range: { window: '1h', seconds: 3600 },
          path: '/page',
        })
          .flatMap(({ panels }) => panels)
          .flatMap((panel) => (panel.kind === 'panel' ? panel.queries : []))
          .map(({ expr }) => ({
            where: `${tab} of a provider of ${name}`,
            expression: expr,
            vocabularies: systems.map(({ vocabulary }) => vocabulary),
          }))
      )
    )
  );

/** Every signal of every system, split by every dimension that it has. */
const inSignals = (): Generated[] =>
  vocabularies.flatMap((vocabulary) =>
    Object.values(SIGNALS).flatMap((signal: Signal) =>
      [[], ...DIMENSIONS.map((dimension): Dimension[] => [dimension])]
        .filter((by) => !missing(vocabulary, signal, by, systemView(vocabulary).budgets))
        .map((by) => ({
          where: `${signal.title} of ${vocabulary.title} by ${by.join()}`,
          expression: signal.expression(vocabulary, {
            ...systemView(vocabulary),
            select: {},
            by,
            window: '5m',
            prices,
          }),
          vocabularies: [vocabulary],
        }))
    )
  );

/** What is asked to find out which systems are there, and how they count. */
const inDetection = (): Generated[] => [
  { where: 'presence', expression: presenceQuery(vocabularies), vocabularies },
  { where: 'known series', expression: knownSeries(vocabularies, HOSTILE_VALUES), vocabularies },
  ...vocabularies.flatMap((vocabulary) => {
    const expression = countsFailuresTwice(vocabulary, systemView(vocabulary).jobs);
    return expression ? [{ where: 'failures counted twice', expression, vocabularies: [vocabulary] }] : [];
  }),
];

/** What models cost: those of the list, and hostile names that somebody put a price on, in part from a day on. */
const inPrices = (): Generated[] => {
  const overrides = HOSTILE_VALUES.flatMap((model) => [
    { model, input: 1, output: 2 },
    { model, input: 2, output: 3, from: '2026-09-01' },
  ]);
  const expression = priceVector({
    models: [...PRICE_LIST.prices, ...overrides].map(({ model }) => ({ model })),
    book: priceBook({ overrides, aliases: {} }),
    accounting: { inputIncludesCached: true, outputIncludesReasoning: true },
    labels: { model: 'model', tokenType: 'token_type' },
    tokenTypes: { input: 'input', output: 'output', cacheRead: 'cached' },
  });
  return expression ? [{ where: 'prices', expression, vocabularies: [] }] : [];
};

export const GENERATED: readonly Generated[] = [
  ...inDashboards(),
  ...inApp(),
  ...inProviderPages(),
  ...inSignals(),
  ...inDetection(),
  ...inPrices(),
];
