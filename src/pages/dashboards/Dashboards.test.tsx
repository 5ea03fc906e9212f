import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import { prometheusWith } from '../../../tests/openDashboard';
import { markOf } from '../../dashboards/content';
import type { JsonObject } from '../../json/json';
import { dataSourceOf, marked, oursBySystem } from '../../dashboards/ours';
import type { Installed, Reading } from '../../dashboards/state';
import { OTEL_GENAI } from '../../doctor/fakePrometheus';
import {
  createDashboard,
  readDashboard,
  readDashboards,
  removeDashboard,
  replaceDashboard,
} from '../../grafana/dashboards';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { createOwnFolder, editableFolders, isOwnFolderEmpty, OWN_FOLDER, removeOwnFolder } from '../../grafana/folders';
import { mayCreateDashboards, mayCreateFolders } from '../../grafana/permissions';
import Dashboards from './Dashboards';

jest.mock('../../grafana/dashboards');
jest.mock('../../grafana/folders');
jest.mock('../../grafana/permissions');
jest.mock('../../grafana/dataSourceProbe');

const OURS = oursBySystem([]).flatMap(({ dashboards }) => dashboards);
const jsonOf = (uid: string): JsonObject => OURS.find((one) => one.uid === uid)?.json ?? {};

const VLLM = ['cao-vllm-overview', 'cao-vllm-providers', 'cao-vllm-cost', 'cao-vllm-system'] as const;
const [OVERVIEW, PROVIDERS, COST, SYSTEM] = VLLM;

const installed = (uid: string, json: JsonObject, more: Partial<Installed> = {}): Reading => ({
  kind: 'found',
  installed: {
    uid,
    id: 1,
    version: 1,
    json,
    url: `/d/${uid}`,
    folder: OWN_FOLDER,
    updatedBy: 'ada',
    may: { save: true, remove: true },
    ...more,
  },
});

const current = (uid: string, more: Partial<Installed> = {}) => installed(uid, marked(jsonOf(uid)), more);
const outdated = (uid: string) => installed(uid, marked({ ...jsonOf(uid), refresh: '1h' }));
const edited = (uid: string, more: Partial<Installed> = {}) =>
  installed(uid, { ...marked(jsonOf(uid)), refresh: '2h' }, more);

interface World {
  readings: Record<string, Reading>;
  folders: Array<{ uid: string; title: string }>;
  may: boolean;
}

/** Opens the page on a Grafana in memory: what is written there is read there. */
async function open({ readings = {}, folders = [], may = true }: Partial<World> = {}) {
  const world: World = { readings: { ...readings }, folders: [...folders], may };
  const grafana = fakeGrafana();
  grafana.dataSources.push({ uid: 'main', name: 'The default', isDefault: true });
  jest.mocked(dataSourceProbe).mockReturnValue(prometheusWith({ 'otel-genai': OTEL_GENAI }));
  jest.mocked(mayCreateDashboards).mockReturnValue(may);
  jest.mocked(mayCreateFolders).mockReturnValue(may);
  jest.mocked(editableFolders).mockImplementation(async () => world.folders);
  jest.mocked(createOwnFolder).mockImplementation(async () => {
    world.folders.push(OWN_FOLDER);
    return undefined;
  });
  const read = (uid: string): Reading => world.readings[uid] ?? { kind: 'absent' };
  jest.mocked(readDashboards).mockImplementation(async (uids) => new Map(uids.map((uid) => [uid, read(uid)])));
  jest.mocked(readDashboard).mockImplementation(async (uid) => read(uid));
  jest
    .mocked(createDashboard)
    .mockReset()
    .mockImplementation(async (json) => {
      const uid = String(json.uid);
      world.readings[uid] = installed(uid, json);
      return { kind: 'done', uid, url: `/d/${uid}` };
    });
  jest
    .mocked(replaceDashboard)
    .mockReset()
    .mockImplementation(async (json, { uid }) => {
      world.readings[uid] = installed(uid, json);
      return { kind: 'done', uid, url: `/d/${uid}` };
    });
  jest
    .mocked(removeDashboard)
    .mockReset()
    .mockImplementation(async ({ uid }) => {
      delete world.readings[uid];
      return { kind: 'done', uid, url: '' };
    });
  jest.mocked(isOwnFolderEmpty).mockImplementation(async () => Object.keys(world.readings).length === 0);
  render(<Dashboards />, { wrapper: GrafanaRouter });
  await screen.findByText('The data source has no metrics of the systems below.');
  return { user: userEvent.setup({ pointerEventsCheck: 0 }), world };
}

const row = (uid: string) => within(screen.getByTestId(`dashboard ${uid}`));
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const dialog = () => within(screen.getByRole('dialog'));

it('while Grafana has not answered, says that it looks', async () => {
  fakeGrafana();
  jest.mocked(readDashboards).mockReturnValue(new Promise(() => {}));
  jest.mocked(editableFolders).mockResolvedValue([]);
  render(<Dashboards />, { wrapper: GrafanaRouter });
  expect(screen.getByText('Looking at the dashboards…')).toBeInTheDocument();
  await act(async () => {});
});

it('says why Grafana tells nothing, and tries again', async () => {
  fakeGrafana();
  jest.mocked(dataSourceProbe).mockReturnValue(prometheusWith({ 'otel-genai': OTEL_GENAI }));
  jest.mocked(editableFolders).mockResolvedValue([]);
  jest.mocked(readDashboards).mockResolvedValueOnce({ status: 502, said: 'Bad gateway' });
  render(<Dashboards />, { wrapper: GrafanaRouter });
  expect(await screen.findByText('Grafana says: Bad gateway')).toBeInTheDocument();
  jest.mocked(readDashboards).mockResolvedValueOnce(new Map());
  await userEvent.click(button('Try again'));
  expect(await screen.findByTestId(`dashboard ${OVERVIEW}`)).toBeInTheDocument();
});

it('shows the systems first that the data source has metrics of', async () => {
  await open();
  const titles = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
  expect(titles[0]).toMatch(/^OpenTelemetry GenAI/);
  expect(titles).toEqual(expect.arrayContaining(['ChoreoAI', 'vLLM', 'LiteLLM']));
});

it.each<[string, Reading, RegExp[], RegExp[]]>([
  ['not installed', { kind: 'absent' }, [/^Not installed$/], [/^Install:/]],
  ['up to date', current(OVERVIEW), [/^Up to date$/], [/^Remove:/]],
  [
    'up to date in another folder',
    current(OVERVIEW, { folder: { uid: 'x', title: 'Team <b>' } }),
    [/^Up to date$/, /^It is in another folder: Team <b>\.$/],
    [/^Remove:/],
  ],
  ['out of date', outdated(OVERVIEW), [/^Out of date$/], [/^Update:/, /^Remove:/]],
  ['edited', edited(OVERVIEW), [/^Edited by hand$/, /^Last saved by ada\.$/], [/^Compare:/, /^Remove:/]],
  [
    'provisioned',
    current(OVERVIEW, { file: 'vllm-overview.json' }),
    [/^From a file$/, /^Provisioned from vllm-overview\.json: it can be changed there only\.$/],
    [],
  ],
  ['unreadable', { kind: 'unread', said: 'use v2' }, [/^Not readable$/, /^Grafana says: use v2$/], []],
])('a dashboard that is %s says so, and offers what can be done', async (_, reading, texts, actions) => {
  await open({ readings: { [OVERVIEW]: reading } });
  texts.forEach((text) => expect(row(OVERVIEW).getByText(text)).toBeInTheDocument());
  const names = row(OVERVIEW)
    .queryAllByRole('button')
    .map((one) => one.getAttribute('aria-label'));
  expect(names).toEqual(actions.map((action) => expect.stringMatching(action)));
});

it('ChoreoAI’s dashboards are the plugin’s: nobody installs them', async () => {
  await open({ readings: { 'cao-choreoai-cost': current('cao-choreoai-cost') } });
  expect(row('cao-choreoai-cost').getByText('Comes with the plugin')).toBeInTheDocument();
  expect(row('cao-choreoai-overview').getByText(/^Grafana has not imported it/)).toBeInTheDocument();
  expect(row('cao-choreoai-cost').queryAllByRole('button')).toEqual([]);
});

describe('a viewer', () => {
  it('sees how everything stands, and can change nothing', async () => {
    const may = { save: false, remove: false };
    const { user } = await open({
      may: false,
      readings: {
        [OVERVIEW]: current(OVERVIEW, { may }),
        [PROVIDERS]: edited(PROVIDERS, { may }),
      },
    });
    expect(screen.getByText('This needs the right dashboards:create: ask an administrator.')).toBeInTheDocument();
    for (const name of [
      /^Install all of vLLM/,
      /^Install: vLLM Cost/,
      /^Remove: vLLM Overview/,
      /^Remove: vLLM Prov/,
    ]) {
      expect(button(name)).toHaveAttribute('aria-disabled', 'true');
      await user.click(button(name));
    }
    await user.click(button(/^Compare: vLLM/));
    await user.click(dialog().getByRole('button', { name: 'Replace with ours' }));
    await user.click(dialog().getByRole('button', { name: 'Save ours beside it' }));
    expect(createDashboard).not.toHaveBeenCalled();
    expect(replaceDashboard).not.toHaveBeenCalled();
    expect(removeDashboard).not.toHaveBeenCalled();
  });

  it('who may create dashboards and not folders reads that', async () => {
    await open();
    jest.mocked(mayCreateFolders).mockReturnValue(false);
    await userEvent.click(button('Look again'));
    expect(await screen.findByText('This needs the right folders:create: ask an administrator.')).toBeInTheDocument();
  });
});

describe('installing', () => {
  it('all of a system creates our folder, and shows the data source that is chosen', async () => {
    const { user } = await open();
    await user.click(button('Install all of vLLM'));
    expect(await screen.findByText('Done')).toBeInTheDocument();
    expect(createOwnFolder).toHaveBeenCalledTimes(1);
    const calls = jest.mocked(createDashboard).mock.calls;
    expect(calls.map(([json]) => json.uid)).toEqual(VLLM);
    expect(calls.map(([, folder]) => folder)).toEqual(VLLM.map(() => OWN_FOLDER.uid));
    expect(calls.map(([json]) => dataSourceOf(json))).toEqual(VLLM.map(() => 'main'));
    VLLM.forEach((uid) => expect(row(uid).getByText('Up to date')).toBeInTheDocument());
  });

  it('that fails for some is told dashboard by dashboard', async () => {
    const { user } = await open({ folders: [OWN_FOLDER] });
    jest
      .mocked(createDashboard)
      .mockResolvedValueOnce({ kind: 'forbidden', said: 'no access' })
      .mockResolvedValueOnce({ kind: 'failed', said: 'database is locked' })
      .mockResolvedValueOnce({ kind: 'changed' });
    await user.click(button('Install all of vLLM'));
    expect(await screen.findByText('3 of 4 dashboards were not changed')).toBeInTheDocument();
    const list = within(
      screen.getByText('3 of 4 dashboards were not changed').closest('[role="alert"]') as HTMLElement
    );
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^vLLM Overview: Grafana refuses it: no access\. It needs the right dashboards:create\.$/),
      expect.stringMatching(/: Grafana says: database is locked\. Try again\.$/),
      expect.stringMatching(/: somebody has changed it meanwhile\. Look again, and decide anew\.$/),
      expect.stringMatching(/: installed$/),
    ]);
    expect(row(SYSTEM).getByText('Up to date')).toBeInTheDocument();
    expect(row(COST).getByText('Not installed')).toBeInTheDocument();
  });

  it('into a folder that may not be made installs nothing', async () => {
    const { user } = await open();
    jest.mocked(createOwnFolder).mockResolvedValueOnce({ status: 403, said: 'no folders' });
    await user.click(button(/^Install: vLLM Overview/));
    expect(await screen.findByText('Nothing was changed')).toBeInTheDocument();
    expect(screen.getByText(/Grafana refuses it: no folders\./)).toBeInTheDocument();
    expect(createDashboard).not.toHaveBeenCalled();
  });

  it('works by keyboard', async () => {
    const { user } = await open({ folders: [OWN_FOLDER] });
    button(/^Install: vLLM Overview/).focus();
    await user.keyboard('{Enter}');
    expect(await row(OVERVIEW).findByText('Up to date')).toBeInTheDocument();
    button(/^Remove: vLLM Overview/).focus();
    await user.keyboard('{Enter}');
    // The dialog takes the focus when it opens, and keeps it inside.
    await waitFor(() => expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement));
    const confirm = dialog().getByRole('button', { name: 'Remove' });
    for (let pressed = 0; document.activeElement !== confirm && pressed < 5; pressed++) {
      await user.tab();
    }
    await user.keyboard('{Enter}');
    expect(await row(OVERVIEW).findByText('Not installed')).toBeInTheDocument();
  });
});

describe('updating', () => {
  it('shows what would change, and keeps the data source that the dashboard shows', async () => {
    const { user } = await open({ readings: { [OVERVIEW]: outdated(OVERVIEW) }, folders: [OWN_FOLDER] });
    await user.click(button(/^Update: vLLM Overview/));
    expect(dialog().getByText(/^Refresh: 1h would become 10s$/)).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Update' }));
    expect(await row(OVERVIEW).findByText('Up to date')).toBeInTheDocument();
  });

  it('all leaves those alone that a person has changed', async () => {
    const { user } = await open({
      readings: { [OVERVIEW]: outdated(OVERVIEW), [PROVIDERS]: outdated(PROVIDERS), [COST]: edited(COST) },
    });
    await user.click(button('Update all of vLLM'));
    await user.click(dialog().getByRole('button', { name: 'Update' }));
    await screen.findByText('Done');
    expect(jest.mocked(replaceDashboard).mock.calls.map(([, { uid }]) => uid)).toEqual([OVERVIEW, PROVIDERS]);
    expect(row(COST).getByText('Edited by hand')).toBeInTheDocument();
  });

  it('what somebody changes meanwhile is told, and nothing is lost', async () => {
    const { user, world } = await open({ readings: { [OVERVIEW]: outdated(OVERVIEW) } });
    jest.mocked(replaceDashboard).mockImplementationOnce(async () => {
      world.readings[OVERVIEW] = edited(OVERVIEW);
      return { kind: 'changed' };
    });
    await user.click(button(/^Update: vLLM Overview/));
    await user.click(dialog().getByRole('button', { name: 'Update' }));
    expect(await screen.findByText(/somebody has changed it meanwhile/)).toBeInTheDocument();
    expect(row(OVERVIEW).getByText('Edited by hand')).toBeInTheDocument();
  });
});

describe('what a person has changed', () => {
  const open1 = () => open({ readings: { [OVERVIEW]: edited(OVERVIEW) }, folders: [OWN_FOLDER] });

  it('stays, where they keep it', async () => {
    const { user } = await open1();
    await user.click(button(/^Compare: vLLM Overview/));
    expect(dialog().getByText(/^Refresh: 2h would become 10s$/)).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Keep mine' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(replaceDashboard).not.toHaveBeenCalled();
  });

  it('is replaced, where they say so', async () => {
    const { user } = await open1();
    await user.click(button(/^Compare: vLLM Overview/));
    await user.click(dialog().getByRole('button', { name: 'Replace with ours' }));
    expect(await row(OVERVIEW).findByText('Up to date')).toBeInTheDocument();
  });

  it('stays, with ours beside it under another uid', async () => {
    const { user } = await open1();
    await user.click(button(/^Compare: vLLM Overview/));
    await user.click(dialog().getByRole('button', { name: 'Save ours beside it' }));
    expect(await screen.findByText('Done')).toBeInTheDocument();
    const [json] = jest.mocked(createDashboard).mock.calls[0] ?? [{}];
    expect(json).toMatchObject({
      uid: expect.stringMatching(/^own-[0-9a-f]{20}$/),
      title: 'vLLM Overview (as shipped)',
    });
    expect(markOf(json)).toBe('');
    expect(row(OVERVIEW).getByText('Edited by hand')).toBeInTheDocument();
  });

  it('is not removed with all of a system, and by itself only after a look at it', async () => {
    const { user } = await open({
      readings: { [OVERVIEW]: edited(OVERVIEW), [COST]: current(COST), [SYSTEM]: current(SYSTEM) },
      folders: [OWN_FOLDER],
    });
    await user.click(button('Remove all of vLLM'));
    await user.click(dialog().getByRole('button', { name: 'Remove' }));
    await screen.findByText('Done');
    expect(jest.mocked(removeDashboard).mock.calls.map(([{ uid }]) => uid)).toEqual([COST, SYSTEM]);

    await user.click(button(/^Remove: vLLM Overview/));
    expect(dialog().getByText(/^Refresh: 2h would become 10s$/)).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Remove' }));
    expect(await row(OVERVIEW).findByText('Not installed')).toBeInTheDocument();
  });
});

it('after the last dashboard, offers to remove our folder, and removes it when asked', async () => {
  const { user, world } = await open({ readings: { [OVERVIEW]: current(OVERVIEW) }, folders: [OWN_FOLDER] });
  await user.click(button(/^Remove: vLLM Overview/));
  await user.click(dialog().getByRole('button', { name: 'Remove' }));
  await screen.findByText('The folder ChoreoAI Observability is empty now');
  expect(removeOwnFolder).not.toHaveBeenCalled();
  jest.mocked(removeOwnFolder).mockImplementation(async () => {
    world.folders.length = 0;
    return undefined;
  });
  await user.click(button('Remove the folder'));
  expect(await screen.findByText('It is created with the first dashboard.')).toBeInTheDocument();
});
