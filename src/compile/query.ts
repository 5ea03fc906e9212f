import type { Expression } from '../promql/expression';

/** One query of a panel, as Grafana's Prometheus data source takes it. */
export interface CompiledQuery {
  refId: string;
  expr: Expression;
  /** Grafana's legend template, such as `{{provider}}`. */
  legendFormat: string;
  format: 'time_series' | 'table' | 'heatmap';
  /** One value at the end of the range, in place of a line. */
  instant: boolean;
  /** The shortest step, as Grafana writes it; the data source's own where nothing is said. */
  minStep?: string;
  /** Also asks for exemplars: single observations, drawn as points that lead to their traces. */
  exemplar?: true;
}

/** `A` to `Z`, then `A1`: Grafana's names for the queries of a panel. */
export function refIdOf(index: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

/** Recorded series hold means over minutes to days: more points than these show nothing more, and each costs a server as much. */
const MOST_RECORDED_POINTS = 150;

/** The most points that a panel asks for; as many as it has pixels where nothing is said. */
export const pointsOf = (queries: ReadonlyArray<Pick<CompiledQuery, 'minStep'>>): number | undefined =>
  queries.every(({ minStep }) => minStep !== undefined) ? MOST_RECORDED_POINTS : undefined;

/** A query as a panel's target, in a scene and in dashboard JSON alike. */
export const toTarget = ({ refId, expr, legendFormat, format, instant, minStep, exemplar }: CompiledQuery) => ({
  refId,
  editorMode: 'code',
  expr,
  legendFormat,
  format,
  instant,
  range: !instant,
  ...(minStep !== undefined && { interval: minStep }),
  ...(exemplar && { exemplar }),
});
