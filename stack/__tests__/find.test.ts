import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findGrafana, findProgram } from '../find';
import { temporaryFolder } from './temporary';

function program(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

function grafanaHome(name = 'grafana'): string {
  const home = temporaryFolder();
  program(path.join(home, 'bin', name));
  mkdirSync(path.join(home, 'conf'));
  writeFileSync(path.join(home, 'conf/defaults.ini'), '');
  return home;
}

it('finds nothing where there is nothing', () => {
  expect(findGrafana({ PATH: temporaryFolder() })).toBeUndefined();
  expect(findProgram('prometheus', { PATH: temporaryFolder() })).toBeUndefined();
  expect(findProgram('prometheus', {})).toBeUndefined();
});

it('takes Grafana from GRAFANA_HOME before the PATH', () => {
  const home = grafanaHome();
  const other = grafanaHome();
  expect(findGrafana({ GRAFANA_HOME: home, PATH: path.join(other, 'bin') })).toEqual({
    server: [path.join(home, 'bin/grafana'), 'server'],
    cli: [path.join(home, 'bin/grafana'), 'cli'],
    homepath: home,
  });
});

it('follows a link on the PATH to the home it belongs to', () => {
  const home = grafanaHome();
  const bin = temporaryFolder();
  symlinkSync(path.join(home, 'bin/grafana'), path.join(bin, 'grafana'));
  expect(findGrafana({ PATH: bin })).toMatchObject({ homepath: home });
});

it('starts an older Grafana by its own program', () => {
  const home = grafanaHome('grafana-server');
  expect(findGrafana({ PATH: path.join(home, 'bin') })).toEqual({
    server: [path.join(home, 'bin/grafana-server')],
    cli: [path.join(home, 'bin/grafana-cli')],
    homepath: home,
  });
});

it("takes the packages' home for a program that lies in none", () => {
  const bin = temporaryFolder();
  program(path.join(bin, 'grafana'));
  expect(findGrafana({ PATH: bin })?.homepath).toBe('/usr/share/grafana');
});
