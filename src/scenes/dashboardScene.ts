import { t } from '@grafana/i18n';
import {
  EmbeddedScene,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneVariableSet,
  VariableValueSelectors,
  type SceneObject,
} from '@grafana/scenes';
import { looksBack, type DashboardContent, type DashboardDefinition, type Selectable } from '../definitions/dashboard';
import { LOOK_BACKS } from '../signals/recorded';
import type { Access } from './access';
import { DashboardBody, type About } from './DashboardBody';
import { dataSourceVariable } from './dataSourceVariable';
import { PatientTimeRange } from './PatientTimeRange';
import { SourceVariable } from './SourceVariable';
import { SystemVariable } from './SystemVariable';
import { ValuesVariable } from './ValuesVariable';

/**
 * A dashboard as a page of the app: selectors above, panels below. Time range and refresh are the page's: `timeControls`.
 * @param path of the page, where links to it with another selection lead
 * @param actions beside the selectors: what can be done with what they select
 */
export function dashboardScene(
  definition: DashboardContent,
  path: string,
  access: Access,
  about: About = {},
  actions: SceneObject[] = []
): EmbeddedScene {
  return new EmbeddedScene({
    $variables: new SceneVariableSet({
      variables: [
        dataSourceVariable(access.defaultDataSource()),
        new SystemVariable(access, t('selectors.system', 'System')),
        new SourceVariable(access, t('selectors.source.label', 'Figures'), looksBack(definition) ? LOOK_BACKS : []),
        ...definition.selects.map((dimension) => new ValuesVariable(access, dimension, selectorLabel(dimension))),
      ],
    }),
    controls: [new VariableValueSelectors({}), ...actions],
    body: new DashboardBody(definition, path, access, about),
  });
}

/** A page's time range and refresh, as the dashboard has them first. */
export const timeControls = ({ from, refresh }: Pick<DashboardDefinition, 'from' | 'refresh'>) => ({
  $timeRange: new PatientTimeRange({ from, to: 'now' }),
  controls: [
    new SceneTimePicker({ isOnCanvas: true }),
    new SceneRefreshPicker({ refresh, isOnCanvas: true, withText: true }),
  ],
});

function selectorLabel(dimension: Selectable): string {
  const labels: Record<Selectable, () => string> = {
    provider: () => t('selectors.provider', 'Provider'),
    model: () => t('selectors.model', 'Model'),
  };
  return labels[dimension]();
}
