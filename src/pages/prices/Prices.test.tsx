import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { fakeGrafana } from '../../../tests/grafanaRuntime';
import { mayWriteSettings } from '../../grafana/permissions';
import { knownSettings, loadSettings, saveSettings, type Saved, type StoredSettings } from '../../grafana/settings';
import { parsePrices } from '../../pricing/priceFile';
import { parseSettings } from '../../settings/parse';
import { mergeForSave } from '../../settings/save';
import { NO_SETTINGS, type Settings } from '../../settings/schema';
import Prices from './Prices';

jest.mock('../../grafana/settings');
jest.mock('../../grafana/permissions', () => ({
  ...jest.requireActual('../../grafana/permissions'),
  mayWriteSettings: jest.fn(),
}));

const stored = (jsonData: unknown, provisioned = false): StoredSettings => ({
  ...parseSettings(jsonData),
  provisioned,
});

const OWN = { version: 1, prices: { overrides: [{ model: 'our-model', input: 1, output: 2, from: '2026-09-01' }] } };

/** Opens the page; what is stored behind it may have changed by the time of a save. */
async function open(jsonData: unknown, { mayWrite = true, provisioned = false, meanwhile = jsonData } = {}) {
  fakeGrafana();
  jest.mocked(mayWriteSettings).mockReturnValue(mayWrite);
  jest.mocked(knownSettings).mockReturnValue(NO_SETTINGS);
  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored: stored(jsonData, provisioned) });
  jest
    .mocked(saveSettings)
    .mockReset()
    .mockImplementation(async (changed: Settings, base: Settings): Promise<Saved> => {
      const save = mergeForSave(meanwhile, changed, base);
      return save.kind === 'save' ? { kind: 'saved', stored: stored(save.body.jsonData) } : save;
    });
  render(<Prices />);
  await screen.findByText('Your prices');
  return userEvent.setup();
}

const button = (name: string) => screen.getByRole('button', { name });
const save = () => button('Save');
/** At once, in the place of what was there: key by key the page would be drawn anew each time. */
const enter = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const csv = (text: string) => new File([text], 'prices.csv', { type: 'text/csv' });
const upload = async (user: ReturnType<typeof userEvent.setup>, text: string) => {
  const file = csv(text);
  // jsdom's files have no text().
  file.text = async () => text;
  await user.upload(screen.getByTestId('data-testid-file-upload-input-field'), file);
};

const savedSettings = (): Settings | undefined => jest.mocked(saveSettings).mock.calls[0]?.[0];

it('shows the shipped prices with their date and source, and finds one by its name', async () => {
  await open({});
  expect(
    screen.getByText(/^\d+ models, in USD per million tokens, of 2026-08-01, from LiteLLM's public/)
  ).toBeInTheDocument();
  enter('Filter by model or provider', 'haiku-4-5');
  expect(screen.getByText('claude-haiku-4-5')).toBeInTheDocument();
  expect(screen.queryByText('gpt-4o')).toBeNull();
  enter('Filter by model or provider', 'haiku-4-5x');
  expect(screen.getByText(/^No shipped price has this name/)).toBeInTheDocument();
});

describe('a viewer', () => {
  it('sees everything, can change nothing, and reads which right is missing', async () => {
    const user = await open(OWN, { mayWrite: false });
    expect(screen.getByText('our-model')).toBeInTheDocument();
    expect(screen.getByText('Saving needs the right plugins:write: ask an administrator.')).toBeInTheDocument();
    expect(button('Add a price')).toBeDisabled();
    expect(button('Change the price of our-model')).toBeDisabled();
    expect(screen.getByLabelText('Each system, a day')).toBeDisabled();
    expect(screen.queryByText('Import from CSV')).toBeNull();
    expect(button('Export your prices as CSV')).toBeEnabled();
    await user.click(save());
    expect(saveSettings).not.toHaveBeenCalled();
  });
});

describe('whoever may save', () => {
  it('sets a price from a date on', async () => {
    const user = await open({});
    await user.click(button('Add a price'));
    enter('Model, as your system writes it', 'gpt-4o');
    enter('Input, USD per million tokens', '2');
    enter('Output, USD per million tokens', '8.5');
    enter('In effect from (UTC)', '2026-09-01');
    await user.click(button('Take this price'));
    await user.click(save());
    expect(savedSettings()?.prices.overrides).toEqual([{ model: 'gpt-4o', input: 2, output: 8.5, from: '2026-09-01' }]);
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(save()).toBeDisabled();
  });

  it('reads at the field what is wrong with a price', async () => {
    const user = await open({});
    await user.click(button('Add a price'));
    enter('Input, USD per million tokens', 'cheap');
    enter('In effect from (UTC)', '2026-02-30');
    await user.click(button('Take this price'));
    expect(screen.getByText('Enter a name on one line, without spaces around it.')).toBeInTheDocument();
    expect(screen.getAllByText('Enter a number of USD, 0 or more, such as 2.5.')).toHaveLength(2);
    expect(screen.getByText(/^Enter a date such as 2026-08-01/)).toBeInTheDocument();
    expect(save()).toBeDisabled();
  });

  it('changes and removes a price, sets an alias and a budget', async () => {
    const user = await open({
      ...OWN,
      prices: { overrides: [...OWN.prices.overrides, { model: 'old', input: 1, output: 1, source: 'contract' }] },
    });
    await user.click(button('Remove the price of our-model'));
    await user.click(button('Change the price of old'));
    enter('Input, USD per million tokens', '3');
    await user.click(button('Take this price'));
    enter('Name in your system', 'prod-gpt');
    enter('Model with a price', 'gpt-4o');
    await user.click(button('Add the alias'));
    enter('Each system, a month', '200');
    enter('ChoreoAI, a day', '5');
    await user.click(save());
    expect(savedSettings()).toMatchObject({
      prices: {
        overrides: [{ model: 'old', input: 3, output: 1, source: 'contract' }],
        aliases: { 'prod-gpt': 'gpt-4o' },
      },
      budgets: { monthly: 200, bySystem: { choreoai: { daily: 5 } } },
    });
    expect(await screen.findByText('Saved')).toBeInTheDocument();
  });

  it('reads what is wrong with a budget, and nothing is saved', async () => {
    const user = await open({});
    enter('Each system, a day', '-5');
    await user.click(save());
    expect(await screen.findByText('Nothing was saved')).toBeInTheDocument();
    expect(screen.getByText(/^budgets.daily is -5. Expected: a number of USD above 0/)).toBeInTheDocument();
  });
});

describe('a file', () => {
  it('of one’s own prices is handed out as it can be read again', async () => {
    const files: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (file: Blob) => `blob:${files.push(file)}`,
      revokeObjectURL: () => undefined,
    });
    const clicked = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
    const user = await open(OWN);
    await user.click(button('Export your prices as CSV'));
    expect(clicked.mock.contexts[0]).toMatchObject({ download: 'prices.csv', href: 'blob:1' });
    const read = new FileReader();
    read.readAsText(files[0] ?? new Blob());
    await new Promise((resolve) => (read.onload = resolve));
    expect(parsePrices(String(read.result))).toEqual({ kind: 'prices', prices: OWN.prices.overrides });
    clicked.mockRestore();
  });

  it('with bad rows is refused line by line, and changes nothing', async () => {
    const user = await open(OWN);
    await upload(user, 'model,input,output\ngpt-4o,1,2\n,1,2\nclaude,cheap,-1\n');
    const alert = (await screen.findByText('Nothing was taken from prices.csv')).closest('[role="alert"]');
    const lines = within(alert as HTMLElement)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(lines).toEqual([
      expect.stringMatching(/^Line 3: model is empty\. Expected: a name/),
      expect.stringMatching(/^Line 4: input is "cheap", which is not a number\. Expected:/),
      expect.stringMatching(/^Line 4: output is "-1", which is negative\. Expected:/),
    ]);
    expect(save()).toBeDisabled();
    expect(screen.queryByText('claude')).toBeNull();
  });

  it('is taken over beside the prices that are there, of the same model and date in their place', async () => {
    const user = await open(OWN);
    await upload(user, 'model,input,output,from\nour-model,9,9,2026-09-01\nnew-model,1,2,\n');
    expect(await screen.findByText('2 prices taken from prices.csv')).toBeInTheDocument();
    await user.click(save());
    expect(savedSettings()?.prices.overrides).toEqual([
      { model: 'our-model', input: 9, output: 9, from: '2026-09-01' },
      { model: 'new-model', input: 1, output: 2 },
    ]);
  });
});

it('two people who change the same: nothing is saved, and the page says what the other one did', async () => {
  const user = await open({ budgets: { daily: 5 } }, { meanwhile: { budgets: { daily: 7 } } });
  enter('Each system, a day', '6');
  await user.click(save());
  expect(await screen.findByText(/^Nothing was saved: somebody else/)).toBeInTheDocument();
  expect(screen.getByText(/^budgets.daily was set to 7 by somebody else/)).toBeInTheDocument();

  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored: stored({ budgets: { daily: 7 } }) });
  await user.click(button('Drop my changes and show theirs'));
  expect(await screen.findByDisplayValue('7')).toBeInTheDocument();
});

it('provisioned settings can be read, and are changed in their file', async () => {
  await open({ ...OWN, provisioned: true }, { provisioned: true });
  expect(screen.getByText(/^These settings come from a file under provisioning\/plugins/)).toBeInTheDocument();
  expect(button('Add a price')).toBeDisabled();
});

it('settings of a newer version can be read, and not changed', async () => {
  await open({ version: 99, budgets: { daily: 5 } });
  expect(screen.getByText(/^A newer version of the plugin has saved these settings/)).toBeInTheDocument();
  expect(screen.getByLabelText('Each system, a day')).toHaveValue('5');
  expect(screen.getByLabelText('Each system, a day')).toBeDisabled();
});

it('garbage that is stored is named, and kept', async () => {
  const user = await open({ budgets: { daily: 'much', monthly: 100 }, prices: { overrides: [{ model: 'x' }] } });
  expect(screen.getByText('Some stored settings cannot be read')).toBeInTheDocument();
  expect(screen.getByText(/^budgets.daily is "much". Expected:/)).toBeInTheDocument();
  expect(screen.getByText(/^prices.overrides\[0\].input is missing/)).toBeInTheDocument();
  expect(screen.getByLabelText('Each system, a month')).toHaveValue('100');
  enter('ChoreoAI, a day', '5');
  await user.click(save());
  expect(await screen.findByText('Saved')).toBeInTheDocument();
});

it.each<[Saved, RegExp]>([
  [{ kind: 'forbidden', said: 'You have no access.' }, /^Grafana refuses it: You have no access. .*plugins:write/],
  [{ kind: 'failed', said: 'database is locked.' }, /^Grafana says: database is locked. Your changes are still here/],
  [{ kind: 'provisioned' }, /^The settings come from a file/],
])('a save that ends as %j says so, and keeps what was entered', async (saved, text) => {
  const user = await open({});
  jest.mocked(saveSettings).mockResolvedValue(saved);
  enter('Each system, a day', '5');
  await user.click(save());
  expect(await screen.findByText(text)).toBeInTheDocument();
  expect(screen.getByLabelText('Each system, a day')).toHaveValue('5');
  expect(save()).toBeEnabled();
});

it('settings that cannot be read: says why, offers another try, and shows the shipped prices', async () => {
  fakeGrafana();
  jest.mocked(loadSettings).mockResolvedValue({ kind: 'failed', said: 'Bad gateway' });
  render(<Prices />);
  expect(await screen.findByText('The settings could not be read')).toBeInTheDocument();
  expect(
    screen.getByText('Grafana says: Bad gateway. Until it answers, the shipped prices count.')
  ).toBeInTheDocument();
  expect(screen.getByText('Shipped prices')).toBeInTheDocument();

  jest.mocked(loadSettings).mockResolvedValue({ kind: 'loaded', stored: stored(OWN) });
  await userEvent.click(button('Try again'));
  expect(await screen.findByText('our-model')).toBeInTheDocument();
});
