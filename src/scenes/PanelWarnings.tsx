import { css } from '@emotion/css';
import { FieldType, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  sceneGraph,
  SceneObjectBase,
  VizPanel,
  type SceneComponentProps,
  type SceneObjectState,
} from '@grafana/scenes';
import { Icon, Text, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { PinnedQuery, Warning } from '../compile/facts';
import { queryRunnerOf } from './queryRunner';

interface PanelWarningsState extends SceneObjectState {
  /** What was found out about the systems that the panel shows. */
  warnings: readonly Warning[];
  /** What to say where its own data reach a bound. */
  pinned: readonly PinnedQuery[];
}

/** A sign in a panel's head that its figures are not what they seem, and why on hover and focus. Nothing where they are. */
export class PanelWarnings extends SceneObjectBase<PanelWarningsState> {
  static Component = PanelWarningsRenderer;
}

function PanelWarningsRenderer({ model }: SceneComponentProps<PanelWarnings>) {
  const { warnings, pinned } = model.useState();
  const { data } = queryRunnerOf(sceneGraph.getAncestor(model, VizPanel)).useState();
  const styles = useStyles2(getStyles);
  const all = [...warnings, ...reached(pinned, data?.series ?? [])];
  if (all.length === 0) {
    return null;
  }
  const explained = all.map(({ seen, cause, fix }) => (
    <Text key={seen} element="p" variant="bodySmall">
      {`${seen}. ${cause} ${fix}`}
    </Text>
  ));
  return (
    <Tooltip content={<div className={styles.texts}>{explained}</div>} interactive>
      <button
        type="button"
        className={styles.sign}
        aria-label={t('panel.warning', 'Warning: {{what}}', {
          what: all.map(({ seen }) => seen).join('. '),
          interpolation: { escapeValue: false },
        })}
      >
        <Icon name="exclamation-triangle" />
      </button>
    </Tooltip>
  );
}

/** The warnings about queries of which some answer is at its bound, each once. */
function reached(pinned: readonly PinnedQuery[], frames: readonly DataFrame[]): Warning[] {
  const found = pinned.filter(({ refId, bound }) =>
    frames.some(
      (frame) =>
        frame.refId === refId &&
        frame.fields.some(({ type, values }) => type === FieldType.number && values.includes(bound))
    )
  );
  return [...new Map(found.map(({ warning }) => [warning.seen, warning])).values()];
}

const getStyles = (theme: GrafanaTheme2) => ({
  sign: css({
    display: 'flex',
    alignItems: 'center',
    padding: theme.spacing(0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    color: theme.colors.warning.text,
  }),
  texts: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
});
