import { t } from '@grafana/i18n';
import React from 'react';
import { LoadedSettings } from '../settings/LoadedSettings';
import { ChooseDataSources } from './ChooseDataSources';

interface Props {
  onSaved?(): void;
}

/** The data sources to use, as they are stored and can be saved. */
export const DataSourcesForm = ({ onSaved }: Props) => (
  <LoadedSettings
    meanwhile={t('setup.unread.meanwhile', "Until it answers, Grafana's default data source is used.")}
    onSaved={onSaved}
  >
    {({ settings: { dataSources }, disabled, onChange }) => (
      <ChooseDataSources
        chosen={dataSources}
        disabled={disabled}
        onChange={(chosen) => onChange({ dataSources: chosen })}
      />
    )}
  </LoadedSettings>
);
