import { t } from '@grafana/i18n';
import { Alert, Button, Field, Input, LoadingPlaceholder, Modal, RadioButtonList, Stack, TextLink } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { ownCopy, showing } from '../../dashboards/ours';
import type { DashboardDefinition } from '../../definitions/dashboard';
import { createDashboard, type Written } from '../../grafana/dashboards';
import { prometheusDataSources } from '../../grafana/dataSources';
import { editableFolders, OWN_FOLDER, type Folder } from '../../grafana/folders';
import { DASHBOARD_RIGHTS } from '../../grafana/permissions';
import { knownSettings } from '../../grafana/settings';
import { isSystem, SYSTEMS } from '../../vocabularies/vocabularies';
import type { SystemId, SystemVocabulary, Vocabulary } from '../../vocabularies/vocabulary';
import { provideFolder } from './actions';
import { FolderField, isThere } from './FolderField';
import { newUid } from './newUid';
import { whyNotWritten } from './Outcomes';
import { whyNotCreate } from './rights';

interface Props {
  definition: DashboardDefinition;
  /** Those that the page shows, as they were detected. */
  systems: readonly Vocabulary[];
  /** The uid of the data source that the page shows. */
  dataSource: string;
  onClose(): void;
}

const isOfSystem = (vocabulary: Vocabulary): vocabulary is SystemVocabulary => isSystem(vocabulary.id);

const verbatim = { interpolation: { escapeValue: false } };

/** Asks for a title and a folder, saves the copy, and leads to it. */
export default function SaveCopyDialog({ definition, systems: shown, dataSource, onClose }: Props) {
  const systems = shown.filter(isOfSystem);
  const [system, setSystem] = useState<SystemId | undefined>(systems[0]?.id);
  const [entered, setEntered] = useState<string>();
  const [folder, setFolder] = useState<Folder>(OWN_FOLDER);
  const [folders, setFolders] = useState<readonly Folder[]>();
  const [unread, setUnread] = useState<string>();
  const [written, setWritten] = useState<Written>();
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const closing = new AbortController();
    void editableFolders(closing.signal).then((answer) => {
      if (!closing.signal.aborted) {
        setFolders('said' in answer ? [] : answer);
        setUnread('said' in answer ? answer.said : undefined);
      }
    });
    return () => closing.abort();
  }, []);

  const vocabulary = systems.find(({ id }) => id === system);
  const title =
    entered ??
    (vocabulary
      ? t('copy.title.default', '{{title}} (copy)', { title: definition.titles[vocabulary.id], ...verbatim })
      : '');
  const target = {
    dataSource: prometheusDataSources().find(({ uid }) => uid === dataSource),
    folder,
    there: isThere(folders ?? [], folder),
  };
  const missing = folders && whyNotCreate(target);

  const save = async () => {
    if (!vocabulary) {
      return;
    }
    setBusy(true);
    const copy = ownCopy(definition, vocabulary, SYSTEMS[vocabulary.id], {
      uid: newUid(),
      title: title.trim(),
      own: knownSettings().customMetrics[vocabulary.id],
      overrides: knownSettings().alerts,
    });
    const refused = await provideFolder(target);
    setWritten(
      refused ??
        (await createDashboard(showing(copy, target.dataSource), folder.uid, 'A copy of ChoreoAI Observability’s'))
    );
    setBusy(false);
  };

  return (
    <Modal isOpen title={t('copy.dialog.title', 'Save as my own copy')} onDismiss={onClose}>
      {written?.kind === 'done' ? (
        <Alert severity="success" title={t('copy.saved', 'Saved')}>
          <TextLink href={written.url}>{t('copy.open', 'Open {{title}}', { title, ...verbatim })}</TextLink>
        </Alert>
      ) : (
        <Stack direction="column" gap={2}>
          {systems.length === 0 && (
            <Alert severity="info" title={t('copy.no-system', 'There is nothing to copy: the page shows no system.')} />
          )}
          {systems.length > 1 && (
            <Field
              noMargin
              label={t('copy.system.label', 'System')}
              description={t('copy.system.about', 'A dashboard is of one system: choose which of those on the page.')}
            >
              <RadioButtonList
                name="copy-system"
                options={systems.map(({ id, title: label }) => ({ value: id, label }))}
                value={system}
                onChange={setSystem}
              />
            </Field>
          )}
          <Field
            noMargin
            label={t('copy.title.label', 'Title')}
            htmlFor="copy-title"
            invalid={systems.length > 0 && title.trim() === ''}
            error={t('copy.title.empty', 'Enter a title.')}
          >
            <Input id="copy-title" value={title} onChange={({ currentTarget }) => setEntered(currentTarget.value)} />
          </Field>
          {folders === undefined ? (
            <LoadingPlaceholder text={t('copy.folders', 'Looking for folders…')} />
          ) : (
            <FolderField id="copy-folder" folders={folders} value={folder} onChange={setFolder} />
          )}
          {unread !== undefined && (
            <Alert
              severity="warning"
              title={t('copy.folders.unread', 'Grafana does not say which folders there are: {{said}}', {
                said: unread,
                ...verbatim,
              })}
            />
          )}
          {missing && <Alert severity="info" title={missing} />}
          {written && (
            <Alert severity="error" title={t('copy.not-saved', 'Nothing was saved')}>
              {whyNotWritten(written, DASHBOARD_RIGHTS.create)}
            </Alert>
          )}
        </Stack>
      )}
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {written?.kind === 'done' ? t('copy.close', 'Close') : t('copy.cancel', 'Cancel')}
        </Button>
        {written?.kind !== 'done' && (
          <Button
            disabled={busy || !vocabulary || !folders || missing !== undefined || title.trim() === ''}
            tooltip={missing}
            onClick={() => void save()}
          >
            {t('copy.save', 'Save')}
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}
