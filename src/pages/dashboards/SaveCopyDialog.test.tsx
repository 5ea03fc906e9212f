import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { GrafanaRouter } from '../../../tests/grafanaRouter';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import { dataSourceOf } from '../../dashboards/ours';
import { overview } from '../../definitions/dashboards/overview';
import { createDashboard } from '../../grafana/dashboards';
import { createOwnFolder, editableFolders, OWN_FOLDER } from '../../grafana/folders';
import { mayCreateDashboards, mayCreateFolders } from '../../grafana/permissions';
import { SYSTEMS } from '../../vocabularies/vocabularies';
import type { Vocabulary } from '../../vocabularies/vocabulary';
import SaveCopyDialog from './SaveCopyDialog';

jest.mock('../../grafana/dashboards');
jest.mock('../../grafana/folders');
jest.mock('../../grafana/permissions');

async function open(systems: readonly Vocabulary[] = [SYSTEMS.vllm], may = true) {
  fakeGrafana();
  jest.mocked(mayCreateDashboards).mockReturnValue(may);
  jest.mocked(mayCreateFolders).mockReturnValue(may);
  jest.mocked(editableFolders).mockResolvedValue([]);
  jest.mocked(createOwnFolder).mockResolvedValue(undefined);
  jest.mocked(createDashboard).mockReset().mockResolvedValue({ kind: 'done', uid: 'own-1', url: '/d/own-1/x' });
  const onClose = jest.fn();
  render(<SaveCopyDialog definition={overview} systems={systems} dataSource="prom" onClose={onClose} />, {
    wrapper: GrafanaRouter,
  });
  await screen.findByText('Folder for new dashboards');
  return { user: userEvent.setup({ pointerEventsCheck: 0 }), onClose };
}

const button = (name: string) => screen.getByRole('button', { name });

it('saves what the page shows under a new uid, and leads to it', async () => {
  const { user } = await open();
  const title = screen.getByLabelText('Title');
  expect(title).toHaveValue('vLLM Overview (copy)');
  await user.clear(title);
  expect(button('Save')).toBeDisabled();
  await user.type(title, ' Mine ');
  await user.click(button('Save'));
  expect(await screen.findByRole('link', { name: /^Open/ })).toHaveAttribute('href', '/d/own-1/x');
  const [json, folder] = jest.mocked(createDashboard).mock.calls[0] ?? [{}, ''];
  expect(json).toMatchObject({ uid: expect.stringMatching(/^own-/), title: 'Mine' });
  expect(dataSourceOf(json)).toBe('prom');
  expect(folder).toBe(OWN_FOLDER.uid);
});

it('of several systems, lets a person choose one', async () => {
  const { user } = await open([SYSTEMS.vllm, SYSTEMS.litellm]);
  await user.click(screen.getByLabelText('LiteLLM'));
  expect(screen.getByLabelText('Title')).toHaveValue('LiteLLM Overview (copy)');
  await user.click(button('Save'));
  await screen.findByText('Saved');
  expect(jest.mocked(createDashboard).mock.calls[0]?.[0]).toMatchObject({ title: 'LiteLLM Overview (copy)' });
});

it('a viewer reads which right is missing, and saves nothing', async () => {
  const { user } = await open([SYSTEMS.vllm], false);
  expect(screen.getByText('This needs the right dashboards:create: ask an administrator.')).toBeInTheDocument();
  await user.click(button('Save'));
  expect(createDashboard).not.toHaveBeenCalled();
});

it('says why nothing was saved, and keeps what was entered', async () => {
  const { user } = await open();
  jest.mocked(createDashboard).mockResolvedValue({ kind: 'failed', said: 'Quota reached' });
  await user.click(button('Save'));
  expect(await screen.findByText('Grafana says: Quota reached. Try again.')).toBeInTheDocument();
  expect(screen.getByLabelText('Title')).toHaveValue('vLLM Overview (copy)');
});

it('without a system there is nothing to copy', async () => {
  await open([]);
  expect(screen.getByText(/^There is nothing to copy/)).toBeInTheDocument();
  expect(button('Save')).toBeDisabled();
});
