import { t } from '@grafana/i18n';
import { Field, Input, Stack, Text } from '@grafana/ui';
import React from 'react';
import type { Budget, Settings } from '../../settings/schema';
import { SYSTEMS } from '../../vocabularies/vocabularies';

interface Props {
  budgets: Settings['budgets'];
  disabled: boolean;
  onChange(budgets: Settings['budgets']): void;
}

/** What may be spent: on each system, and on those that have a budget of their own. */
export function Budgets({ budgets: { bySystem, ...general }, disabled, onChange }: Props) {
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        {t('prices.budgets.title', 'Budgets')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'prices.budgets.explained',
          'In USD. The first line is for each system that has no budget of its own. An empty field is no budget.'
        )}
      </Text>
      <BudgetFields
        id="all"
        title={t('prices.budgets.every', 'Each system')}
        budget={general}
        disabled={disabled}
        onChange={(budget) => onChange({ ...budget, bySystem })}
      />
      {Object.values(SYSTEMS).map(({ id, title }) => (
        <BudgetFields
          key={id}
          id={id}
          title={title}
          budget={bySystem[id] ?? {}}
          disabled={disabled}
          onChange={(budget) => onChange({ ...general, bySystem: { ...bySystem, [id]: budget } })}
        />
      ))}
    </Stack>
  );
}

interface FieldsProps {
  id: string;
  title: string;
  budget: Budget;
  disabled: boolean;
  onChange(budget: Budget): void;
}

/** What is not a number of USD is told when it is saved. */
const amount = (text: string) => (text.trim() === '' ? undefined : Number(text));

const shown = (usd: number | undefined) => (usd === undefined ? '' : String(usd));

const BudgetFields = ({ id, title, budget, disabled, onChange }: FieldsProps) => (
  <Stack direction="row" gap={2} wrap="wrap">
    <Field
      noMargin
      disabled={disabled}
      htmlFor={`daily-${id}`}
      label={t('prices.budgets.daily', '{{title}}, a day', { title })}
    >
      <Input
        id={`daily-${id}`}
        defaultValue={shown(budget.daily)}
        onChange={({ currentTarget }) => onChange({ ...budget, daily: amount(currentTarget.value) })}
      />
    </Field>
    <Field
      noMargin
      disabled={disabled}
      htmlFor={`monthly-${id}`}
      label={t('prices.budgets.monthly', '{{title}}, a month', { title })}
    >
      <Input
        id={`monthly-${id}`}
        defaultValue={shown(budget.monthly)}
        onChange={({ currentTarget }) => onChange({ ...budget, monthly: amount(currentTarget.value) })}
      />
    </Field>
  </Stack>
);
