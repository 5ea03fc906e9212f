import type { Asked, DashboardId, PanelDefinition } from '../definitions/dashboard';
import type { Dimension } from '../vocabularies/vocabulary';
import { filterLinks, type FilterLink } from './filterLink';
import type { View } from './view';

/** A link as Grafana's panels and field configuration take it. */
export type Link = FilterLink;

const TITLES: Record<DashboardId, string> = {
  overview: 'Overview',
  providers: 'Provider health',
  cost: 'Cost tracking',
  system: 'System metrics',
};

/** Where a person reads on, with the same range, data source and selection. */
export const pageLinks = ({ leadsTo }: PanelDefinition<Asked>, { addresses }: View): Link[] =>
  leadsTo && addresses
    ? [{ title: TITLES[leadsTo], url: `${addresses.dashboard(leadsTo)}\${__url.params}`, targetBlank: false }]
    : [];

/** What a click on a row's name offers. */
export function rowLinks(definition: PanelDefinition<Asked>, dimension: Dimension, view: View): Link[] {
  const alone = filterLinks(dimension, '__value.raw', view);
  const opened = dimension === 'provider' ? providerLinks(definition, view, alone.length > 0) : [];
  return definition.providerPage === 'instead' && opened.length > 0 ? opened : [...alone, ...opened];
}

/**
 * A provider's own page, everything else in the address kept; a bundled dashboard shows it alone in the other dashboard.
 * @param selectable whether a selector may hold the provider's name: some hold patterns
 */
function providerLinks(
  { providerPage, leadsTo }: PanelDefinition<Asked>,
  { addresses }: View,
  selectable: boolean
): Link[] {
  const name = '${__value.raw:percentencode}';
  const others = '${__url.params:exclude:var-provider}';
  if (!providerPage || !addresses) {
    return [];
  }
  const page = addresses.provider?.(name);
  if (page !== undefined) {
    return [{ title: 'Open ${__value.text}', url: `${page}${others}`, targetBlank: false }];
  }
  return leadsTo && selectable
    ? [
        {
          title: `${TITLES[leadsTo]} of \${__value.text}`,
          url: `${addresses.dashboard(leadsTo)}${others}&var-provider=${name}`,
          targetBlank: false,
        },
      ]
    : [];
}
