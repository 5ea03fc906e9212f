import { t } from '@grafana/i18n';
import { Combobox, Field, Stack, Text } from '@grafana/ui';
import React, { useId } from 'react';
import { BACKENDS } from '../../doctor/backends';
import type { Connection } from '../../doctor/connection';
import { PURPOSES, type Purpose, type Settings } from '../../settings/schema';
import { purposeText } from './stepTexts';
import { candidates } from './surroundings';

interface Props {
  chosen: Settings['dataSources'];
  disabled: boolean;
  onChange(chosen: Settings['dataSources']): void;
}

/** Which data source serves each purpose, for everybody. */
export function ChooseDataSources({ chosen, disabled, onChange }: Props) {
  const all = candidates();
  return (
    <Stack direction="column" gap={2}>
      <Text element="h2" variant="h4">
        {t('setup.choose.title', 'Data sources to use')}
      </Text>
      <Stack direction="row" gap={2} wrap="wrap">
        {PURPOSES.map((purpose) => (
          <Choice
            key={purpose}
            purpose={purpose}
            all={all[purpose]}
            chosen={chosen[purpose]}
            disabled={disabled}
            onChange={(uid) =>
              onChange({
                ...Object.fromEntries(Object.entries(chosen).filter(([one]) => one !== purpose)),
                ...(uid !== '' && { [purpose]: uid }),
              })
            }
          />
        ))}
      </Stack>
    </Stack>
  );
}

interface ChoiceProps {
  purpose: Purpose;
  all: readonly Connection[];
  chosen: string | undefined;
  disabled: boolean;
  /** @param uid empty for Grafana's own choice */
  onChange(uid: string): void;
}

function Choice({ purpose, all, chosen = '', disabled, onChange }: ChoiceProps) {
  const id = useId();
  const gone = chosen !== '' && !all.some(({ uid }) => uid === chosen);
  return (
    <Field
      noMargin
      label={purposeText()[purpose]}
      htmlFor={id}
      disabled={disabled}
      invalid={gone}
      error={gone ? t('setup.choose.gone', 'This data source is gone: choose another.') : undefined}
    >
      <Combobox
        id={id}
        width={40}
        value={chosen}
        options={[
          { value: '', label: t('setup.choose.auto', 'As Grafana has it') },
          ...(gone ? [{ value: chosen, label: chosen }] : []),
          ...all.map(({ uid, name, backend }) => ({ value: uid, label: name, description: BACKENDS[backend].title })),
        ]}
        onChange={({ value }) => onChange(value)}
      />
    </Field>
  );
}
