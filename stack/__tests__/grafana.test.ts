/** `npm start` where there is a Grafana: what is in it, and who may log in. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { needs } from '../../tests/real';
import { TIME_INTERVAL } from '../prometheus-config';
import { serviceUrl, SERVICES } from '../services';
import { checkout, expectLocal, MINUTE, standInBuild, start, UP, type RunningStack } from './checkout';

const OFFSET = 11_300;
const AT = ['--native', '--no-build', '--port-offset', String(OFFSET)];

let stack: RunningStack | undefined;

afterEach(async () => {
  stack?.signal('SIGTERM');
  await stack?.ended;
}, MINUTE);

function changeDescription(dashboard: string, description: string) {
  writeFileSync(dashboard, JSON.stringify({ ...JSON.parse(readFileSync(dashboard, 'utf8')), description }));
}

async function api(url: string, password: string) {
  const authorization = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
  const response = await fetch(serviceUrl('grafana', OFFSET) + url, { headers: { authorization } });
  return { status: response.status, body: await response.json() };
}

needs('prometheus', 'grafana')('with a Grafana', () => {
  const folder = checkout();
  standInBuild(folder);

  it(
    'has the plugin, its data source and each dashboard in the one place where it belongs',
    async () => {
      const running = (stack = start(folder, AT, {}));
      await running.until(UP);
      const password = /admin \/ (\S+)/.exec(running.output())?.[1] ?? '';

      const plugin = await api('/api/plugins/choreoai-observability-app/settings', password);
      expect(plugin.body).toMatchObject({ enabled: true });
      const source = await api('/api/datasources/uid/prometheus', password);
      expect(source.body).toMatchObject({
        url: serviceUrl('prometheus', OFFSET),
        isDefault: true,
        jsonData: { httpMethod: 'POST', timeInterval: TIME_INTERVAL },
      });
      const health = await api('/api/datasources/uid/prometheus/health', password);
      expect(health.body).toMatchObject({ status: 'OK' });
      const folderOf = async (uid: string) => (await api(`/api/dashboards/uid/${uid}`, password)).body.meta?.folderUid;
      expect(await folderOf('cao-convergeai-overview')).toBe('choreoai-observability');
      expect(await folderOf('cao-choreoai-overview')).toBe('');
      await expectLocal(['grafana'], OFFSET);
      expect((await api('/api/user', 'admin')).status).toBe(401);
    },
    3 * MINUTE
  );

  it(
    'takes a password that came later than its first start, and shows the dashboard of the latest build',
    async () => {
      changeDescription(path.join(folder, 'dist/dashboards/choreoai-overview.json'), 'from a later build');
      const running = (stack = start(folder, AT, { GRAFANA_ADMIN_PASSWORD: 'chosen later' }));
      await running.until(UP);

      expect(running.output()).toContain(`${SERVICES.grafana.title} knows another password.`);
      const { body } = await api('/api/dashboards/uid/cao-choreoai-overview', 'chosen later');
      expect(body.dashboard.description).toBe('from a later build');
    },
    3 * MINUTE
  );
});

needs(
  'prometheus',
  'grafana',
  'loki',
  'jaeger'
)('with a Grafana, Loki and Jaeger', () => {
  const GRAFANA_ADMIN_PASSWORD = 'only for this test';
  const source = async (uid: string, what = '') => api(`/api/datasources/uid/${uid}${what}`, GRAFANA_ADMIN_PASSWORD);
  const exemplarLink = async () => (await source('prometheus')).body.jsonData.exemplarTraceIdDestinations[0].url;

  it(
    'has a data source for each while it runs, linked to the others, and forgets it when it does not',
    async () => {
      const folder = checkout();
      standInBuild(folder);
      stack = start(folder, AT, { GRAFANA_ADMIN_PASSWORD });
      await stack.until(UP);
      for (const uid of ['loki', 'jaeger']) {
        expect((await source(uid, '/health')).body).toMatchObject({ status: 'OK' });
      }
      const [derived] = (await source('loki')).body.jsonData.derivedFields;
      expect(derived).toMatchObject({ url: '${__value.raw}', datasourceUid: 'jaeger' });
      const { query, datasourceUid } = (await source('jaeger')).body.jsonData.tracesToLogsV2;
      expect({ query, datasourceUid }).toEqual({
        query: '{${__tags}} |= "${__trace.traceId}"',
        datasourceUid: 'loki',
      });
      expect(await exemplarLink()).toContain('"query":"${__value.raw}"');
      stack.signal('SIGINT');
      await stack.ended;

      stack = start(folder, [...AT, '--no-extras'], { GRAFANA_ADMIN_PASSWORD });
      await stack.until(UP);
      // Grafana forgets what no file has any more while it already answers.
      const statuses = async () => [(await source('loki')).status, (await source('jaeger')).status];
      for (const deadline = Date.now() + MINUTE; (await statuses()).includes(200) && Date.now() < deadline;) {
        await sleep(500);
      }
      expect(await statuses()).toEqual([404, 404]);
      expect(await exemplarLink()).toBeFalsy();
    },
    5 * MINUTE
  );
});
