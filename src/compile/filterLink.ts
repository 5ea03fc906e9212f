import { SELECTABLE } from '../definitions/dashboard';
import { isDerived, type Dimension } from '../vocabularies/vocabulary';
import type { View } from './view';

const isSelectable = (dimension: Dimension) => SELECTABLE.some((selectable) => selectable === dimension);

/** A data link, as Grafana's field configuration takes it. */
export interface FilterLink {
  title: string;
  url: string;
  targetBlank: boolean;
}

/** A label as Grafana's macros reach it; a name with dots is no path. */
const memberOf = (label: string) => (/^\w+$/.test(label) ? `.${label}` : `["${label}"]`);

/** The macro that holds the value of a line's label, without `${}`. */
export const seriesValue = (label: string): string => `__field.labels${memberOf(label)}`;

/**
 * A link that shows the same page for one value of a dimension, everything else in its address kept.
 * @param value the macro that holds the value, without `${}`: `__value.raw`, `__field.labels.provider`
 * @param name the macro that holds what a person calls it
 * @returns none where the page has no selector for it, or where the selector holds patterns and not values
 */
export function filterLinks(
  dimension: Dimension,
  value: string,
  { systems, select, path }: View,
  name = value
): FilterLink[] {
  const restriction = select[dimension];
  const holdsPatterns =
    restriction !== undefined &&
    'variable' in restriction &&
    systems.some(({ vocabulary }) => isDerived(vocabulary.labels[dimension]));
  return isSelectable(dimension) && !holdsPatterns
    ? [
        {
          title: `Show only \${${name}}`,
          url: `${path}\${__url.params:exclude:var-${dimension}}&var-${dimension}=\${${value}:percentencode}`,
          targetBlank: false,
        },
      ]
    : [];
}
