import { canonical } from '../json/canonical';
import { at, isJsonObject, objectsIn, textAt, type Json, type JsonObject } from '../json/json';
import { fingerprint } from '../json/fingerprint';

/** The hidden constant in which an installed dashboard carries the fingerprint of what was installed. */
export const MARK = 'choreoai_observability';

/** A dashboard's own state, which says nothing about what it shows: Grafana changes it by itself. */
const OF_GRAFANA = [
  'id',
  'uid',
  'version',
  'revision',
  'iteration',
  'schemaVersion',
  'gnetId',
  'meta',
  'liveNow',
  'preload',
  'fiscalYearStartMonth',
];

/** What a look at a variable leaves behind: the values that are chosen now. */
const OF_A_LOOK = ['current', 'options'];

/** What Grafana writes into a variable or a panel that it saves, whoever asks it to. */
const DEFAULTS: JsonObject = { allowCustomValue: true, skipUrlSync: false, cachedPluginOptions: {} };

/**
 * What a person sees of a dashboard, in an order of its own: two dashboards with the same content are deeply equal, whatever
 * Grafana made of them on the way. Empty values are left out, so are the chosen values of variables.
 */
export function contentOf(dashboard: JsonObject): JsonObject {
  const templating = objectsIn(at(dashboard.templating, 'list')).filter(({ name }) => name !== MARK);
  const annotations = objectsIn(at(dashboard.annotations, 'list')).filter(({ builtIn }) => !builtIn);
  return without(OF_GRAFANA, {
    ...dashboard,
    panels: objectsIn(dashboard.panels).map(panelContent),
    templating: { list: templating.map((variable) => without(OF_A_LOOK, variable)) },
    annotations: { list: annotations },
  });
}

/** The colour below the first step stands at no value, whether `null` or 0 is written. */
function panelContent(panel: JsonObject): JsonObject {
  const { pluginVersion: _version, ...rest } = panel;
  return { ...rest, fieldConfig: baseAtNothing(rest.fieldConfig ?? {}) };
}

const baseAtNothing = (value: Json): Json => {
  if (Array.isArray(value)) {
    return value.map(baseAtNothing);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'steps'
        ? objectsIn(inner).map((step, index) => (index === 0 ? { ...step, value: null } : step))
        : baseAtNothing(inner),
    ])
  );
};

const without = (keys: readonly string[], value: JsonObject): JsonObject =>
  canonical(
    Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))),
    (key, inner) => DEFAULTS[key] === inner
  );

/** The same for dashboards with the same content. */
export const fingerprintOf = (dashboard: JsonObject): string => fingerprint(JSON.stringify(contentOf(dashboard)));

/** The fingerprint that a dashboard was installed with; empty where it does not come from here. */
export const markOf = (dashboard: JsonObject): string =>
  textAt(
    objectsIn(at(dashboard.templating, 'list')).find(({ name }) => name === MARK),
    'query'
  );
