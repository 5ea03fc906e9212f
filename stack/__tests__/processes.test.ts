import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createProcesses, lastRelevantLine } from '../processes';
import { temporaryFolder } from './temporary';

const shell = (script: string) => ({ id: 'it', title: 'It', command: ['sh', '-c', script] as const });

describe('the last relevant line of a log', () => {
  it.each([
    ['info: up\n\u001b[31mError: no room\u001b[39m\nbye\n\n', 'Error: no room'],
    ['level=info msg=ready\nlevel=error err="listen: address already in use"\nlevel=info msg=bye', /address already/],
    ['one\ntwo.\n', 'two'],
    ['', ''],
  ])('of %j', (log, line) => {
    expect(lastRelevantLine(log)).toMatch(line === '' ? /^$/ : line);
  });
});

it('rejects with what a program said when it ends badly', async () => {
  const processes = createProcesses(temporaryFolder());
  await expect(processes.run(shell('echo fatal: it is full; exit 4'))).rejects.toThrow(
    /^It ended with exit status 4\. It said: fatal: it is full\. All of it: .*it\.log$/
  );
  await expect(processes.run({ ...shell(''), command: ['no-such-program'] })).rejects.toThrow(
    /It could not be started/
  );
  await processes.stopAll();
});

it('gives a program its input and keeps its output', async () => {
  const folder = temporaryFolder();
  const processes = createProcesses(folder);
  await processes.run({ ...shell('cat'), input: 'hello' });
  expect(readFileSync(path.join(folder, 'it.log'), 'utf8')).toBe('hello');
});

it('ends the children of its children, and starts nothing afterwards', async () => {
  const folder = temporaryFolder();
  const processes = createProcesses(folder);
  processes.start(shell('sleep 1000 & echo $!; wait'));
  const log = path.join(folder, 'it.log');
  while (!/\d+\n/.test(readFileSync(log, 'utf8'))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const grandchild = Number(readFileSync(log, 'utf8'));
  expect(process.kill(grandchild, 0)).toBe(true);

  await processes.stopAll();

  expect(() => process.kill(grandchild, 0)).toThrow('ESRCH');
  await expect(processes.run(shell('true'))).rejects.toThrow('stopping');
});
