import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import React, { useState } from 'react';
import { explain } from '../../doctor/outcome';
import type { Refused } from '../../grafana/ask';
import { defaultDataSource, prometheusDataSources } from '../../grafana/dataSources';
import { OWN_FOLDER } from '../../grafana/folders';
import { FolderField, isThere } from '../dashboards/FolderField';
import { DataSourceField } from '../DataSourceField';
import { FirstRun } from '../FirstRun';
import { Adjusting } from './Adjusting';
import { act, type Action, type Subject, type Written } from './actions';
import { DecisionDialog, type Decision } from './DecisionDialog';
import { Notifications } from './notifications/Notifications';
import { SystemSection } from './SystemSection';
import { DONE, folderTexts, verbatim, whyNot, whyNotWritten } from './texts';
import { useAlerts, type Looking } from './useAlerts';

/** What came of the last action. */
interface Outcome {
  system: string;
  action: Action;
  count: number;
  written: Written;
}

/** The alerts of every system that the chosen data source has metrics of. */
export default function Alerts() {
  const dataSources = prometheusDataSources();
  const [uid, setUid] = useState(defaultDataSource() ?? dataSources[0]?.uid ?? '');
  const looking = useAlerts(uid);
  const [folder, setFolder] = useState(OWN_FOLDER);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [decision, setDecision] = useState<Decision>();

  const lookAgain = async () => {
    setBusy(true);
    await looking.again();
    setBusy(false);
  };
  const run = async (action: Action, system: string, subjects: readonly Subject[]) => {
    setBusy(true);
    const written = await act(action, system, subjects, folder);
    await looking.again();
    setOutcome({ system, action, count: subjects.length, written });
    setDecision(undefined);
    setBusy(false);
  };
  if (dataSources.length === 0) {
    return <FirstRun />;
  }
  const folders = looking.found?.folders ?? [];
  const why = (action: Action) => whyNot(action, !looking.found || isThere(folders, folder));
  const missing = why('install');
  return (
    <Stack direction="column" gap={3} grow={1} minWidth={0}>
      <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
        <DataSourceField
          id="alerts-data-source"
          description={t('alerts.data-source.about', 'Alerts that are installed ask it.')}
          dataSources={dataSources}
          value={uid}
          onChange={setUid}
        />
        <FolderField id="alerts-folder" texts={folderTexts()} folders={folders} value={folder} onChange={setFolder} />
        <Button variant="secondary" icon="sync" disabled={busy} onClick={() => void lookAgain()}>
          {t('alerts.look-again', 'Look again')}
        </Button>
        <TextLink href="/alerting/notifications">{t('alerts.contact-points', 'Who is told: contact points')}</TextLink>
      </Stack>
      {missing !== undefined && (
        <Alert severity="info" title={t('alerts.locked.title', 'You can look, and not install')}>
          {missing}
        </Alert>
      )}
      <Notifications />
      <Adjusting settings={looking.found?.settings} onSaved={() => void lookAgain()}>
        <Sections
          looking={looking}
          busy={busy}
          whyNot={why}
          outcome={outcome}
          onClose={() => setOutcome(undefined)}
          onRun={(action, system, subjects) => void run(action, system, subjects)}
          onDecide={setDecision}
        />
      </Adjusting>
      {decision && (
        <DecisionDialog
          decision={decision}
          busy={busy}
          onDecide={() => void run(decision.action, decision.system, [decision.subject])}
          onClose={() => setDecision(undefined)}
        />
      )}
    </Stack>
  );
}

interface SectionsProps {
  looking: Looking;
  busy: boolean;
  whyNot(action: Action): string | undefined;
  outcome: Outcome | undefined;
  onClose(): void;
  onRun(action: Action, system: string, subjects: readonly Subject[]): void;
  onDecide(decision: Decision): void;
}

function Sections({ looking: { found }, busy, whyNot: why, outcome, onClose, onRun, onDecide }: SectionsProps) {
  if (found === undefined) {
    return <LoadingPlaceholder text={t('alerts.loading', 'Looking at the alerts…')} />;
  }
  const { dataSource, systems, alerts, rules, live, receiver } = found;
  if (systems.kind !== 'ok') {
    const { what, cause, fix } = explain(systems);
    return (
      <Alert severity={systems.kind === 'empty' ? 'info' : 'warning'} title={what}>
        {`${cause} ${fix}`}
      </Alert>
    );
  }
  return (
    <>
      {'said' in rules && (
        <Unread refused={rules} what={t('alerts.unread.rules', 'Grafana does not say which rules it has')} />
      )}
      {'said' in live && (
        <Unread refused={live} what={t('alerts.unread.live', 'Grafana does not say which rules fire')} />
      )}
      {receiver && !receiver.reachesSomebody && (
        <Alert severity="warning" title={t('alerts.nobody.title', 'These alerts reach nobody')}>
          {t(
            'alerts.nobody.fix',
            'Alerts that no route is for go to the contact point {{name}}, which has no address. Give it one under Alerting, Contact points, or add a route.',
            { name: receiver.name, ...verbatim }
          )}
        </Alert>
      )}
      {alerts.map(({ id, title, standings, own }) => (
        <React.Fragment key={id}>
          {outcome?.system === id && <OutcomeNote outcome={outcome} onClose={onClose} />}
          <SystemSection
            system={id}
            title={title}
            standings={standings}
            own={own}
            dataSource={dataSource}
            busy={busy || 'said' in rules}
            whyNot={why}
            onRun={(action, subjects) => onRun(action, id, subjects)}
            onDecide={(action, subject) => onDecide({ action, system: id, subject })}
          />
        </React.Fragment>
      ))}
    </>
  );
}

const Unread = ({ refused: { said }, what }: { refused: Refused; what: string }) => (
  <Alert severity="warning" title={what}>
    {t('alerts.unread.said', 'Grafana says: {{said}}', { said, ...verbatim })}
  </Alert>
);

function OutcomeNote({ outcome: { action, count, written }, onClose }: { outcome: Outcome; onClose(): void }) {
  return written.kind === 'done' ? (
    <Alert severity="success" title={DONE[action](count)} onRemove={onClose} />
  ) : (
    <Alert severity="error" title={t('alerts.not-done.title', 'Nothing was changed')} onRemove={onClose}>
      <Text element="p">{whyNotWritten(written)}</Text>
    </Alert>
  );
}
