import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Modal, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { differences, type Difference } from '../../alerts/rules';
import type { Subject } from './actions';
import { verbatim } from './texts';

/** What a person is about to lose by hand-made changes. */
export interface Decision {
  action: 'update' | 'remove';
  system: string;
  subject: Subject;
}

interface Props {
  decision: Decision;
  busy: boolean;
  onDecide(): void;
  onClose(): void;
}

/** Shows what a person has changed, and asks. */
export function DecisionDialog({ decision: { action, subject }, busy, onDecide, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { ours, rule = {} } = subject;
  const title =
    action === 'update'
      ? t('alerts.decide.update', 'Replace {{name}} with ours', { name: ours.name, ...verbatim })
      : t('alerts.decide.remove', 'Remove {{name}}', { name: ours.name, ...verbatim });
  return (
    <Modal isOpen title={title} onDismiss={onClose}>
      <Stack direction="column" gap={2}>
        <Text element="p">
          {t('alerts.decide.edited', 'Somebody has changed this rule by hand. This would be lost:')}
        </Text>
        <ul className={styles.changes} tabIndex={0} aria-label={t('alerts.decide.label', 'What would change')}>
          {differences(rule, ours.json).map((difference) => (
            <li key={difference.where}>{textOf(difference)}</li>
          ))}
        </ul>
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" disabled={busy} onClick={onClose}>
          {t('alerts.decide.keep', 'Keep mine')}
        </Button>
        <Button variant="destructive" disabled={busy} onClick={onDecide}>
          {action === 'update' ? t('alerts.decide.replace', 'Replace with ours') : t('alerts.row.remove', 'Remove')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

function textOf({ where, before, after }: Difference): string {
  const values = { where, before, after, ...verbatim };
  if (before === undefined) {
    return t('alerts.difference.added', '{{where}}: ours says {{after}}', values);
  }
  return after === undefined
    ? t('alerts.difference.removed', '{{where}}: {{before}}, which ours does not say', values)
    : t('alerts.difference.changed', '{{where}}: {{before}} here, {{after}} in ours', values);
}

const getStyles = (theme: GrafanaTheme2) => ({
  changes: css({ maxHeight: '40vh', overflow: 'auto', paddingLeft: theme.spacing(3), overflowWrap: 'anywhere' }),
});
