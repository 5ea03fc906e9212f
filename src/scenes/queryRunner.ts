import { SceneDataTransformer, SceneQueryRunner, type SceneObjectState, type SceneObject } from '@grafana/scenes';

/** What asks a panel's queries, below whatever transforms the answers. Throws where the panel has no queries. */
export function queryRunnerOf({ state: { key, $data } }: SceneObject<SceneObjectState>): SceneQueryRunner {
  const runner = $data instanceof SceneDataTransformer ? $data.state.$data : $data;
  if (!(runner instanceof SceneQueryRunner)) {
    throw new Error(`The panel ${key} has no query runner.`);
  }
  return runner;
}
