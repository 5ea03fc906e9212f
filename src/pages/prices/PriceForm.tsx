import { t } from '@grafana/i18n';
import { Button, Field, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import type { Price } from '../../pricing/price';
import { enteredFrom, NOTHING_ENTERED, PRICE_FIELD_NAMES, understand, type PriceField } from './priceForm';

const labelOf = (field: PriceField): string =>
  ({
    model: () => t('prices.form.model', 'Model, as your system writes it'),
    input: () => t('prices.form.input', 'Input, USD per million tokens'),
    output: () => t('prices.form.output', 'Output, USD per million tokens'),
    cacheRead: () => t('prices.form.cache-read', 'Cache read'),
    cacheWrite: () => t('prices.form.cache-write', 'Cache write'),
    from: () => t('prices.form.from', 'In effect from (UTC)'),
  })[field]();

interface Props {
  /** The price that is changed; a new one where it is absent. */
  before?: Price;
  onPrice(price: Price): void;
  onCancel(): void;
}

/** A price of one's own. */
export function PriceForm({ before, onPrice, onCancel }: Props) {
  const [entered, setEntered] = useState(before ? enteredFrom(before) : NOTHING_ENTERED);
  const [expected, setExpected] = useState<Partial<Record<PriceField, string>>>({});

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const understood = understand(entered, before);
    if ('expected' in understood) {
      setExpected(understood.expected);
    } else {
      onPrice(understood.price);
    }
  };

  return (
    <form onSubmit={submit}>
      <Stack direction="column" gap={2}>
        <Stack direction="row" gap={2} wrap="wrap">
          {PRICE_FIELD_NAMES.map((field) => (
            <Field
              key={field}
              noMargin
              label={labelOf(field)}
              htmlFor={`price-${field}`}
              invalid={expected[field] !== undefined}
              error={expected[field] && t('prices.form.expected', 'Enter {{expected}}.', { expected: expected[field] })}
            >
              <Input
                id={`price-${field}`}
                value={entered[field]}
                onChange={({ currentTarget: { value } }) => setEntered((all) => ({ ...all, [field]: value }))}
              />
            </Field>
          ))}
        </Stack>
        <Stack direction="row" gap={1}>
          <Button type="submit">{t('prices.form.take', 'Take this price')}</Button>
          <Button variant="secondary" onClick={onCancel}>
            {t('prices.form.cancel', 'Cancel')}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
