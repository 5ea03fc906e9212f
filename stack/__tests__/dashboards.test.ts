import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import plugin from '../../src/plugin.json';
import { assembleDashboards, notIncluded } from '../dashboards';
import { ROOT } from '../state';
import { temporaryFolder } from './temporary';

const uidOf = (file: string): string => JSON.parse(readFileSync(file, 'utf8')).uid;

describe('the dashboards that Grafana reads from files', () => {
  it('leaves out what the plugin brings itself', () => {
    const includes = [
      { type: 'dashboard', path: 'dashboards/choreoai-overview.json' },
      { type: 'page', path: '/a/choreoai-observability-app/convergeai-overview.json' },
    ];
    const files = ['choreoai-overview.json', 'convergeai-overview.json', 'README.md'];
    expect(notIncluded(files, includes)).toEqual(['convergeai-overview.json']);
  });

  it('holds every dashboard of the repository that the plugin does not include, and no uid twice', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'left-from-an-earlier-start.json'), '{}');

    assembleDashboards(folder);

    const all = readdirSync(path.join(ROOT, 'dashboards')).filter((file) => file.endsWith('.json'));
    const assembled = readdirSync(folder);
    const included = plugin.includes.flatMap((include) =>
      include.type === 'dashboard' && include.path ? [path.join(ROOT, include.path)] : []
    );
    expect(assembled).toContain('convergeai-overview.json');
    expect(included.map((file) => path.basename(file))).toEqual([
      'choreoai-overview.json',
      'choreoai-providers.json',
      'choreoai-cost.json',
      'choreoai-system.json',
    ]);
    expect(assembled.length + included.length).toBe(all.length);
    const uids = [...assembled.map((file) => path.join(folder, file)), ...included].map(uidOf);
    expect(new Set(uids).size).toBe(all.length);
  });

  it('does not trip over a folder in its way', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'old'));
    assembleDashboards(folder);
    expect(readdirSync(folder)).not.toContain('old');
  });
});
