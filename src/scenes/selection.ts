import { isRest } from '../compile/bounded';
import { SELECTABLE, type Selectable } from '../definitions/dashboard';
import type { SystemView } from '../compile/view';
import { seriesLabel } from '../signals/read';

/** One value that a person selected by clicking on a series or a cell. */
export interface Choice {
  dimension: Selectable;
  value: string;
}

/** What a series stands for: the first selectable dimension that it is split by; undefined where it is split by none, or stands for many. */
export function choiceOf(labels: Readonly<Record<string, string>>, systems: readonly SystemView[]): Choice | undefined {
  return SELECTABLE.flatMap((dimension) =>
    systems.flatMap(({ vocabulary, recorded }) => {
      const label = [vocabulary, ...(recorded ? [recorded.vocabulary] : [])]
        .map((one) => seriesLabel(one, dimension))
        .find((name) => name !== undefined && name in labels);
      const value = label === undefined ? undefined : labels[label];
      return value && !isRest(dimension, value) ? [{ dimension, value }] : [];
    })
  )[0];
}

/** The selection after a click: the value alone, or everything again where it was alone already. */
export function toggled(selected: readonly string[], value: string): string[] {
  return selected.length === 1 && selected[0] === value ? [] : [value];
}
