import { t } from '@grafana/i18n';
import type { BadgeColor } from '@grafana/ui';
import type { Severity } from '../settings/alerts';

export interface BadgeText {
  text: string;
  color: BadgeColor;
}

const SEVERITIES: Record<Severity, () => BadgeText> = {
  critical: () => ({ text: t('alerts.severity.critical', 'Critical'), color: 'red' }),
  warning: () => ({ text: t('alerts.severity.warning', 'Warning'), color: 'orange' }),
  info: () => ({ text: t('alerts.severity.info', 'Info'), color: 'blue' }),
};

export const severityBadge = (severity: Severity): BadgeText => SEVERITIES[severity]();
