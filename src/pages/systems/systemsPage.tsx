import { t } from '@grafana/i18n';
import {
  EmbeddedScene,
  SceneAppPage,
  sceneGraph,
  SceneObjectBase,
  SceneVariableSet,
  VariableDependencyConfig,
  VariableValueSelectors,
  type SceneComponentProps,
  type SceneObjectState,
} from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { defaultDataSource } from '../../grafana/dataSources';
import { dataSourceVariable } from '../../scenes/dataSourceVariable';
import { DATA_SOURCE_VARIABLE } from '../../scenes/SystemVariable';

/** Few people come here, and rarely: it is loaded when they do. */
const Systems = lazy(() => import(/* webpackChunkName: "set-up" */ './Systems'));

interface SystemsBodyState extends SceneObjectState {
  /** Of the chosen data source; empty where there is none. */
  dataSource: string;
}

/** Follows the selector of data sources. */
class SystemsBody extends SceneObjectBase<SystemsBodyState> {
  static Component = SystemsBodyRenderer;

  protected _variableDependency = new VariableDependencyConfig(this, {
    variableNames: [DATA_SOURCE_VARIABLE],
    onVariableUpdateCompleted: () => this.look(),
  });

  constructor() {
    super({ dataSource: '' });
    this.addActivationHandler(() => this.look());
  }

  private look() {
    this.setState({ dataSource: sceneGraph.interpolate(this, `\${${DATA_SOURCE_VARIABLE}}`) });
  }
}

function SystemsBodyRenderer({ model }: SceneComponentProps<SystemsBody>) {
  const { dataSource } = model.useState();
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('settings.loading', 'Reading the settings…')} />}>
      <Systems dataSource={dataSource} />
    </Suspense>
  );
}

/** Which systems there are, what a team measures of them itself, and what their providers allow. */
export const systemsPage = (root: string) =>
  new SceneAppPage({
    title: t('pages.systems.title', 'Systems'),
    subTitle: t(
      'pages.systems.subtitle',
      'Which system each job is, metrics of your own, and the rate limits of providers.'
    ),
    url: `${root}/systems`,
    routePath: 'systems/*',
    getScene: () =>
      new EmbeddedScene({
        $variables: new SceneVariableSet({
          variables: [dataSourceVariable(defaultDataSource())],
        }),
        controls: [new VariableValueSelectors({})],
        body: new SystemsBody(),
      }),
  });
