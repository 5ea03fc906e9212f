import { t } from '@grafana/i18n';
import type { DashboardState } from '../../dashboards/state';
import { DASHBOARD_RIGHTS, mayCreateDashboards, mayCreateFolders } from '../../grafana/permissions';
import type { Action, Target } from './actions';

const needs = (right: string) =>
  t('dashboards.right', 'This needs the right {{right}}: ask an administrator.', { right });

/** Why nothing new can be saved; undefined where it can. */
export function whyNotCreate({ there }: Target): string | undefined {
  if (!mayCreateDashboards()) {
    return needs(DASHBOARD_RIGHTS.create);
  }
  return there || mayCreateFolders() ? undefined : needs(DASHBOARD_RIGHTS.createFolder);
}

/** Why the person cannot do this to a dashboard, as Grafana answered for this one; undefined where they can. */
export function whyNot(action: Action, state: DashboardState, target: Target): string | undefined {
  const may = 'installed' in state ? state.installed.may : { save: false, remove: false };
  const reasons: Record<Action, () => string | undefined> = {
    install: () => whyNotCreate(target),
    update: () => (may.save ? undefined : needs(DASHBOARD_RIGHTS.write)),
    remove: () => (may.remove ? undefined : needs(DASHBOARD_RIGHTS.remove)),
    beside: () => (mayCreateDashboards() ? undefined : needs(DASHBOARD_RIGHTS.create)),
  };
  return reasons[action]();
}
