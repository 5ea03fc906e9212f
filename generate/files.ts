import { bundledDashboards } from '../src/compile/bundled';
import { withRevision } from '../src/compile/dashboardJson';

/** Every file that is generated from the definitions: path from the repository's root -> content. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map(
    bundledDashboards().map(({ file, json }) => [
      `dashboards/${file}`,
      `${JSON.stringify(withRevision(json), null, 2)}\n`,
    ])
  );
