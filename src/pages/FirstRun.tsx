import { t, Trans } from '@grafana/i18n';
import { Alert, LinkButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { defaultDataSource, prometheusDataSources } from '../grafana/dataSources';
import pluginJson from '../plugin.json';

/** Leads to Setup until it is known which Prometheus this app reads. */
export function FirstRun() {
  if (defaultDataSource() !== undefined) {
    return null;
  }
  const none = prometheusDataSources().length === 0;
  return (
    <Alert
      severity="info"
      title={
        none
          ? t('first-run.none.title', 'Grafana has no Prometheus data source')
          : t('first-run.unchosen.title', 'Nobody has chosen a Prometheus yet')
      }
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="p">
          {none
            ? t('first-run.none.fix', 'All figures of this app come from one. Setup adds it, and shows what is there.')
            : t('first-run.unchosen.fix', 'Pages read the first that Grafana has. Choose in Setup which it is to be.')}
        </Text>
        <LinkButton size="sm" href={`/a/${pluginJson.id}/setup`}>
          <Trans i18nKey="first-run.setup">Open Setup</Trans>
        </LinkButton>
      </Stack>
    </Alert>
  );
}
