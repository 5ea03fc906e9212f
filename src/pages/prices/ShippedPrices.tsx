import { t } from '@grafana/i18n';
import { Field, InteractiveTable, Input, Stack, Text } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import type { Price } from '../../pricing/price';
import { PRICE_LIST } from '../../pricing/priceList';
import { ExportButton } from './ExportButton';
import { priceColumns } from './priceColumns';

const ROWS_A_PAGE = 15;

const mentions = (text: string) => {
  const wanted = text.trim().toLowerCase();
  return ({ model, provider = '' }: Price) => `${provider} ${model}`.toLowerCase().includes(wanted);
};

const listed = ({ source }: Price) =>
  t('prices.shipped.origin', '{{source}}, {{date}}', {
    source,
    date: PRICE_LIST.date,
    interpolation: { escapeValue: false },
  });

/** The prices that come with the plugin: what is not overridden counts as it stands here. */
export function ShippedPrices() {
  const [filter, setFilter] = useState('');
  const columns = useMemo(() => priceColumns(listed), []);
  const prices = useMemo(() => PRICE_LIST.prices.filter(mentions(filter)), [filter]);
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        {t('prices.shipped.title', 'Shipped prices')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'prices.shipped.source',
          '{{count}} models, in USD per million tokens, of {{date}}, from {{source}}. Sources differ: check what you pay, and set your own prices above.',
          {
            count: PRICE_LIST.prices.length,
            date: PRICE_LIST.date,
            source: PRICE_LIST.source,
            interpolation: { escapeValue: false },
          }
        )}
      </Text>
      <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
        <Field noMargin label={t('prices.shipped.filter', 'Filter by model or provider')} htmlFor="shipped-filter">
          <Input
            id="shipped-filter"
            value={filter}
            onChange={({ currentTarget }) => setFilter(currentTarget.value)}
            width={40}
          />
        </Field>
        <ExportButton name="shipped-prices.csv" prices={PRICE_LIST.prices}>
          {t('prices.shipped.export', 'Export as CSV')}
        </ExportButton>
      </Stack>
      {prices.length === 0 ? (
        <Text element="p">
          {t('prices.shipped.none', 'No shipped price has this name. Give the model a price or an alias above.')}
        </Text>
      ) : (
        <InteractiveTable
          columns={columns}
          data={prices}
          getRowId={({ model }: Price) => model}
          pageSize={ROWS_A_PAGE}
        />
      )}
    </Stack>
  );
}
