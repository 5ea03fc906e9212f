import {
  sceneGraph,
  SceneDataTransformer,
  SceneQueryRunner,
  VizPanel,
  type EmbeddedScene,
  type MultiValueVariable,
  type SceneObject,
} from '@grafana/scenes';
import { act, render } from '@testing-library/react';
import React from 'react';
import type { Instance } from '../src/alerts/live';
import type { RawAnswer } from '../src/doctor/answer';
import { fakePrometheus, success, type FakePresence } from '../src/doctor/fakePrometheus';
import type { PrometheusProbe } from '../src/doctor/prometheus';
import { DASHBOARDS } from '../src/definitions/dashboards/dashboards';
import { NO_SETTINGS, type Settings } from '../src/settings/schema';
import type { DashboardId } from '../src/definitions/dashboard';
import type { Access } from '../src/scenes/access';
import type { About } from '../src/scenes/DashboardBody';
import { dashboardScene } from '../src/scenes/dashboardScene';
import { PatientTimeRange } from '../src/scenes/PatientTimeRange';
import { GrafanaRouter } from './grafanaRouter';
import { fakeGrafana, type FakeGrafana } from './grafanaRuntime';

/** What stands behind the data source. A test may change it while the page is open. */
export interface World {
  prometheus: PrometheusProbe;
  mayExplore: boolean;
  settings: Settings;
  dashboard: DashboardId;
  /** What the page is about, besides; nothing where it is absent. */
  about?: About;
  firing: readonly Instance[];
}

/** A dashboard that a person has open. */
export interface OpenDashboard {
  grafana: FakeGrafana;
  world: World;
  scene: EmbeddedScene;
  leave(): void;
  comeBack(): void;
}

/** Opens a dashboard, the overview where nothing is said, on a page with a time range, in a Grafana with one data source. */
export function openDashboard(
  present: Partial<World>,
  change: (grafana: FakeGrafana, scene: EmbeddedScene) => void = () => {}
): OpenDashboard {
  const grafana = fakeGrafana();
  const world: World = {
    prometheus: prometheusWith({}),
    mayExplore: true,
    settings: NO_SETTINGS,
    dashboard: 'overview',
    firing: [],
    ...present,
  };
  const access: Access = {
    defaultDataSource: () => undefined,
    probe: () => world.prometheus,
    mayExplore: () => world.mayExplore,
    settings: () => world.settings,
    firing: async () => world.firing,
    grafana: () => 'https://grafana.example',
  };
  const scene = dashboardScene(DASHBOARDS[world.dashboard], `/a/app/${world.dashboard}`, access, world.about);
  scene.setState({ $timeRange: new PatientTimeRange({ from: 'now-1h', to: 'now' }) });
  change(grafana, scene);
  const { rerender } = render(<></>);
  const comeBack = () => rerender(<Page scene={scene} />);
  comeBack();
  return { grafana, world, scene, comeBack, leave: () => rerender(<></>) };
}

const Page = ({ scene }: { scene: EmbeddedScene }) => (
  <GrafanaRouter>
    <scene.Component model={scene} />
  </GrafanaRouter>
);

/** A Prometheus that has these metrics, and these values of labels. */
export function prometheusWith(present: FakePresence, values: Record<string, readonly string[]> = {}): PrometheusProbe {
  return {
    ...fakePrometheus({ present, answer: () => [] }),
    get: async (path) => success(values[path.split('/')[4] ?? ''] ?? []),
  };
}

/** Something that answers every question in the same way. */
export function answering(answer: () => Promise<RawAnswer>): PrometheusProbe {
  return { name: 'Prometheus', get: answer, post: answer, health: answer };
}

/** What the functions below look at. */
interface Shown {
  scene: SceneObject;
}

/** One of the selectors above the panels. */
export const selector = ({ scene }: Shown, name: string) =>
  sceneGraph.lookupVariable(name, scene) as MultiValueVariable;

/** Chooses values in a selector. */
export const choose = (dashboard: Shown, name: string, values: string | string[]) =>
  act(async () => selector(dashboard, name).changeValueTo(values));

/** Has the page's refresh come round, with its range as it is. */
export const refresh = ({ scene }: Shown) => act(async () => sceneGraph.getTimeRange(scene).onRefresh());

/** A panel by its definition's id; undefined where the page has none. */
export const panel = ({ scene }: Shown, id: string): VizPanel | undefined =>
  sceneGraph.findAllObjects(scene, (object) => object instanceof VizPanel && object.state.key === id)[0] as
    VizPanel | undefined;

/** The queries of a panel. */
export function queriesOf(dashboard: Shown, id: string): string[] {
  const data = panel(dashboard, id)?.state.$data;
  const runner = data instanceof SceneDataTransformer ? data.state.$data : data;
  return runner instanceof SceneQueryRunner ? runner.state.queries.map(({ expr }) => String(expr)) : [];
}
