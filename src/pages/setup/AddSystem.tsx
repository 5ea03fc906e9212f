import { t } from '@grafana/i18n';
import { Combobox, Field, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { instrumentation, scraped } from '../../doctor/instrument';
import { SYSTEMS } from '../../vocabularies/vocabularies';
import type { SystemId } from '../../vocabularies/vocabulary';
import { Snippet } from './Snippet';

/** What makes a system write its metrics, and Prometheus read them. */
export function AddSystem() {
  const [id, setId] = useState<SystemId>('choreoai');
  return (
    <Stack direction="column" gap={2} alignItems="flex-start">
      <Text element="h2" variant="h4">
        {t('setup.system.title', 'Is a system missing?')}
      </Text>
      <Field noMargin label={t('setup.system.label', 'System')} htmlFor="setup-system">
        <Combobox
          id="setup-system"
          width={40}
          value={id}
          options={Object.values(SYSTEMS).map((one) => ({ value: one.id, label: one.title }))}
          onChange={({ value }) => setId(value)}
        />
      </Field>
      <Text element="p">{t('setup.system.emit', 'What makes it write its metrics:')}</Text>
      <Snippet text={instrumentation(id)} />
      <Text element="p">
        {t('setup.system.scrape', 'What makes Prometheus scrape it, with the address of its document:')}
      </Text>
      <Snippet text={scraped(id)} />
    </Stack>
  );
}
