import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { assembleProvisioning, traceUrl } from '../provisioning';
import { ROOT } from '../state';
import { temporaryFolder } from './temporary';

it('has data sources for what runs, deletes those of what does not, and has all the rest', () => {
  const folder = temporaryFolder();
  const loki = () => parse(readFileSync(path.join(folder, 'datasources/loki.yaml'), 'utf8'));
  writeFileSync(path.join(folder, 'left.yaml'), '');

  assembleProvisioning(folder, ['demo', 'prometheus', 'grafana', 'loki', 'jaeger']);
  expect(loki().datasources).toMatchObject([{ uid: 'loki' }]);
  expect(readdirSync(folder)).toEqual(readdirSync(path.join(ROOT, 'provisioning')));
  expect(readdirSync(path.join(folder, 'datasources'))[0]).toBe('0-prometheus.yaml');

  assembleProvisioning(folder, ['demo', 'prometheus', 'grafana', 'jaeger']);
  expect(loki()).toEqual({ apiVersion: 1, deleteDatasources: [{ name: 'Loki', orgId: 1 }] });
});

it('leads from an exemplar to its trace where Jaeger runs, and nowhere else', () => {
  const link = new URL(traceUrl(['jaeger']).replace('${__value.raw}', 'abc'), 'http://grafana');
  expect(JSON.parse(link.searchParams.get('panes') ?? '')).toMatchObject({
    trace: { datasource: 'jaeger', queries: [{ query: 'abc' }] },
  });
  expect(traceUrl(['prometheus', 'loki'])).toBe('');
});
