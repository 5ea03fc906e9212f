import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';
import type { PriceFile } from '../../pricing/priceFile';

interface Props {
  name: string;
  file: PriceFile;
}

/** What came of a file: every bad line by its number, or how many prices were taken over. */
export function ImportedFile({ name, file }: Props) {
  if (file.kind === 'prices') {
    return (
      <Alert
        severity="info"
        title={t('prices.import.taken', '{{count}} prices taken from {{name}}', {
          count: file.prices.length,
          name,
          interpolation: { escapeValue: false },
        })}
      >
        {t('prices.import.not-saved-yet', 'They replace your prices of the same model and date. Save to keep them.')}
      </Alert>
    );
  }
  return (
    <Alert
      severity="error"
      title={t('prices.import.refused', 'Nothing was taken from {{name}}', {
        name,
        interpolation: { escapeValue: false },
      })}
    >
      <ul>
        {file.problems.map(({ line, what, expected }, index) => (
          <li key={index}>
            {t('prices.import.problem', 'Line {{line}}: {{what}}. Expected: {{expected}}.', {
              line,
              what,
              expected,
              interpolation: { escapeValue: false },
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
