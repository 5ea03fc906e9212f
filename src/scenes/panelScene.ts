import { getFieldDisplayName, locationUtil, type FieldConfigSource } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  getExploreURL,
  sceneGraph,
  SceneDataTransformer,
  SceneQueryRunner,
  VizPanel,
  VizPanelMenu,
  type SceneDataState,
} from '@grafana/scenes';
import type { PanelContext } from '@grafana/ui';
import { PanelLink } from './PanelLink';
import { PanelWarnings } from './PanelWarnings';
import { queryRunnerOf } from './queryRunner';
import type { CompiledPanel } from '../compile/panel';
import { pointsOf, toTarget, type CompiledQuery } from '../compile/query';
import { isTooMuch } from '../doctor/answer';
import { SoFar } from './SoFar';

/** What a panel does beyond drawing. */
export interface PanelActions {
  /** Called with the labels of the series whose legend entry was clicked; false where the click means nothing to the page. */
  onSelect(labels: Readonly<Record<string, string>>): boolean;
  mayExplore(): boolean;
  /** Called when the server would have had to read more samples for the panel than it reads. */
  onTooMuch(): void;
}

/** A compiled panel as a scene. Its queries go to the data source in the variable `ds`. */
export function panelScene(panel: CompiledPanel, actions: PanelActions): VizPanel {
  const runner = new SceneQueryRunner({
    datasource: { type: 'prometheus', uid: '${ds}' },
    queries: panel.queries.map(toTarget),
    maxDataPoints: pointsOf(panel.queries),
  });
  runner.addActivationHandler(() => {
    const subscription = runner.subscribeToState(({ data }) => {
      if (data?.errors?.some(({ message = '' }) => isTooMuch(message))) {
        actions.onTooMuch();
      }
    });
    return () => subscription.unsubscribe();
  });
  return new VizPanel<object, object>({
    key: panel.id,
    pluginId: panel.pluginId,
    title: panel.title,
    description: panel.description,
    options: panel.options,
    // The same JSON under two types: Grafana's schema and its data package declare it each.
    fieldConfig: panel.fieldConfig as FieldConfigSource<object>,
    $data:
      panel.transformations.length === 0
        ? runner
        : new SceneDataTransformer({ $data: runner, transformations: panel.transformations }),
    ...(panel.since && { $timeRange: new SoFar(panel.since) }),
    menu: exploreMenu(actions),
    titleItems: [new PanelWarnings({ warnings: panel.warnings, pinned: panel.pinned })],
    headerActions: panel.links.map((link) => new PanelLink(link)),
    extendPanelContext: (scene, context) => selectOnLegend(scene, context, actions),
  });
}

/** Gives a panel's scene other queries, and runs them: at once where it is on the page, else when it is there again. */
export function changeQueries(scene: VizPanel, queries: readonly CompiledQuery[]): void {
  const runner = queryRunnerOf(scene);
  runner.setState({ queries: queries.map(toTarget), maxDataPoints: pointsOf(queries) });
  if (runner.isActive) {
    runner.runQueries();
  } else {
    runner.setState({ data: undefined });
  }
}

/** Changes how a panel's scene draws its data, without asking for them anew. */
export function changeFields(scene: VizPanel, { fieldConfig }: CompiledPanel): void {
  const config = fieldConfig as FieldConfigSource<object>;
  if (scene.getPlugin()) {
    scene.onFieldConfigChange(config, true);
  } else {
    scene.setState({ fieldConfig: config });
  }
}

/** Changes what a panel's scene warns of. */
export function changeWarnings(scene: VizPanel, { warnings, pinned }: CompiledPanel): void {
  [scene.state.titleItems]
    .flat()
    .forEach((item) => item instanceof PanelWarnings && item.setState({ warnings, pinned }));
}

/** In Grafana a click on a legend entry hides the other series of this panel; here it filters the whole page. */
function selectOnLegend(scene: VizPanel, context: PanelContext, { onSelect }: PanelActions): void {
  const hideOthers = context.onToggleSeriesVisibility;
  context.onToggleSeriesVisibility = (name, mode) => {
    const frames = sceneGraph.getData(scene).state.data?.series ?? [];
    const labels = frames
      .flatMap((frame) => frame.fields.map((field) => ({ field, name: getFieldDisplayName(field, frame, frames) })))
      .find((candidate) => candidate.name === name)?.field.labels;
    if (!labels || !onSelect(labels)) {
      hideOthers?.(name, mode);
    }
  };
}

/** The panel's menu: its queries in Explore, or the right that this needs. */
function exploreMenu({ mayExplore }: PanelActions): VizPanelMenu {
  const menu = new VizPanelMenu({ items: [] });
  menu.addActivationHandler(() => {
    if (!mayExplore()) {
      menu.setItems([
        {
          text: t('panel.menu.explore-forbidden', 'Explore needs the right datasources:explore'),
          iconClassName: 'lock',
        },
      ]);
      return;
    }
    const answers = sceneGraph.getData(menu);
    const show = (state: SceneDataState) => void showExplore(menu, state).catch(() => menu.setItems([]));
    show(answers.state);
    const subscription = answers.subscribeToState(show);
    return () => subscription.unsubscribe();
  });
  return menu;
}

/** The queries are known once they have been sent. */
async function showExplore(menu: VizPanelMenu, { data }: SceneDataState): Promise<void> {
  const url = data && (await getExploreURL(data, menu, sceneGraph.getTimeRange(menu).state.value.raw));
  if (url) {
    menu.setItems([
      { text: t('panel.menu.explore', 'Explore'), iconClassName: 'compass', href: locationUtil.assureBaseUrl(url) },
    ]);
  }
}
