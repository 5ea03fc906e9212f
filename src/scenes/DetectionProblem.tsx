import { t, Trans } from '@grafana/i18n';
import { Alert, ClipboardButton, LinkButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { explain, type Explanation, type Failure } from '../doctor/outcome';
import pluginJson from '../plugin.json';

/** Why a page has nothing to show. */
export type Problem = Failure | { kind: 'no-data-source' };

/** Stands where a dashboard would: what happened, why, and what to do. */
export function DetectionProblem({ problem }: { problem: Problem }) {
  const { what, cause, fix, snippet } = problem.kind === 'no-data-source' ? noDataSource() : explain(problem);
  return (
    <Alert title={what} severity={problem.kind === 'empty' ? 'info' : 'error'} data-testid={`problem ${problem.kind}`}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="p">{cause}</Text>
        <Text element="p">
          <Trans i18nKey="problem.fix">What to do:</Trans> {fix}
        </Text>
        {snippet !== undefined && (
          <>
            <pre>{snippet}</pre>
            <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => snippet}>
              <Trans i18nKey="problem.copy">Copy</Trans>
            </ClipboardButton>
          </>
        )}
        <LinkButton size="sm" href={`/a/${pluginJson.id}/setup`}>
          <Trans i18nKey="problem.setup">Open Setup, which looks at everything</Trans>
        </LinkButton>
      </Stack>
    </Alert>
  );
}

const noDataSource = (): Explanation => ({
  what: t('problem.no-data-source.what', 'Grafana has no Prometheus data source'),
  cause: t(
    'problem.no-data-source.cause',
    'All figures of this app come from Prometheus, or from a service that answers like it.'
  ),
  fix: t(
    'problem.no-data-source.fix',
    'Add one under Connections, Data sources, Prometheus. This needs the right datasources:create; an administrator has it.'
  ),
});
