/** What tests set up in Grafana through its API, and take away again. */
import { expect, type APIRequestContext, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import plugin from '../../src/plugin.json';

/** A Prometheus data source that was not there before. */
export async function addDataSource(request: APIRequestContext, name: string, url: string) {
  const answer = await request.post('/api/datasources', { data: { name, url, type: 'prometheus', access: 'proxy' } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { datasource }: { datasource: { uid: string } } = await answer.json();
  const { uid } = datasource;
  return {
    uid,
    async remove() {
      await request.delete(`/api/datasources/uid/${uid}`);
    },
  };
}

/** A user who may only look: the role that Grafana gives to whoever is new. */
export async function addViewer(request: APIRequestContext) {
  const user = { login: `viewer-${Date.now()}`, password: `viewer-${Math.random()}` };
  const answer = await request.post('/api/admin/users', { data: { ...user, name: 'A viewer' } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { id }: { id: number } = await answer.json();
  return {
    /** A browser in which the viewer is logged in. */
    async open(browser: Browser, options: BrowserContextOptions): Promise<Page> {
      const context = await browser.newContext({ ...options, storageState: undefined });
      const login = await context.request.post('/login', { data: { user: user.login, password: user.password } });
      expect(login.ok(), await login.text()).toBe(true);
      return context.newPage();
    },
    async remove() {
      await request.delete(`/api/admin/users/${id}`);
    },
  };
}

/**
 * An organization of its own, in which nothing is provisioned.
 * @param prometheus where the stack's is: it is there, and the app is enabled; else the organization is empty
 */
export async function addOrganization(request: APIRequestContext, prometheus?: string) {
  const created = await request.post('/api/orgs', { data: { name: `Organization of ${Date.now()}` } });
  expect(created.ok(), await created.text()).toBe(true);
  const { orgId }: { orgId: number } = await created.json();
  const headers = { 'X-Grafana-Org-Id': String(orgId) };
  const set = async (path: string, data: object) => {
    const answer = await request.post(path, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  if (prometheus !== undefined) {
    await set('/api/datasources', {
      name: 'Prometheus',
      url: prometheus,
      type: 'prometheus',
      access: 'proxy',
      isDefault: true,
    });
    await set(`/api/plugins/${plugin.id}/settings`, { enabled: true, pinned: true });
  }
  const users: number[] = [];
  return {
    /** What Grafana's API answers the organization's admin. */
    async ask(path: string): Promise<unknown> {
      return (await request.get(path, { headers })).json();
    },
    /** Writes a group of alert rules as somebody in Grafana's own pages would. */
    async put(path: string, data: object): Promise<void> {
      const answer = await request.put(path, { headers: { ...headers, 'X-Disable-Provenance': 'true' }, data });
      expect(answer.ok(), await answer.text()).toBe(true);
    },
    /** Saves as the organization's admin. */
    save: (data: object) => set('/api/dashboards/db', data),
    /** A browser in which somebody of this role is logged in. */
    async open(browser: Browser, role: 'Viewer' | 'Editor' | 'Admin', options: BrowserContextOptions): Promise<Page> {
      const user = { login: `${role}-${Date.now()}`, password: `password-${Math.random()}` };
      const added = await request.post('/api/admin/users', { data: { ...user, name: user.login, OrgId: orgId } });
      expect(added.ok(), await added.text()).toBe(true);
      const { id }: { id: number } = await added.json();
      const given = await request.patch(`/api/orgs/${orgId}/users/${id}`, { data: { role } });
      expect(given.ok(), await given.text()).toBe(true);
      const context = await browser.newContext({ ...options, storageState: undefined });
      const login = await context.request.post('/login', { data: { user: user.login, password: user.password } });
      expect(login.ok(), await login.text()).toBe(true);
      users.push(id);
      return context.newPage();
    },
    async remove() {
      await request.delete(`/api/orgs/${orgId}`);
      for (const id of users) {
        await request.delete(`/api/admin/users/${id}`);
      }
    },
  };
}
