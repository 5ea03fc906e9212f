import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { oursBySystem } from '../../dashboards/ours';
import { stateOf } from '../../dashboards/state';
import { explain } from '../../doctor/outcome';
import { defaultDataSource, prometheusDataSources } from '../../grafana/dataSources';
import { OWN_FOLDER } from '../../grafana/folders';
import { DataSourceField } from '../DataSourceField';
import { FirstRun } from '../FirstRun';
import { install, remove, saveBeside, update, type Action, type Done, type Standing, type Target } from './actions';
import { DecisionDialog, type Decision } from './DecisionDialog';
import { EmptyFolder } from './EmptyFolder';
import { FolderField, isThere } from './FolderField';
import { INCLUDED_DASHBOARDS } from './included';
import { Outcomes } from './Outcomes';
import { whyNotCreate } from './rights';
import { SystemGroup } from './SystemGroup';
import { useFoundSystems, type FoundSystems } from './useFoundSystems';
import { useReadings, type Looking, type Readings } from './useReadings';

const SYSTEMS_OF_OURS = oursBySystem(INCLUDED_DASHBOARDS);
const UIDS = SYSTEMS_OF_OURS.flatMap(({ dashboards }) => dashboards.map(({ uid }) => uid));

/** Looks at what Grafana has first. */
export default function Dashboards() {
  const looking = useReadings(UIDS);
  const { found, again } = looking;
  if (found === undefined) {
    return <LoadingPlaceholder text={t('dashboards.loading', 'Looking at the dashboards…')} />;
  }
  if ('said' in found) {
    return (
      <Alert severity="error" title={t('dashboards.unread.title', 'Grafana does not say which dashboards it has')}>
        <Stack direction="column" gap={1} alignItems="flex-start">
          <Text element="p">
            {t('dashboards.unread.said', 'Grafana says: {{said}}', {
              said: found.said,
              interpolation: { escapeValue: false },
            })}
          </Text>
          <Button variant="secondary" onClick={again}>
            {t('dashboards.unread.again', 'Try again')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return <Overview found={found} looking={looking} />;
}

interface OverviewProps {
  found: Readings;
  looking: Looking;
}

/** Every dashboard of every system: those first whose metrics the chosen data source has. */
function Overview({ found: { dashboards, folders }, looking }: OverviewProps) {
  const dataSources = prometheusDataSources();
  const [uid, setUid] = useState(defaultDataSource() ?? dataSources[0]?.uid ?? '');
  const [folder, setFolder] = useState(OWN_FOLDER);
  const [decision, setDecision] = useState<Decision>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<readonly Done[]>([]);
  const systems = useFoundSystems(uid);
  const target: Target = {
    dataSource: dataSources.find((one) => one.uid === uid),
    folder,
    there: isThere(folders, folder),
  };

  const act = async (action: () => Promise<Done[]>) => {
    setBusy(true);
    const outcome = await action();
    await looking.after(outcome);
    setDone(outcome);
    setDecision(undefined);
    setBusy(false);
  };
  const decided = (action: Action, { dashboards: all }: Decision) => {
    const actions: Record<Action, () => Promise<Done[]>> = {
      install: () => install(all, target),
      update: () => update(all, target),
      remove: () => remove(all),
      beside: () => saveBeside(all[0], target),
    };
    return act(actions[action]);
  };
  const groups = SYSTEMS_OF_OURS.map(({ id, title, dashboards: ours }) => ({
    id,
    title,
    standings: ours.map((one): Standing => ({
      ours: one,
      state: stateOf(one, dashboards.get(one.uid) ?? { kind: 'absent' }),
    })),
  }));
  const here = (id: string) => systems?.kind === 'ok' && systems.ids.includes(id);
  const drawn = (wanted: boolean) =>
    groups
      .filter(({ id }) => here(id) === wanted)
      .map(({ id, title, standings }) => (
        <React.Fragment key={id}>
          {done[0]?.ours.system === id && <Outcomes done={done} onClose={() => setDone([])} />}
          <SystemGroup
            title={title}
            standings={standings}
            target={target}
            busy={busy}
            onInstall={(all) => void act(() => install(all, target))}
            onDecide={setDecision}
          />
        </React.Fragment>
      ));
  const missing = whyNotCreate(target);

  return (
    <Stack direction="column" gap={3}>
      <Stack direction="row" gap={2} alignItems="flex-start" wrap="wrap">
        <DataSourceField
          id="dashboards-data-source"
          description={t('dashboards.data-source.about', 'New dashboards show it first.')}
          dataSources={dataSources}
          value={uid}
          onChange={setUid}
        />
        <FolderField id="dashboards-folder" folders={folders} value={folder} onChange={setFolder} />
        <Button variant="secondary" icon="sync" disabled={busy} onClick={looking.again}>
          {t('dashboards.look-again', 'Look again')}
        </Button>
      </Stack>
      <FirstRun />
      {missing !== undefined && (
        <Alert severity="info" title={t('dashboards.locked.title', 'You can look, and not install')}>
          {missing}
        </Alert>
      )}
      <EmptyFolder there={isThere(folders, OWN_FOLDER)} after={done} onRemoved={looking.again} />
      <SystemsNote systems={systems} none={dataSources.length === 0} />
      {drawn(true)}
      {systems?.kind === 'ok' && (
        <Text element="p" color="secondary">
          {t('dashboards.others', 'The data source has no metrics of the systems below.')}
        </Text>
      )}
      {drawn(false)}
      {decision && (
        <DecisionDialog
          decision={decision}
          target={target}
          onDecide={(action) => decided(action, decision)}
          onClose={() => setDecision(undefined)}
        />
      )}
    </Stack>
  );
}

/** Why the systems are not told apart by what is there. */
function SystemsNote({ systems, none }: { systems: FoundSystems | undefined; none: boolean }) {
  if (none) {
    return null;
  }
  if (systems === undefined) {
    return <LoadingPlaceholder text={t('dashboards.systems.looking', 'Looking for systems…')} />;
  }
  if (systems.kind === 'ok') {
    return null;
  }
  const { what, cause, fix } = explain(systems);
  return (
    <Alert severity={systems.kind === 'empty' ? 'info' : 'warning'} title={what}>
      {`${cause} ${fix}`}
    </Alert>
  );
}
