import type { Import } from './imports';

/**
 * The folders of `src`, from the ground up. Each imports from lower tiers and from itself: never from a higher one, nor from a
 * neighbour. The doctor stands on the compilers, because it asks the very queries that panels ask.
 */
export const TIERS: Readonly<Record<string, number>> = {
  json: 0,
  promql: 0,
  vocabularies: 1,
  pricing: 2,
  settings: 3,
  signals: 4,
  definitions: 5,
  compile: 6,
  doctor: 7,
  dashboards: 7,
  alerts: 7,
  scenes: 8,
  grafana: 8,
  pages: 9,
  app: 10,
  'module.tsx': 11,
};

/** The only door to Grafana's services. */
const DOOR = 'grafana';

/** Packages that need a browser. `@grafana/schema` does not. */
const BROWSER = /^(@grafana\/(data|ui|runtime|scenes|i18n)|react|react-dom)(\/|$)/;

/** A file's folder below `src`, or the file itself where it lies there. */
export const placeOf = (file: string): string => file.split('/')[0] ?? file;

/** What is wrong with an import; empty where it is as it should be. */
export function offences(one: Import): string[] {
  const said = `${one.from} imports ${one.typeOnly ? 'types of ' : ''}${one.to}`;
  return one.kind === 'file' ? ofFile(one, said) : ofPackage(one, said);
}

function ofFile({ from, to, typeOnly }: Import, said: string): string[] {
  const [here, there] = [placeOf(from), placeOf(to)];
  if (here === there) {
    return [];
  }
  if ((TIERS[there] ?? Infinity) >= (TIERS[here] ?? -Infinity)) {
    return [`${said}, which is not of a lower tier`];
  }
  return here === DOOR && ['compile', 'doctor'].includes(there) && !typeOnly
    ? [`${said}, of which it may know the types only`]
    : [];
}

function ofPackage({ from, to, typeOnly }: Import, said: string): string[] {
  const tier = TIERS[placeOf(from)] ?? Infinity;
  if (typeOnly) {
    return [];
  }
  if (BROWSER.test(to) && tier <= (TIERS.doctor ?? 0)) {
    return [`${said}, which does not load in plain Node`];
  }
  return /^@grafana\/runtime(\/|$)/.test(to) && placeOf(from) !== DOOR
    ? [`${said}, to which ${DOOR}/ is the only door`]
    : [];
}
