import { arrayToDataFrame, DataTopic, LoadingState } from '@grafana/data';
import { SceneDataLayerBase, sceneGraph, type SceneDataLayerProvider } from '@grafana/scenes';
import type { Firing } from '../alerts/firing';

/** Marks in every chart of a page since when alerts fire that Grafana evaluates: it keeps no series of them to ask for. */
export class FiringLayer extends SceneDataLayerBase<SceneDataLayerProvider['state']> {
  private alerts: readonly Firing[] = [];

  constructor() {
    super({ key: 'firing', name: 'Alerts of Grafana' });
  }

  show(alerts: readonly Firing[]): void {
    this.alerts = alerts.filter(({ byGrafana }) => byGrafana);
    if (this.isActive) {
      this.runLayer();
    } else {
      this.setState({ data: undefined });
    }
  }

  onEnable(): void {}

  onDisable(): void {}

  protected runLayer(): void {
    const marks = arrayToDataFrame(
      this.alerts.map(({ name, what, severity, since }) => ({
        time: Date.parse(since),
        title: name,
        text: what,
        tags: [severity],
        color: 'red',
      }))
    );
    this.publishResults({
      state: LoadingState.Done,
      series: [{ ...marks, meta: { dataTopic: DataTopic.Annotations } }],
      timeRange: sceneGraph.getTimeRange(this).state.value,
    });
  }
}
