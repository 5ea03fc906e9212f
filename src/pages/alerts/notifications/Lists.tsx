import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import type { ContactPoint, Notified, Silence } from '../../../alerts/notifying';
import { severityBadge } from '../../../scenes/severityBadge';
import { verbatim } from '../texts';
import { stateBadge } from './texts';

interface Control {
  busy: boolean;
  /** Why the person may not; undefined where they may. */
  missing: string | undefined;
}

/** What an Alertmanager has been told of, and what it does with it. */
export const NotifiedList = ({
  alerts,
  onSilence,
  ...control
}: Control & { alerts: readonly Notified[]; onSilence(alert: Notified): void }) => (
  <List
    title={t('notifications.alerts', 'Alerts')}
    none={t('notifications.alerts.none', 'It has been told of no alert of these systems.')}
  >
    {alerts.map((alert) => (
      <Row
        key={alert.id}
        badges={[stateBadge(alert.state), severityBadge(alert.severity)]}
        title={alert.name}
        details={[
          alert.what,
          t('notifications.since', 'since {{time}}', { time: dateTimeFormat(alert.since), ...verbatim }),
          alert.receivers.length > 0
            ? t('notifications.receivers', 'for {{names}}', { names: alert.receivers.join(', '), ...verbatim })
            : '',
        ]}
      >
        {alert.state !== 'silenced' && (
          <Do
            {...control}
            text={t('notifications.silence.do', 'Silence')}
            label={`${t('notifications.silence.do', 'Silence')}: ${alert.name} ${alert.what}`.trim()}
            onClick={() => onSilence(alert)}
          />
        )}
      </Row>
    ))}
  </List>
);

/** The silences that hold, with who made them and why. */
export const SilenceList = ({
  silences,
  onEnd,
  ...control
}: Control & { silences: readonly Silence[]; onEnd(silence: Silence): void }) => (
  <List title={t('notifications.silences', 'Silences')} none={t('notifications.silences.none', 'There are none.')}>
    {silences.map((silence) => (
      <Row
        key={silence.id}
        badges={[]}
        title={silence.matchers}
        details={[
          silence.comment,
          t('notifications.until', 'by {{who}}, until {{time}}', {
            who: silence.createdBy,
            time: dateTimeFormat(silence.until),
            ...verbatim,
          }),
        ]}
      >
        <Do
          {...control}
          text={t('notifications.end', 'End')}
          label={t('notifications.end.label', 'End the silence {{matchers}}', {
            matchers: silence.matchers,
            ...verbatim,
          })}
          onClick={() => onEnd(silence)}
        />
      </Row>
    ))}
  </List>
);

/** Somebody who can be told, with a test for each. */
export const TestList = ({
  points,
  onTest,
  ...control
}: Control & { points: readonly ContactPoint[]; onTest(point: ContactPoint): void }) => (
  <List
    title={t('notifications.contact-points', 'Contact points')}
    none={t('notifications.contact-points.none', 'There are none: nobody is told.')}
  >
    {points.map((point) => (
      <Row key={point.name} badges={[]} title={point.name} details={[]}>
        <Do
          {...control}
          text={t('notifications.test', 'Send a test')}
          label={t('notifications.test.label', 'Send a test to {{name}}', { name: point.name, ...verbatim })}
          onClick={() => onTest(point)}
        />
      </Row>
    ))}
  </List>
);

function List({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {children.length === 0 ? (
        <Text element="p" color="secondary" variant="bodySmall">
          {none}
        </Text>
      ) : (
        <ul className={styles.list} tabIndex={0} aria-label={title}>
          {children}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  badges: ReadonlyArray<ReturnType<typeof stateBadge>>;
  title: string;
  details: readonly string[];
  children: ReactNode;
}

function Row({ badges, title, details, children }: RowProps) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.row}>
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        {badges.map((badge) => (
          <Badge key={badge.text} {...badge} />
        ))}
        <Text weight="medium">{title}</Text>
        {details
          .filter((detail) => detail !== '')
          .map((detail) => (
            <Text key={detail} color="secondary" variant="bodySmall">
              {detail}
            </Text>
          ))}
      </Stack>
      {children}
    </li>
  );
}

interface DoProps extends Control {
  text: string;
  label: string;
  onClick(): void;
}

export const Do = ({ busy, missing, text, label, onClick }: DoProps) => (
  <Button
    size="sm"
    variant="secondary"
    aria-label={label}
    disabled={busy || missing !== undefined}
    tooltip={missing}
    onClick={onClick}
  >
    {text}
  </Button>
);

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', overflowWrap: 'anywhere', maxHeight: '50vh', overflow: 'auto' }),
  row: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
});
