import { t } from '@grafana/i18n';
import { Alert, Button, Combobox, Field, Input, LinkButton, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { BACKEND_IDS, BACKENDS, type BackendId } from '../../doctor/backends';
import { checkConnection } from '../../doctor/connection';
import type { Finding } from '../../doctor/finding';
import { addDataSource, connectionsOf, metricsConnections, removeDataSource } from '../../grafana/connections';
import { DATA_SOURCE_RIGHTS, mayCreateDataSources } from '../../grafana/permissions';
import pluginJson from '../../plugin.json';
import { FindingView } from './FindingView';

type Outcome =
  | { kind: 'added'; uid: string; name: string }
  | { kind: 'removed'; finding: Finding }
  | { kind: 'refused'; said: string };

interface Props {
  onChanged(): void;
}

/** Adds a data source, if its server answers; whoever may not is told which right they lack. */
export function AddDataSource({ onChanged }: Props) {
  const [type, setType] = useState<BackendId>('prometheus');
  const [url, setUrl] = useState(BACKENDS.prometheus.url);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const missing = mayCreateDataSources()
    ? undefined
    : t('setup.add.right', 'Adding a data source needs the right {{right}}: ask an administrator.', {
        right: DATA_SOURCE_RIGHTS.create,
      });
  const disabled = busy || missing !== undefined;

  const add = async () => {
    setBusy(true);
    const done = await tried(type, url);
    setOutcome(done);
    setBusy(false);
    if (done.kind === 'added') {
      onChanged();
    }
  };
  const undo = async (uid: string) => {
    setBusy(true);
    const refused = await removeDataSource(uid);
    setOutcome(refused && { kind: 'refused', said: refused.said });
    setBusy(false);
    onChanged();
  };

  return (
    <Stack direction="column" gap={2}>
      <Text element="h2" variant="h4">
        {t('setup.add.title', 'Add a data source')}
      </Text>
      <Text element="p" color="secondary">
        {missing ??
          t(
            'setup.add.about',
            'It is added without a password, asked, and kept only if its server answers. A password is set in its own settings.'
          )}
      </Text>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <Field noMargin label={t('setup.add.type', 'Kind')} htmlFor="setup-add-type" disabled={disabled}>
          <Combobox
            id="setup-add-type"
            width={24}
            value={type}
            options={BACKEND_IDS.map((id) => ({ value: id, label: BACKENDS[id].title }))}
            onChange={({ value }) => {
              setType(value);
              setUrl(BACKENDS[value].url);
            }}
          />
        </Field>
        <Field noMargin label={t('setup.add.url', 'URL, as Grafana reaches it')} disabled={disabled}>
          <Input
            id="setup-add-url"
            width={40}
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
        </Field>
        <Button icon="plus" disabled={disabled} tooltip={missing} onClick={() => void add()}>
          {t('setup.add.do', 'Test and add')}
        </Button>
      </Stack>
      {outcome && <Told outcome={outcome} busy={busy} onUndo={(uid) => void undo(uid)} />}
    </Stack>
  );
}

/** Grafana asks no server that it has no data source of: it is added, asked, and taken away where it does not answer. */
async function tried(type: BackendId, url: string): Promise<Outcome> {
  const taken = connectionsAt(type).map(({ name }) => name);
  const { title } = BACKENDS[type];
  const name = taken.includes(title) ? `${title} ${taken.length + 1}` : title;
  const added = await addDataSource({ type, name, url });
  if ('said' in added) {
    return { kind: 'refused', said: added.said };
  }
  const connection = connectionsAt(type).find(({ uid }) => uid === added.uid);
  const finding = connection && (await checkConnection(connection));
  if (finding === undefined || finding.state === 'ok') {
    return { kind: 'added', uid: added.uid, name };
  }
  const refused = await removeDataSource(added.uid);
  return refused ? { kind: 'refused', said: refused.said } : { kind: 'removed', finding };
}

const connectionsAt = (type: BackendId) => (type === 'prometheus' ? metricsConnections() : connectionsOf([type]));

interface ToldProps {
  outcome: Outcome;
  busy: boolean;
  onUndo(uid: string): void;
}

function Told({ outcome, busy, onUndo }: ToldProps) {
  switch (outcome.kind) {
    case 'added':
      return (
        <Alert
          severity="success"
          title={t('setup.added', '{{name}} answers, and was added', {
            name: outcome.name,
            interpolation: { escapeValue: false },
          })}
        >
          <Stack direction="row" gap={1} wrap="wrap">
            <LinkButton size="sm" href={`/a/${pluginJson.id}/overview`}>
              {t('setup.overview', 'Open the Overview')}
            </LinkButton>
            <Button variant="secondary" size="sm" disabled={busy} onClick={() => onUndo(outcome.uid)}>
              {t('setup.undo', 'Undo: take it away again')}
            </Button>
          </Stack>
        </Alert>
      );
    case 'removed':
      return <FindingView finding={outcome.finding} />;
    case 'refused':
      return (
        <Alert severity="error" title={t('setup.add.refused', 'Grafana did not do it')}>
          {outcome.said}
        </Alert>
      );
  }
}
