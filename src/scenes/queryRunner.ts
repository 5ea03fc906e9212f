import { SceneDataTransformer, SceneQueryRunner, type VizPanel } from '@grafana/scenes';

/** What asks a panel's queries, below whatever transforms the answers. Throws where the panel has no queries. */
export function queryRunnerOf({ state: { title, $data } }: VizPanel): SceneQueryRunner {
  const runner = $data instanceof SceneDataTransformer ? $data.state.$data : $data;
  if (!(runner instanceof SceneQueryRunner)) {
    throw new Error(`The panel ${title} has no query runner.`);
  }
  return runner;
}
