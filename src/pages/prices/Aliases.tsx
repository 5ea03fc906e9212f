import { t } from '@grafana/i18n';
import { Button, Field, IconButton, Input, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import type { Settings } from '../../settings/schema';

type ByName = Settings['prices']['aliases'];

interface Props {
  aliases: ByName;
  disabled: boolean;
  onChange(aliases: ByName): void;
}

const without = (aliases: ByName, name: string): ByName =>
  Object.fromEntries(Object.entries(aliases).filter(([one]) => one !== name));

/** Models that have the price of another one. */
export function Aliases({ aliases, disabled, onChange }: Props) {
  const [name, setName] = useState('');
  const [model, setModel] = useState('');
  const add = () => {
    onChange({ ...aliases, [name.trim()]: model.trim() });
    setName('');
    setModel('');
  };
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        {t('prices.aliases.title', 'Aliases')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'prices.aliases.explained',
          'A model that your system calls by another name has the price of the model that you name here.'
        )}
      </Text>
      {Object.entries(aliases).map(([alias, target]) => (
        <Stack key={alias} direction="row" gap={1} alignItems="center">
          <Text>
            {t('prices.aliases.row', '{{alias}} costs what {{target}} costs', {
              alias,
              target,
              interpolation: { escapeValue: false },
            })}
          </Text>
          <IconButton
            name="trash-alt"
            disabled={disabled}
            tooltip={t('prices.aliases.remove', 'Remove the alias {{alias}}', {
              alias,
              interpolation: { escapeValue: false },
            })}
            onClick={() => onChange(without(aliases, alias))}
          />
        </Stack>
      ))}
      <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
        <Field
          noMargin
          label={t('prices.aliases.name', 'Name in your system')}
          htmlFor="alias-name"
          disabled={disabled}
        >
          <Input id="alias-name" value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        </Field>
        <Field
          noMargin
          label={t('prices.aliases.target', 'Model with a price')}
          htmlFor="alias-model"
          disabled={disabled}
        >
          <Input id="alias-model" value={model} onChange={({ currentTarget }) => setModel(currentTarget.value)} />
        </Field>
        <Button
          icon="plus"
          variant="secondary"
          disabled={disabled || name.trim() === '' || model.trim() === ''}
          onClick={add}
        >
          {t('prices.aliases.add', 'Add the alias')}
        </Button>
      </Stack>
    </Stack>
  );
}
