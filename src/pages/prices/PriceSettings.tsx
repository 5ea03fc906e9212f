import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { isEqual } from 'lodash';
import React, { useState } from 'react';
import { mayWriteSettings } from '../../grafana/permissions';
import { saveSettings, type Saved, type StoredSettings } from '../../grafana/settings';
import type { Settings } from '../../settings/schema';
import { Aliases } from './Aliases';
import { Budgets } from './Budgets';
import { Outcome, Unreadable, whyNotSaved } from './Notices';
import { OwnPrices } from './OwnPrices';

interface Props {
  stored: StoredSettings;
  /** Drops what was entered, and reads anew. */
  onReload(): void;
}

/** A person's own prices, aliases and budgets: changed here, kept by Save. */
export function PriceSettings({ stored, onReload }: Props) {
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
    }
  };

  return (
    <Stack direction="column" gap={4}>
      {locked !== undefined && (
        <Alert severity="info" title={t('prices.locked.title', 'You can look, and not change')}>
          {locked}
        </Alert>
      )}
      <Unreadable problems={base.problems} />
      <OwnPrices
        prices={draft.prices.overrides}
        disabled={disabled}
        onChange={(overrides) => change({ prices: { ...draft.prices, overrides } })}
      />
      <Aliases
        aliases={draft.prices.aliases}
        disabled={disabled}
        onChange={(aliases) => change({ prices: { ...draft.prices, aliases } })}
      />
      <Budgets budgets={draft.budgets} disabled={disabled} onChange={(budgets) => change({ budgets })} />
      {saved && <Outcome saved={saved} onReload={onReload} />}
      <Stack direction="row" gap={1}>
        <Button disabled={disabled || !changed} tooltip={locked} onClick={() => void save()}>
          {t('prices.save', 'Save')}
        </Button>
        <Button variant="secondary" disabled={!changed} onClick={onReload}>
          {t('prices.discard', 'Discard changes')}
        </Button>
      </Stack>
    </Stack>
  );
}
