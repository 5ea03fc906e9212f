import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import type { OurAlert, OwnRule } from '../../alerts/ours';
import { ALERT_STATES, type AlertState } from '../../alerts/live';
import { isPaused, type RuleState } from '../../alerts/rules';
import { severityBadge } from '../../scenes/severityBadge';
import type { VocabularyId } from '../../vocabularies/vocabulary';
import { AdjustButton, AdjustedBadge } from './Adjusting';
import type { Action, Subject } from './actions';
import { DryRun } from './DryRun';
import { RulesFile } from './RulesFile';
import { conditionText, detailsOf, installedBadge, liveBadge, verbatim } from './texts';
import type { RuleStanding, Standing } from './useAlerts';

interface Handlers {
  /** uid of the Prometheus that alerts ask. */
  dataSource: string;
  /** While something is written, nothing else is begun. */
  busy: boolean;
  /** Why the person cannot do this; undefined where they can. */
  whyNot(action: Action): string | undefined;
  onRun(action: Action, subjects: readonly Subject[]): void;
  /** For what a person has changed: they look at it first. */
  onDecide(action: 'update' | 'remove', subject: Subject): void;
}

interface SectionProps extends Handlers {
  system: VocabularyId;
  title: string;
  standings: readonly Standing[];
  /** Those that the team has written itself. */
  own: ReadonlyArray<RuleStanding<OwnRule>>;
}

type AnyStanding = RuleStanding<OurAlert | OwnRule>;

const subjectOf = ({ ours, state }: AnyStanding): Subject => ('rule' in state ? { ours, rule: state.rule } : { ours });

/** What is worst comes first. */
const rank = ({ live, inPrometheus }: AnyStanding): number => {
  const state: AlertState = (live ?? inPrometheus)?.state ?? 'inactive';
  return ALERT_STATES.indexOf(state);
};

/** A system's alerts, and what can be done to all of them. */
export function SystemSection({ system, title, standings, own, ...handlers }: SectionProps) {
  const styles = useStyles2(getStyles);
  const all: readonly AnyStanding[] = [...standings, ...own];
  const sorted = [...all].sort((one, other) => rank(one) - rank(other));
  return (
    <section aria-label={title} className={styles.section}>
      <Stack direction="row" gap={1} alignItems="center" justifyContent="space-between" wrap="wrap">
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <Text element="h2" variant="h4">
            {title}
          </Text>
          <Text color="secondary">{summaryOf(all)}</Text>
        </Stack>
        <Stack direction="row" gap={1} wrap="wrap">
          <AllButtons title={title} all={all} {...handlers} />
          <RulesFile system={system} title={title} />
        </Stack>
      </Stack>
      <ul className={styles.list}>
        {sorted.map((standing) => (
          <Row key={standing.ours.uid} standing={standing} {...handlers} />
        ))}
      </ul>
    </section>
  );
}

function summaryOf(standings: readonly AnyStanding[]): string {
  const firing = standings.filter((one) => rank(one) === 0).length;
  const installed = standings.filter(({ state }) => 'rule' in state).length;
  return t('alerts.summary', '{{firing}} firing; {{installed}} of {{all}} in Grafana', {
    firing,
    installed,
    all: standings.length,
  });
}

/** Those that an action for all of a system is about: never one that a person has changed. */
const CONCERNED: Record<'install' | 'update' | 'remove', ReadonlyArray<RuleState['kind']>> = {
  install: ['absent'],
  update: ['outdated'],
  remove: ['current', 'outdated', 'unwanted'],
};

function AllButtons({ title, all, busy, whyNot, onRun }: Handlers & { title: string; all: readonly AnyStanding[] }) {
  const buttons = [
    {
      action: 'install',
      text: t('alerts.all.install', 'Install all'),
      label: t('alerts.all.install.label', 'Install all of {{title}}', { title, ...verbatim }),
    },
    {
      action: 'update',
      text: t('alerts.all.update', 'Update all'),
      label: t('alerts.all.update.label', 'Update all of {{title}}', { title, ...verbatim }),
    },
    {
      action: 'remove',
      text: t('alerts.all.remove', 'Remove all'),
      label: t('alerts.all.remove.label', 'Remove all of {{title}}', { title, ...verbatim }),
    },
  ] as const;
  return (
    <>
      {buttons.map(({ action, text, label }) => {
        const those = all.filter(({ state }) => CONCERNED[action].includes(state.kind));
        const missing = whyNot(action);
        return those.length === 0 ? null : (
          <Button
            key={action}
            size="sm"
            variant="secondary"
            aria-label={label}
            disabled={busy || missing !== undefined}
            tooltip={missing}
            onClick={() => onRun(action, those.map(subjectOf))}
          >
            {text}
          </Button>
        );
      })}
    </>
  );
}

function Row({ standing, ...handlers }: Handlers & { standing: AnyStanding }) {
  const styles = useStyles2(getStyles);
  const { ours, state } = standing;
  const [open, setOpen] = useState(false);
  const badges = [liveBadge(standing), installedBadge(state)].flatMap((badge) => badge ?? []);
  return (
    <li className={styles.row} data-testid={`alert ${ours.uid}`}>
      <div>
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <Text weight="medium">{ours.name}</Text>
          <Badge {...severityBadge(ours.alert.severity)} />
          {'team' in ours && <AdjustedBadge ours={ours} />}
        </Stack>
        <Text element="p" color="secondary" variant="bodySmall">
          {'team' in ours ? conditionText(ours) : ours.alert.expr}
        </Text>
      </div>
      <div>
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          {badges.map((badge) => (
            <Badge key={badge.text} {...badge} />
          ))}
          {state.kind === 'absent' && (
            <Text color="secondary" variant="bodySmall">
              {t('alerts.state.absent', 'Not in Grafana')}
            </Text>
          )}
          {ours.alert.dashboard && (
            <TextLink href={ours.alert.dashboard.path} inline variant="bodySmall">
              {t('alerts.panel', 'Panel')}
            </TextLink>
          )}
          {ours.alert.runbookUrl !== undefined && (
            <TextLink href={ours.alert.runbookUrl} inline variant="bodySmall" external>
              {t('alerts.runbook', 'Runbook')}
            </TextLink>
          )}
          {'team' in ours && (
            <Button
              size="sm"
              fill="text"
              variant="secondary"
              icon={open ? 'angle-down' : 'angle-right'}
              aria-expanded={open}
              aria-label={t('alerts.dry-run.label', 'Last 7 days: {{name}}', { name: ours.name, ...verbatim })}
              onClick={() => setOpen(!open)}
            >
              {t('alerts.dry-run', 'Last 7 days')}
            </Button>
          )}
        </Stack>
        {detailsOf(standing).map((detail) => (
          <Text key={detail} element="p" color="secondary" variant="bodySmall">
            {detail}
          </Text>
        ))}
      </div>
      <Actions standing={standing} {...handlers} />
      {open && 'team' in ours && (
        <div className={styles.wide}>
          <DryRun
            key={JSON.stringify([ours.alert.expr, ours.alert.for])}
            alert={ours.alert}
            dataSource={handlers.dataSource}
          />
        </div>
      )}
    </li>
  );
}

/** What can be done to one alert: nothing where a file has the say. */
function Actions({ standing, busy, whyNot, onRun, onDecide }: Handlers & { standing: AnyStanding }) {
  const { ours, state } = standing;
  const subject = subjectOf(standing);
  const edited = state.kind === 'edited';
  const button = (action: Action, text: string, onClick = () => onRun(action, [subject])) => {
    const missing = whyNot(action);
    return (
      <Button
        size="sm"
        variant={action === 'remove' ? 'destructive' : 'secondary'}
        fill={action === 'remove' ? 'outline' : 'solid'}
        aria-label={`${text}: ${ours.name}`}
        disabled={busy || missing !== undefined}
        tooltip={missing}
        onClick={onClick}
      >
        {text}
      </Button>
    );
  };
  switch (state.kind) {
    case 'provisioned':
      return <span />;
    case 'off':
    case 'absent':
      return (
        <Stack direction="row" gap={1} wrap="wrap">
          {state.kind === 'absent' && button('install', t('alerts.row.install', 'Install'))}
          {'team' in ours && <AdjustButton ours={ours} />}
        </Stack>
      );
    case 'current':
    case 'outdated':
    case 'unwanted':
    case 'edited':
      return (
        <Stack direction="row" gap={1} wrap="wrap">
          {state.kind === 'outdated' && button('update', t('alerts.row.update', 'Update'))}
          {edited && button('update', t('alerts.row.compare', 'Compare'), () => onDecide('update', subject))}
          {isPaused(state.rule)
            ? button('resume', t('alerts.row.resume', 'Resume'))
            : button('pause', t('alerts.row.pause', 'Pause'))}
          {'team' in ours && <AdjustButton ours={ours} />}
          {button('remove', t('alerts.row.remove', 'Remove'), edited ? () => onDecide('remove', subject) : undefined)}
        </Stack>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ width: '100%' }),
  list: css({ listStyle: 'none' }),
  wide: css({ gridColumn: '1 / -1' }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 4fr) minmax(0, 3fr)',
    gap: theme.spacing(2),
    alignItems: 'center',
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: theme.spacing(0.5) },
  }),
});
