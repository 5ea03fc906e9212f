import type { DashboardJson } from '../../src/compile/dashboardJson';

/** An expression of a bundled dashboard with its constants and text boxes filled in, as Grafana does. */
export const withConstants = (expression: string, { list }: DashboardJson['templating']): string =>
  list
    .flatMap((variable) => (variable.type === 'constant' || variable.type === 'textbox' ? [variable] : []))
    .reduce(
      (filled, { name, query }) =>
        filled.replaceAll(`\${${name}:raw}`, String(query)).replaceAll(`$${name}`, String(query)),
      expression
    );
