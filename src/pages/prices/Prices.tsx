import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import React from 'react';
import { FirstRun } from '../FirstRun';
import { LoadedSettings } from '../settings/LoadedSettings';
import { Aliases } from './Aliases';
import { Budgets } from './Budgets';
import { OwnPrices } from './OwnPrices';
import { ShippedPrices } from './ShippedPrices';

/** A person's own prices, aliases and budgets; the shipped prices are there whatever comes of the settings. */
export default function Prices() {
  return (
    <Stack direction="column" gap={4} grow={1} minWidth={0}>
      <FirstRun />
      <LoadedSettings meanwhile={t('prices.unread.meanwhile', 'Until it answers, the shipped prices count.')}>
        {({ settings: { prices, budgets }, disabled, onChange }) => (
          <>
            <OwnPrices
              prices={prices.overrides}
              disabled={disabled}
              onChange={(overrides) => onChange({ prices: { ...prices, overrides } })}
            />
            <Aliases
              aliases={prices.aliases}
              disabled={disabled}
              onChange={(aliases) => onChange({ prices: { ...prices, aliases } })}
            />
            <Budgets budgets={budgets} disabled={disabled} onChange={(changed) => onChange({ budgets: changed })} />
          </>
        )}
      </LoadedSettings>
      <ShippedPrices />
    </Stack>
  );
}
