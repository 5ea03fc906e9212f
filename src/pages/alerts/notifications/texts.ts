import { t } from '@grafana/i18n';
import type { NotifiedState } from '../../../alerts/notifying';
import { OWN_ALERTMANAGER } from '../../../grafana/alertmanager';
import { missingForNotifications } from '../../../grafana/permissions';
import type { BadgeText } from '../../../scenes/severityBadge';

const STATES: Record<NotifiedState, () => BadgeText> = {
  active: () => ({ text: t('notifications.state.active', 'Told'), color: 'red' }),
  silenced: () => ({ text: t('notifications.state.silenced', 'Silenced'), color: 'blue' }),
  inhibited: () => ({ text: t('notifications.state.inhibited', 'Inhibited'), color: 'purple' }),
};

export const stateBadge = (state: NotifiedState): BadgeText => STATES[state]();

/** How long a silence may last, in hours. */
export const DURATIONS = [1, 4, 24, 168] as const;

const DURATION_TEXTS: Record<(typeof DURATIONS)[number], () => string> = {
  1: () => t('notifications.duration.hour', '1 hour'),
  4: () => t('notifications.duration.four-hours', '4 hours'),
  24: () => t('notifications.duration.day', '1 day'),
  168: () => t('notifications.duration.week', '1 week'),
};

export const durationText = (hours: (typeof DURATIONS)[number]): string => DURATION_TEXTS[hours]();

/** Why the person cannot do this; undefined where they can. @param uid of the Alertmanager */
export function whyNot(what: Parameters<typeof missingForNotifications>[0], uid: string): string | undefined {
  const right = missingForNotifications(what, uid === OWN_ALERTMANAGER ? 'own' : 'external');
  return right && t('notifications.right', 'This needs the right {{right}}: ask an administrator.', { right });
}

/** What came of something that a person did; `said` where Grafana refused it. */
export interface Outcome {
  done: string;
  said?: string;
}
