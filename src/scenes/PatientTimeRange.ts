import { LoadingState } from '@grafana/data';
import {
  sceneGraph,
  SceneQueryRunner,
  SceneTimeRange,
  type SceneObject,
  type SceneTimeRangeState,
} from '@grafana/scenes';

/** For so long a refresh leaves alone what is still loading. */
const PATIENCE_MS = 60_000;

/**
 * A time range whose refresh lets a page finish first. Each refresh asks every panel anew and drops the answers under way: on a
 * server that takes longer than the interval, the last panels of a long page would never be there.
 */
export class PatientTimeRange extends SceneTimeRange {
  private asked = Date.now();

  constructor(state: Partial<SceneTimeRangeState>) {
    super(state);
    const askAnew = this.onRefresh;
    this.onRefresh = () => {
      if (!isLoading(this.parent ?? this) || Date.now() - this.asked >= PATIENCE_MS) {
        this.asked = Date.now();
        askAnew();
      }
    };
  }
}

const isLoading = (page: SceneObject): boolean =>
  sceneGraph.findAllObjects(
    page,
    (object) => object instanceof SceneQueryRunner && object.state.data?.state === LoadingState.Loading
  ).length > 0;
