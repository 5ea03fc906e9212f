import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { isEqual } from 'lodash';
import React, { useState, type ReactNode } from 'react';
import { mayWriteSettings } from '../../grafana/permissions';
import { saveSettings, type Saved, type StoredSettings } from '../../grafana/settings';
import type { Settings } from '../../settings/schema';
import { Outcome, Unreadable, whyNotSaved } from './Notices';

/** What a part of the form shows and changes. */
export interface Draft {
  settings: Settings;
  disabled: boolean;
  onChange(part: Partial<Settings>): void;
}

interface Props {
  stored: StoredSettings;
  /** Drops what was entered, and reads anew. */
  onReload(): void;
  onSaved?(): void;
  children(draft: Draft): ReactNode;
}

/** Settings that are changed on a page, and kept by Save. */
export function SettingsForm({ stored, onReload, onSaved, children }: Props) {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(stored.settings);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const locked = whyNotSaved(base, mayWriteSettings());
  const disabled = locked !== undefined || saving;
  const changed = !isEqual(draft, base.settings);

  const change = (part: Partial<Settings>) => {
    setDraft((before) => ({ ...before, ...part }));
    setSaved(undefined);
  };

  const save = async () => {
    setSaving(true);
    const outcome = await saveSettings(draft, base.settings);
    setSaving(false);
    setSaved(outcome);
    if (outcome.kind === 'saved') {
      setBase(outcome.stored);
      setDraft(outcome.stored.settings);
      onSaved?.();
    }
  };

  return (
    <Stack direction="column" gap={4} grow={1} minWidth={0}>
      {locked !== undefined && (
        <Alert severity="info" title={t('settings.locked.title', 'You can look, and not change')}>
          {locked}
        </Alert>
      )}
      <Unreadable problems={base.problems} />
      {children({ settings: draft, disabled, onChange: change })}
      {saved && <Outcome saved={saved} onReload={onReload} />}
      <Stack direction="row" gap={1}>
        <Button disabled={disabled || !changed} tooltip={locked} onClick={() => void save()}>
          {t('settings.save', 'Save')}
        </Button>
        <Button variant="secondary" disabled={!changed} onClick={onReload}>
          {t('settings.discard', 'Discard changes')}
        </Button>
      </Stack>
    </Stack>
  );
}
