import { t } from '@grafana/i18n';
import { Button, Modal, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import type { Action, Present, Target } from './actions';
import { Changes } from './Changes';
import { whyNot } from './rights';

/** What a person is about to decide on. */
export interface Decision {
  kind: 'update' | 'remove';
  /** One, or all of a system that nobody has changed. */
  dashboards: readonly [Present, ...Present[]];
  /** Whether a person has changed it: then nothing is lost without a look at what it is. */
  edited: boolean;
}

interface Props {
  decision: Decision;
  target: Target;
  onDecide(action: Action): Promise<void>;
  onClose(): void;
}

const verbatim = { interpolation: { escapeValue: false } };

/** Shows what would be lost or gained, and asks. */
export function DecisionDialog({ decision, target, onDecide, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const { kind, dashboards, edited } = decision;
  const [{ installed }] = dashboards;
  const decide = (action: Action) => {
    setBusy(true);
    void onDecide(action);
  };
  const choice = (action: Action, text: string, variant: 'primary' | 'secondary' | 'destructive') => {
    const missing = whyNot(action, { kind: 'edited', installed }, target);
    return (
      <Button
        variant={variant}
        disabled={busy || missing !== undefined}
        tooltip={missing}
        onClick={() => decide(action)}
      >
        {text}
      </Button>
    );
  };
  return (
    <Modal isOpen title={titleOf(decision)} onDismiss={onClose}>
      <Stack direction="column" gap={2}>
        <Text element="p">{introductionOf(decision)}</Text>
        {dashboards.map(({ uid, title, json, installed: before }) => (
          <section key={uid} aria-label={title}>
            {dashboards.length > 1 && (
              <Text element="h3" variant="h5">
                {title}
              </Text>
            )}
            {(kind === 'update' || edited) && <Changes before={before.json} after={json} />}
          </section>
        ))}
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" disabled={busy} onClick={onClose}>
          {edited ? t('dashboards.decide.keep', 'Keep mine') : t('dashboards.decide.cancel', 'Cancel')}
        </Button>
        {kind === 'update' &&
          edited &&
          choice('beside', t('dashboards.decide.beside', 'Save ours beside it'), 'secondary')}
        {kind === 'update' &&
          (edited
            ? choice('update', t('dashboards.decide.replace', 'Replace with ours'), 'destructive')
            : choice('update', t('dashboards.decide.update', 'Update'), 'primary'))}
        {kind === 'remove' && choice('remove', t('dashboards.decide.remove', 'Remove'), 'destructive')}
      </Modal.ButtonRow>
    </Modal>
  );
}

function titleOf({ kind, dashboards }: Decision): string {
  const [{ title }] = dashboards;
  const values = { title, count: dashboards.length, ...verbatim };
  if (kind === 'update') {
    return dashboards.length === 1
      ? t('dashboards.decide.update.title', 'Update {{title}}', values)
      : t('dashboards.decide.update-all.title', 'Update {{count}} dashboards', values);
  }
  return dashboards.length === 1
    ? t('dashboards.decide.remove.title', 'Remove {{title}}', values)
    : t('dashboards.decide.remove-all.title', 'Remove {{count}} dashboards', values);
}

function introductionOf({ kind, edited }: Decision): string {
  if (kind === 'update') {
    return edited
      ? t(
          'dashboards.decide.update.edited',
          'Somebody has changed this dashboard by hand. Replacing it with ours loses that, as follows; its versions stay in Grafana’s history.'
        )
      : t('dashboards.decide.update.outdated', 'Nobody has changed it since it was installed. This would change:');
  }
  return edited
    ? t(
        'dashboards.decide.remove.edited',
        'Somebody has changed this dashboard by hand. Removing it loses that: it differs from ours as follows.'
      )
    : t(
        'dashboards.decide.remove.untouched',
        'Nobody has changed what is removed: it can be installed again any time.'
      );
}
