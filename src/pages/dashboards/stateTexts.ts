import { t } from '@grafana/i18n';
import type { BadgeColor } from '@grafana/ui';
import type { DashboardState } from '../../dashboards/state';
import type { Folder } from '../../grafana/folders';

const verbatim = { interpolation: { escapeValue: false } };

const BADGES: Record<DashboardState['kind'], { text: () => string; color: BadgeColor }> = {
  bundled: { text: () => t('dashboards.state.bundled', 'Comes with the plugin'), color: 'blue' },
  absent: { text: () => t('dashboards.state.absent', 'Not installed'), color: 'blue' },
  current: { text: () => t('dashboards.state.current', 'Up to date'), color: 'green' },
  outdated: { text: () => t('dashboards.state.outdated', 'Out of date'), color: 'orange' },
  edited: { text: () => t('dashboards.state.edited', 'Edited by hand'), color: 'purple' },
  provisioned: { text: () => t('dashboards.state.provisioned', 'From a file'), color: 'blue' },
  unread: { text: () => t('dashboards.state.unread', 'Not readable'), color: 'red' },
};

/** A state in two or three words. */
export const badgeOf = ({ kind }: DashboardState) => ({ text: BADGES[kind].text(), color: BADGES[kind].color });

/** What more there is to say of a state, in sentences; none where the badge says it all. */
export function detailsOf(state: DashboardState, chosen: Folder): string[] {
  switch (state.kind) {
    case 'bundled':
      return state.url === undefined
        ? [t('dashboards.detail.not-imported', 'Grafana has not imported it: disable the app and enable it again.')]
        : [t('dashboards.detail.bundled', 'Grafana updates it with the plugin. Save a copy to change it.')];
    case 'provisioned':
      return [
        t('dashboards.detail.provisioned', 'Provisioned from {{file}}: it can be changed there only.', {
          file: state.installed.file || t('dashboards.detail.a-file', 'a file'),
          ...verbatim,
        }),
      ];
    case 'unread':
      return [t('dashboards.detail.unread', 'Grafana says: {{said}}', { said: state.said, ...verbatim })];
    case 'edited':
      return [
        t('dashboards.detail.edited', 'Last saved by {{who}}.', { who: state.installed.updatedBy, ...verbatim }),
        ...elsewhere(state.installed.folder, chosen),
      ];
    case 'outdated':
      return [
        t('dashboards.detail.outdated', 'This version of the plugin has a newer one.'),
        ...elsewhere(state.installed.folder, chosen),
      ];
    case 'current':
      return elsewhere(state.installed.folder, chosen);
    case 'absent':
      return [];
  }
}

const elsewhere = (folder: { uid: string; title: string }, chosen: Folder): string[] => {
  if (folder.uid === chosen.uid) {
    return [];
  }
  return folder.uid === ''
    ? [t('dashboards.detail.no-folder', 'It is in no folder.')]
    : [t('dashboards.detail.elsewhere', 'It is in another folder: {{title}}.', { title: folder.title, ...verbatim })];
};
