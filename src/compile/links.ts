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
  const alone = filterLinks(dimension, '__value.raw', view, '__value.text');
  const opened = dimension === 'provider' ? providerLinks(definition, view, alone.length > 0) : [];
  return definition.providerPage === 'instead' && opened.length > 0 ? opened : [...alone, ...opened];
}

/** The column of names, as Grafana's macros reach it from another column: what is shown in it. */
const SHOWN_NAME = '__data.fields.provider';

/** What a click anywhere else in a row does, where its name leads to a provider's page and nowhere else. */
export const restOfRowLinks = ({ providerPage, asks }: PanelDefinition<Asked>, { addresses }: View): Link[] =>
  providerPage === 'instead' && asks[0].by.includes('provider') && addresses?.provider
    ? [
        {
          title: `Open \${${SHOWN_NAME}}`,
          url: `${addresses.provider(`\${${SHOWN_NAME}:percentencode}`)}${OTHERS}`,
          targetBlank: false,
        },
      ]
    : [];

/** Everything else in the address, kept. */
const OTHERS = '${__url.params:exclude:var-provider}';

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
  if (!providerPage || !addresses) {
    return [];
  }
  const page = addresses.provider?.(name);
  if (page !== undefined) {
    return [{ title: 'Open ${__value.text}', url: `${page}${OTHERS}`, targetBlank: false }];
  }
  return leadsTo && selectable
    ? [
        {
          title: `${TITLES[leadsTo]} of \${__value.text}`,
          url: `${addresses.dashboard(leadsTo)}${OTHERS}&var-provider=${name}`,
          targetBlank: false,
        },
      ]
    : [];
}
