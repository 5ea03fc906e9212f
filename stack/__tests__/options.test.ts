import { StackFailure } from '../failure';
import { readCommandLine } from '../options';

it('builds, installs and chooses the way by itself unless it is told otherwise', () => {
  expect(readCommandLine(['start'], {})).toMatchObject({
    way: undefined,
    portOffset: 0,
    build: true,
    install: true,
    extras: true,
    containers: false,
    stateDir: expect.stringMatching(/\.stack$/),
  });
});

it('reads every option', () => {
  const switches = '--docker --no-build --no-install --no-extras --containers'.split(' ');
  const args = [...switches, ...'--history 30d --seed 7 --port-offset 1000 --state there'.split(' ')];
  expect(readCommandLine(args, { GRAFANA_ADMIN_PASSWORD: 'chosen' })).toEqual({
    command: 'start',
    way: 'docker',
    build: false,
    install: false,
    extras: false,
    containers: true,
    history: '30d',
    seed: 7,
    portOffset: 1000,
    stateDir: 'there',
    password: 'chosen',
    help: false,
  });
});

it('takes the port offset from the environment when the command line names none', () => {
  expect(readCommandLine([], { PORT_OFFSET: '200' }).portOffset).toBe(200);
  expect(readCommandLine(['--port-offset', '300'], { PORT_OFFSET: '200' }).portOffset).toBe(300);
});

it('sends a test alert where it is told to, to a stack whose ports are shifted too', () => {
  expect(readCommandLine(['alert', 'test', '--port-offset', '300'], {})).toMatchObject({
    command: 'alert test',
    portOffset: 300,
  });
});

it.each([
  [['alert'], /Unknown command: alert\. There are: start, alert test/],
  [['stop'], /Unknown command: stop/],
  [['--nativ'], /--nativ/],
  [['--native', '--docker'], /exclude each other/],
  [['--history', 'long'], /write 30d, 12h or 90m/],
  [['--port-offset', '1e3'], /--port-offset 1e3 is not a whole number/],
  [['--port-offset', '50000'], /--port-offset 50000 is too large/],
  [['--seed', '-1'], /--seed/],
])('refuses %j in one line', (args, message) => {
  expect(() => readCommandLine(args, {})).toThrow(StackFailure);
  expect(() => readCommandLine(args, {})).toThrow(message);
});
