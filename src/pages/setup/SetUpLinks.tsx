import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import type { Finding } from '../../doctor/finding';
import { addLinks, removeLinks, type Relinked } from '../../grafana/connections';
import { DATA_SOURCE_RIGHTS, mayWriteDataSources } from '../../grafana/permissions';

type Link = NonNullable<Finding['link']>;

interface Done {
  link: Link;
  relinked: Relinked;
}

interface Props {
  findings: readonly Finding[];
  onChanged(): void;
}

/** Writes the links that are missing into the settings of data sources, and takes them out again. */
export function SetUpLinks({ findings, onChanged }: Props) {
  const [done, setDone] = useState<readonly Done[]>([]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const missing = mayWriteDataSources()
    ? undefined
    : t('setup.link.right', 'Changing a data source needs the right {{right}}: ask an administrator.', {
        right: DATA_SOURCE_RIGHTS.write,
      });
  const links = findings.flatMap(({ link }) => link ?? []);

  const change = async (work: Promise<Relinked | { said: string }>, then: (relinked: Relinked) => readonly Done[]) => {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    setRefused('said' in answer ? answer.said : undefined);
    if (!('said' in answer)) {
      setDone(then(answer));
      onChanged();
    }
  };

  return (
    <Stack direction="column" gap={2}>
      {links.length > 0 && missing !== undefined && (
        <Text element="p" color="secondary">
          {missing}
        </Text>
      )}
      <Stack direction="row" gap={1} wrap="wrap">
        {links.map((link) => (
          <Button
            key={Object.keys(link.settings).join()}
            variant="secondary"
            icon="link"
            disabled={busy || missing !== undefined}
            tooltip={missing}
            onClick={() =>
              void change(addLinks(link.dataSource, link.settings), (relinked) => [...done, { link, relinked }])
            }
          >
            {t('setup.link.do', 'Add these lines to {{name}}: {{fields}}', {
              ...named(link),
              interpolation: { escapeValue: false },
            })}
          </Button>
        ))}
      </Stack>
      {refused !== undefined && (
        <Alert severity="error" title={t('setup.add.refused', 'Grafana did not do it')}>
          {refused}
        </Alert>
      )}
      {done.map(({ link, relinked }, index) => (
        <Alert
          key={index}
          severity="success"
          title={t('setup.link.done', '{{name}} has them now: {{fields}}', {
            ...named(link),
            interpolation: { escapeValue: false },
          })}
        >
          <Button
            variant="secondary"
            size="sm"
            disabled={busy || missing !== undefined}
            onClick={() =>
              void change(removeLinks(link.dataSource, relinked), () => done.filter((_, other) => other !== index))
            }
          >
            {t('setup.undo', 'Undo: take it away again')}
          </Button>
        </Alert>
      ))}
    </Stack>
  );
}

const named = ({ name, settings }: Link) => ({ name, fields: Object.keys(settings).join(', ') });
