import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { needs } from '../../tests/real';
import { alertmanagerConfig } from '../alertmanager-config';
import { temporaryFolder } from './temporary';

const config = alertmanagerConfig('http://127.0.0.1:8099/inbox');

it('sends everything to the inbox, resolved alerts too, and what is down silences the rest', () => {
  const { receivers, inhibit_rules: inhibitions, route } = parse(config);
  expect(receivers).toEqual([
    { name: 'inbox', webhook_configs: [{ url: 'http://127.0.0.1:8099/inbox', send_resolved: true }] },
  ]);
  expect(route.receiver).toBe('inbox');
  expect(inhibitions[0].source_matchers[0]).toContain('ServiceDown');
});

needs('alertmanager')('amtool', () => {
  it('accepts it', () => {
    const file = path.join(temporaryFolder(), 'alertmanager.yml');
    writeFileSync(file, config);
    expect(execFileSync('amtool', ['check-config', file], { encoding: 'utf8' })).toContain('SUCCESS');
  });
});
