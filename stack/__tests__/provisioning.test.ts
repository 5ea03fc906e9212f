import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assembleProvisioning, traceUrl } from '../provisioning';
import { ROOT } from '../state';
import { temporaryFolder } from './temporary';

it('has data sources for what runs, for nothing else, and all the rest', () => {
  const folder = temporaryFolder();
  const sources = () => readdirSync(path.join(folder, 'datasources')).sort();
  writeFileSync(path.join(folder, 'left.yaml'), '');

  assembleProvisioning(folder, ['demo', 'prometheus', 'grafana', 'loki', 'jaeger']);
  expect(sources()).toEqual(['jaeger.yaml', 'loki.yaml', 'prometheus.yaml']);
  expect(readdirSync(folder)).toEqual(readdirSync(path.join(ROOT, 'provisioning')));

  assembleProvisioning(folder, ['demo', 'prometheus', 'grafana', 'jaeger']);
  expect(sources()).toEqual(['jaeger.yaml', 'prometheus.yaml']);
});

it('leads from an exemplar to its trace where Jaeger runs, and nowhere else', () => {
  const link = new URL(traceUrl(['jaeger']).replace('${__value.raw}', 'abc'), 'http://grafana');
  expect(JSON.parse(link.searchParams.get('panes') ?? '')).toMatchObject({
    trace: { datasource: 'jaeger', queries: [{ query: 'abc' }] },
  });
  expect(traceUrl(['prometheus', 'loki'])).toBe('');
});
