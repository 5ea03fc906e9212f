import { beside, dataSourceOf, marked, showing, type ChosenDataSource, type Ours } from '../../dashboards/ours';
import type { DashboardState, Installed } from '../../dashboards/state';
import { createDashboard, removeDashboard, replaceDashboard, type Written } from '../../grafana/dashboards';
import { createOwnFolder, OWN_FOLDER, type Folder } from '../../grafana/folders';
import { SYSTEMS } from '../../vocabularies/vocabularies';
import { newUid } from './newUid';

export type Action = 'install' | 'update' | 'remove' | 'beside';

/** What became of an action on one dashboard. */
export interface Done {
  ours: Ours;
  action: Action;
  written: Written;
}

/** Where dashboards go, and what they show first. */
export interface Target {
  dataSource: ChosenDataSource | undefined;
  folder: Folder;
  /** Whether the folder is there: else it is created. */
  there: boolean;
}

/** One of ours, and how it stands in Grafana. */
export interface Standing {
  ours: Ours;
  state: DashboardState;
}

export type Present = Ours & { installed: Installed };

/** Those of a system that an action for all of them is about: never one that a person has changed. */
export const concerned: Record<'install' | 'update' | 'remove', (state: DashboardState) => boolean> = {
  install: ({ kind }) => kind === 'absent',
  update: ({ kind }) => kind === 'outdated',
  remove: ({ kind }) => kind === 'current' || kind === 'outdated',
};

const MESSAGES: Record<'install' | 'update' | 'beside', string> = {
  install: 'Installed by ChoreoAI Observability',
  update: 'Updated by ChoreoAI Observability',
  beside: 'Saved beside yours by ChoreoAI Observability',
};

/** Creates the folder where it is not there yet; why it could not. */
export async function provideFolder({ folder, there }: Target): Promise<Written | undefined> {
  if (there || folder.uid !== OWN_FOLDER.uid) {
    return undefined;
  }
  const refused = await createOwnFolder();
  return refused && { kind: refused.status === 403 ? 'forbidden' : 'failed', said: refused.said };
}

/** One after the other, whatever becomes of those before. */
async function inTurn<T extends Ours>(
  all: readonly T[],
  action: Action,
  act: (one: T) => Promise<Written>
): Promise<Done[]> {
  const done: Done[] = [];
  for (const ours of all) {
    done.push({ ours, action, written: await act(ours) });
  }
  return done;
}

export async function install(all: readonly Ours[], target: Target): Promise<Done[]> {
  const refused = await provideFolder(target);
  return inTurn(
    all,
    'install',
    async ({ json }) =>
      refused ?? createDashboard(marked(showing(json, target.dataSource)), target.folder.uid, MESSAGES.install)
  );
}

/** Puts ours in the place of what is there. The data source that it shows first stays. */
export const update = (all: readonly Present[], { dataSource }: Target): Promise<Done[]> =>
  inTurn(all, 'update', ({ json, installed }) => {
    const uid = dataSourceOf(installed.json);
    const shown = uid === '' ? dataSource : { uid, name: uid };
    return replaceDashboard(marked(showing(json, shown)), installed, MESSAGES.update);
  });

export const remove = (all: readonly Present[]): Promise<Done[]> =>
  inTurn(all, 'remove', ({ installed }) => removeDashboard(installed));

/** Saves ours under another uid, in the folder of the one that a person has changed. */
export const saveBeside = (ours: Present, { dataSource }: Target): Promise<Done[]> =>
  inTurn([ours], 'beside', ({ installed, system }) =>
    createDashboard(showing(beside(ours, SYSTEMS[system], newUid()), dataSource), installed.folder.uid, MESSAGES.beside)
  );
