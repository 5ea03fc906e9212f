import { t } from '@grafana/i18n';
import { Button, ClipboardButton } from '@grafana/ui';
import React from 'react';
import { alertsFile, alertsFileName, watchedAlerts } from '../../compile/rulesFile';
import { grafanaAddress } from '../../grafana/address';
import { knownSettings } from '../../grafana/settings';
import { VOCABULARIES } from '../../vocabularies/vocabularies';
import type { VocabularyId } from '../../vocabularies/vocabulary';
import { download } from '../download';
import { verbatim } from './texts';

interface Props {
  system: VocabularyId;
  title: string;
}

/** A system's alerts as rules for Prometheus: the file that also comes with the repository, with links to this Grafana. */
export function RulesFile({ system, title }: Props) {
  const content = () => {
    const vocabulary = VOCABULARIES[system];
    return alertsFile(vocabulary, watchedAlerts(vocabulary, knownSettings(), grafanaAddress()));
  };
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="download-alt"
        aria-label={t('alerts.file.download.label', 'Download the rules of {{title}}', { title, ...verbatim })}
        onClick={() => download(alertsFileName(system), 'application/yaml', content())}
      >
        {t('alerts.file.download', 'Prometheus rules')}
      </Button>
      <ClipboardButton
        size="sm"
        variant="secondary"
        fill="text"
        icon="copy"
        aria-label={t('alerts.file.copy.label', 'Copy the rules of {{title}}', { title, ...verbatim })}
        getText={content}
      >
        {t('alerts.file.copy', 'Copy')}
      </ClipboardButton>
    </>
  );
}
