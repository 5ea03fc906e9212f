/** What tests set up in Grafana through its API, and take away again. */
import { expect, type APIRequestContext, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';

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
