import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import type { DataSourceChoice } from '../grafana/dataSources';

interface Props {
  id: string;
  label?: string;
  /** What it is chosen for. */
  description: string;
  dataSources: readonly DataSourceChoice[];
  /** A uid. */
  value: string;
  onChange(uid: string): void;
}

/** Chooses one of Grafana's data sources. */
export const DataSourceField = ({
  id,
  label = t('data-source.label', 'Data source'),
  description,
  dataSources,
  value,
  onChange,
}: Props) => (
  <Field noMargin label={label} description={description} htmlFor={id}>
    <Combobox
      id={id}
      width={40}
      value={value}
      options={dataSources.map(({ uid, name }) => ({ value: uid, label: name }))}
      onChange={(chosen) => onChange(chosen.value)}
    />
  </Field>
);
