import { t } from '@grafana/i18n';
import { Button, FileUpload, IconButton, InteractiveTable, Stack, Text, type Column } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { priceKey, type Price } from '../../pricing/price';
import { parsePrices, type PriceFile } from '../../pricing/priceFile';
import { ExportButton } from './ExportButton';
import { ImportedFile } from './ImportedFile';
import { priceColumns } from './priceColumns';
import { PriceForm } from './PriceForm';

interface Props {
  prices: readonly Price[];
  disabled: boolean;
  onChange(prices: Price[]): void;
}

/** What is being entered: a new price, or another one in the place of one that is there. */
type Editing = { kind: 'none' } | { kind: 'new' } | { kind: 'change'; price: Price };

/** Prices by their key; of two with one key the later one. */
const merged = (prices: readonly Price[]): Price[] => [
  ...new Map(prices.map((price) => [priceKey(price), price])).values(),
];

const own = ({ source }: Price) =>
  source === undefined
    ? t('prices.own.origin', 'Set by you')
    : t('prices.own.origin-named', 'Set by you: {{source}}', { source, interpolation: { escapeValue: false } });

/** A person's own prices, which count before the shipped ones. */
export function OwnPrices({ prices, disabled, onChange }: Props) {
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const [imported, setImported] = useState<{ name: string; file: PriceFile }>();
  const data = useMemo(() => [...prices], [prices]);
  const columns = useMemo(
    (): Array<Column<Price>> => [
      ...priceColumns(own).filter(({ id }) => id !== 'longContext'),
      {
        id: 'from',
        header: t('prices.own.from', 'In effect from'),
        cell: ({ row: { original } }) => original.from ?? t('prices.own.always', 'Always'),
      },
      {
        id: 'actions',
        disableGrow: true,
        cell: ({ row: { original } }) => (
          <Stack direction="row" gap={1}>
            <IconButton
              name="pen"
              disabled={disabled}
              tooltip={t('prices.own.change', 'Change the price of {{model}}', {
                model: original.model,
                interpolation: { escapeValue: false },
              })}
              onClick={() => setEditing({ kind: 'change', price: original })}
            />
            <IconButton
              name="trash-alt"
              disabled={disabled}
              tooltip={t('prices.own.remove', 'Remove the price of {{model}}', {
                model: original.model,
                interpolation: { escapeValue: false },
              })}
              onClick={() => onChange(data.filter((price) => price !== original))}
            />
          </Stack>
        ),
      },
    ],
    [data, disabled, onChange]
  );

  const read = async (chosen: File | undefined) => {
    if (chosen) {
      const file = parsePrices(await chosen.text());
      setImported({ name: chosen.name, file });
      if (file.kind === 'prices') {
        onChange(merged([...data, ...file.prices]));
      }
    }
  };

  const take = (price: Price) => {
    const rest = editing.kind === 'change' ? data.filter((one) => one !== editing.price) : data;
    onChange(merged([...rest, price]));
    setEditing({ kind: 'none' });
  };

  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        {t('prices.own.title', 'Your prices')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'prices.own.explained',
          'They count before the shipped prices, from their date on. A price without a date always counted.'
        )}
      </Text>
      {data.length === 0 ? (
        <Text element="p">{t('prices.own.none', 'You have set no price: the shipped ones count.')}</Text>
      ) : (
        <InteractiveTable columns={columns} data={data} getRowId={priceKey} />
      )}
      {editing.kind === 'none' ? (
        <Stack direction="row" gap={1} wrap="wrap">
          <Button icon="plus" variant="secondary" disabled={disabled} onClick={() => setEditing({ kind: 'new' })}>
            {t('prices.own.add', 'Add a price')}
          </Button>
          {!disabled && (
            <FileUpload
              accept=".csv,text/csv"
              showFileName={false}
              onFileUpload={({ currentTarget }) => void read(currentTarget.files?.[0])}
            >
              {t('prices.own.import', 'Import from CSV')}
            </FileUpload>
          )}
          <ExportButton name="prices.csv" prices={data}>
            {t('prices.own.export', 'Export your prices as CSV')}
          </ExportButton>
        </Stack>
      ) : (
        <PriceForm
          before={editing.kind === 'change' ? editing.price : undefined}
          onPrice={take}
          onCancel={() => setEditing({ kind: 'none' })}
        />
      )}
      {imported && <ImportedFile {...imported} />}
    </Stack>
  );
}
