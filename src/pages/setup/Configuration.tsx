import { t } from '@grafana/i18n';
import { LinkButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import pluginJson from '../../plugin.json';
import { DataSourcesForm } from './DataSourcesForm';

const page = (name: string) => `/a/${pluginJson.id}/${name}`;

/** The tab of the app's configuration: the form of the page Setup, and the way to what else is set. */
export default function Configuration() {
  return (
    <Stack direction="column" gap={3}>
      <DataSourcesForm />
      <Text element="p" color="secondary">
        {t('configuration.others', 'Everything else is set on pages of the app:')}
      </Text>
      <Stack direction="row" gap={1} wrap="wrap">
        <LinkButton variant="secondary" href={page('setup')}>
          {t('pages.setup.title', 'Setup')}
        </LinkButton>
        <LinkButton variant="secondary" href={page('systems')}>
          {t('pages.systems.title', 'Systems')}
        </LinkButton>
        <LinkButton variant="secondary" href={page('prices')}>
          {t('pages.prices.title', 'Prices')}
        </LinkButton>
      </Stack>
    </Stack>
  );
}
