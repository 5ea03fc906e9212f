import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Ours } from '../../dashboards/ours';
import type { DashboardState } from '../../dashboards/state';
import { concerned, type Standing, type Target } from './actions';
import type { Decision } from './DecisionDialog';
import { whyNot } from './rights';
import { badgeOf, detailsOf } from './stateTexts';

interface Handlers {
  target: Target;
  /** While something is written, nothing else is begun. */
  busy: boolean;
  onInstall(all: readonly Ours[]): void;
  onDecide(decision: Decision): void;
}

interface GroupProps extends Handlers {
  title: string;
  standings: readonly Standing[];
}

/** A system's dashboards, and what can be done to all of them. */
export function SystemGroup({ title, standings, ...handlers }: GroupProps) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <Stack direction="row" gap={1} alignItems="center" justifyContent="space-between" wrap="wrap">
        <Text element="h2" variant="h4">
          {title}
        </Text>
        <AllButtons title={title} standings={standings} {...handlers} />
      </Stack>
      <ul className={styles.list}>
        {standings.map((standing) => (
          <Row key={standing.ours.uid} standing={standing} {...handlers} />
        ))}
      </ul>
    </section>
  );
}

const verbatim = { interpolation: { escapeValue: false } };

function AllButtons({ title, standings, target, busy, onInstall, onDecide }: GroupProps) {
  const those = (action: keyof typeof concerned) => standings.filter(({ state }) => concerned[action](state));
  const missing = (action: keyof typeof concerned) =>
    those(action)
      .map(({ state }) => whyNot(action, state, target))
      .find((reason) => reason !== undefined);
  const decide = (kind: Decision['kind']) => {
    const [first, ...rest] = those(kind).flatMap(({ ours, state }) =>
      'installed' in state ? [{ ...ours, installed: state.installed }] : []
    );
    if (first) {
      onDecide({ kind, dashboards: [first, ...rest], edited: false });
    }
  };
  const buttons = [
    {
      action: 'install',
      text: t('dashboards.all.install', 'Install all'),
      label: t('dashboards.all.install.label', 'Install all of {{title}}', { title, ...verbatim }),
      act: () => onInstall(those('install').map(({ ours }) => ours)),
    },
    {
      action: 'update',
      text: t('dashboards.all.update', 'Update all'),
      label: t('dashboards.all.update.label', 'Update all of {{title}}', { title, ...verbatim }),
      act: () => decide('update'),
    },
    {
      action: 'remove',
      text: t('dashboards.all.remove', 'Remove all'),
      label: t('dashboards.all.remove.label', 'Remove all of {{title}}', { title, ...verbatim }),
      act: () => decide('remove'),
    },
  ] as const;
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      {buttons
        .filter(({ action }) => those(action).length > 1)
        .map(({ action, text, label, act }) => (
          <Button
            key={action}
            size="sm"
            variant="secondary"
            aria-label={label}
            disabled={busy || missing(action) !== undefined}
            tooltip={missing(action)}
            onClick={act}
          >
            {text}
          </Button>
        ))}
    </Stack>
  );
}

interface RowProps extends Handlers {
  standing: Standing;
}

function Row({ standing: { ours, state }, ...handlers }: RowProps) {
  const styles = useStyles2(getStyles);
  const { text, color } = badgeOf(state);
  const details = detailsOf(state, handlers.target.folder);
  const url = urlOf(state);
  return (
    <li className={styles.row} data-testid={`dashboard ${ours.uid}`}>
      <div>{url === undefined ? ours.title : <TextLink href={url}>{ours.title}</TextLink>}</div>
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        <Badge text={text} color={color} />
        {details.map((detail) => (
          <Text key={detail} color="secondary" variant="bodySmall">
            {detail}
          </Text>
        ))}
      </Stack>
      <Actions standing={{ ours, state }} {...handlers} />
    </li>
  );
}

const urlOf = (state: DashboardState): string | undefined => {
  if (state.kind === 'bundled') {
    return state.url;
  }
  return 'installed' in state ? state.installed.url : undefined;
};

/** What can be done to one dashboard: nothing where Grafana, the plugin or a file has the say. */
function Actions({ standing: { ours, state }, target, busy, onInstall, onDecide }: RowProps) {
  const button = (action: 'install' | 'update' | 'remove', text: string, act: () => void) => {
    const missing = action === 'update' && state.kind === 'edited' ? undefined : whyNot(action, state, target);
    return (
      <Button
        size="sm"
        variant={action === 'remove' ? 'destructive' : 'secondary'}
        fill={action === 'remove' ? 'outline' : 'solid'}
        aria-label={`${text}: ${ours.title}`}
        disabled={busy || missing !== undefined}
        tooltip={missing}
        onClick={act}
      >
        {text}
      </Button>
    );
  };
  if (state.kind === 'absent') {
    return (
      <Stack direction="row">
        {button('install', t('dashboards.row.install', 'Install'), () => onInstall([ours]))}
      </Stack>
    );
  }
  if (state.kind !== 'current' && state.kind !== 'outdated' && state.kind !== 'edited') {
    return <span />;
  }
  const edited = state.kind === 'edited';
  const decide = (kind: Decision['kind']) =>
    onDecide({ kind, dashboards: [{ ...ours, installed: state.installed }], edited });
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      {state.kind === 'outdated' && button('update', t('dashboards.row.update', 'Update'), () => decide('update'))}
      {edited && button('update', t('dashboards.row.compare', 'Compare'), () => decide('update'))}
      {button('remove', t('dashboards.row.remove', 'Remove'), () => decide('remove'))}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none' }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 4fr) minmax(0, 2fr)',
    gap: theme.spacing(2),
    alignItems: 'center',
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: theme.spacing(0.5) },
  }),
});
