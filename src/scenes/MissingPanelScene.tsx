import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { PanelChrome, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Missing } from '../signals/missing';

interface MissingPanelState extends SceneObjectState {
  title: string;
  description: string;
  missing: readonly Missing[];
}

/** Stands where a panel would: what the system does not emit, and how to make it. */
export class MissingPanelScene extends SceneObjectBase<MissingPanelState> {
  static Component = MissingPanel;
}

function MissingPanel({ model }: SceneComponentProps<MissingPanelScene>) {
  const { title, description, missing } = model.useState();
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.panel}>
      <PanelChrome title={title} description={description}>
        <div className={styles.content} data-testid={`missing ${model.state.key}`}>
          {missing.map(({ system, signal, why, howToEmit }) => (
            <div key={`${system} ${signal}`}>
              <Text element="p">{why}</Text>
              <Text element="p" color="secondary" variant="bodySmall">
                <Trans i18nKey="panel.missing.how-to-emit">How to get it:</Trans> {howToEmit}
              </Text>
            </div>
          ))}
        </div>
      </PanelChrome>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ height: '100%', '& > section': { height: '100%' } }),
  content: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    minHeight: 0,
    overflow: 'auto',
    overflowWrap: 'anywhere',
  }),
});
