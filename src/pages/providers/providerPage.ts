import { t } from '@grafana/i18n';
import { SceneAppPage, type SceneAppPageLike, type SceneRouteMatch } from '@grafana/scenes';
import { DASHBOARDS } from '../../definitions/dashboards/dashboards';
import { PROVIDER_TABS, providerTabs, type ProviderTab } from '../../definitions/dashboards/providerTabs';
import { statusPageOf } from '../../definitions/statusPages';
import { knownSettings } from '../../grafana/settings';
import { dashboardScene, timeControls } from '../../scenes/dashboardScene';
import { limitOf } from '../../settings/schema';
import { providerOfTitle, titleOfProvider, UNKNOWN_PROVIDER } from '../../vocabularies/providerOfModel';
import { access, addressesAt, alertsAt } from '../dashboardPage';
import { fromPath, inPath } from './nameInPath';
import { StatusPageLink } from './StatusPageLink';

/** A provider's page for each address below the providers'; the same page for all of its tabs. */
export function providerPages(root: string) {
  const pages = new Map<string, SceneAppPage>();
  return (match: SceneRouteMatch<{ provider: string }>, parent: SceneAppPageLike): SceneAppPage => {
    // A row's other columns know the name only as it is shown.
    const provider = providerOfTitle(fromPath(match.params.provider));
    const page = pages.get(provider) ?? providerPage(root, provider, parent);
    pages.set(provider, page);
    return page;
  };
}

/** Calls without a provider are those whose label is empty, and those whose model belongs to nobody. */
const only = (provider: string) => ({
  provider: provider === UNKNOWN_PROVIDER ? [UNKNOWN_PROVIDER, ''] : [provider],
});

function providerPage(root: string, provider: string, parent: SceneAppPageLike): SceneAppPage {
  const addresses = addressesAt(root);
  const url = addresses.provider(inPath(provider));
  const statusPage = statusPageOf(provider);
  const { controls, $timeRange } = timeControls(DASHBOARDS.providers);
  const scene = (tab: ProviderTab) =>
    dashboardScene(providerTabs(limitOf(knownSettings(), provider))[tab], `${url}/${tab}`, access, {
      addresses,
      only: only(provider),
      alerts: alertsAt(root),
    });
  return new SceneAppPage({
    title: titleOfProvider(provider),
    subTitle: subTitleOf(provider),
    url,
    routePath: ':provider/*',
    getParentPage: () => parent,
    $timeRange,
    controls: [...(statusPage ? [new StatusPageLink({ url: statusPage })] : []), ...controls],
    tabs: PROVIDER_TABS.map(
      (tab) =>
        new SceneAppPage({
          title: TAB_TITLES[tab](),
          url: `${url}/${tab}`,
          routePath: `${tab}/*`,
          getScene: () => scene(tab),
        })
    ),
  });
}

const subTitleOf = (provider: string) =>
  provider === UNKNOWN_PROVIDER
    ? t(
        'pages.provider.unattributed',
        'Calls that name no provider, or whose model belongs to no provider we know. Models names them.'
      )
    : t('pages.provider.subtitle', 'One provider alone: its health, models, errors, latency and limits.');

const TAB_TITLES: Record<ProviderTab, () => string> = {
  health: () => t('pages.provider.tabs.health', 'Health'),
  models: () => t('pages.provider.tabs.models', 'Models'),
  errors: () => t('pages.provider.tabs.errors', 'Errors by type'),
  latency: () => t('pages.provider.tabs.latency', 'Latency heatmap'),
  limits: () => t('pages.provider.tabs.limits', 'Limits'),
};
