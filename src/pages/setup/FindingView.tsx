import { t } from '@grafana/i18n';
import { Alert, Icon, Stack, Text, TextLink, type AlertVariant } from '@grafana/ui';
import React from 'react';
import type { Finding, FindingState } from '../../doctor/finding';
import { Snippet } from './Snippet';

const SEVERITY: Record<Exclude<FindingState, 'ok'>, AlertVariant> = {
  problem: 'error',
  warning: 'warning',
  unknown: 'info',
};

/** One finding: a line where all is well, else why it is not and what to do. */
export function FindingView({ finding }: { finding: Finding }) {
  const { state, reason, subject, seen, cause, fix, snippet, document } = finding;
  if (state === 'ok') {
    return (
      <Stack direction="row" gap={1} alignItems="center" data-testid={`finding ${reason}`}>
        <Icon name="check-circle" title={t('setup.state.ok', 'Well')} />
        <Text>{`${subject}: ${seen}`}</Text>
      </Stack>
    );
  }
  return (
    <Alert severity={SEVERITY[state]} title={`${subject}: ${seen}`} data-testid={`finding ${reason}`}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="p">{cause}</Text>
        <Text element="p">{t('setup.fix', 'What to do: {{fix}}', { fix, interpolation: { escapeValue: false } })}</Text>
        {snippet !== undefined && <Snippet text={snippet} />}
        {document !== undefined && (
          <TextLink href={document} external inline={false}>
            {t('setup.document', 'Read more')}
          </TextLink>
        )}
      </Stack>
    </Alert>
  );
}
