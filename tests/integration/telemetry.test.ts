import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expectLocal } from '../../stack/__tests__/checkout';
import { startStack, type Stack } from '../../stack/start';
import { ROOT } from '../../stack/state';
import { needs } from '../real';

const PORT_OFFSET = 14_000;
const PATIENCE_MS = 60_000;

/** The links that Grafana is provisioned with, as the test follows them. */
const settings = (service: string) =>
  parse(readFileSync(join(ROOT, `provisioning/datasources/${service}.yaml`), 'utf8')).datasources[0].jsonData;

interface JaegerTrace {
  traceID: string;
  spans: Array<{
    spanID: string;
    operationName: string;
    references: Array<{ refType: string; spanID: string }>;
    tags: Array<{ key: string; value: unknown }>;
  }>;
  processes: Record<string, { tags: Array<{ key: string; value: string }> }>;
}

needs(
  'prometheus',
  'loki',
  'jaeger'
)('log lines, traces and exemplars of the demo', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'choreoai-telemetry-'));
  let stack: Stack;

  beforeAll(async () => {
    process.env.DEMO_ONLY = 'choreoai';
    stack = await startStack({
      services: ['demo', 'prometheus', 'loki', 'jaeger'],
      portOffset: PORT_OFFSET,
      stateDir,
    });
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(stateDir, { recursive: true });
  }, 60_000);

  async function ask<Data>(url: string, parameters: Record<string, string>): Promise<Data> {
    const response = await fetch(`${url}?${new URLSearchParams(parameters)}`);
    if (!response.ok) {
      throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
    }
    return (await response.json()).data;
  }

  /** The lines of the last quarter of an hour. */
  async function lines(query: string): Promise<string[]> {
    const start = String(Math.floor(Date.now() / 1000) - 900);
    const { result } = await ask<{ result: Array<{ values: Array<[string, string]> }> }>(
      `${stack.urls.loki}/loki/api/v1/query_range`,
      { query, start, limit: '100' }
    );
    return result.flatMap(({ values }) => values.map(([, line]) => line));
  }

  async function trace(id: string): Promise<JaegerTrace | undefined> {
    const response = await fetch(`${stack.urls.jaeger}/api/traces/${id}`);
    const { data }: { data: JaegerTrace[] | null } = await response.json();
    return data?.[0];
  }

  async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
      if (Date.now() > deadline) {
        throw new Error(`Nothing came within ${PATIENCE_MS / 1000} s.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  it(
    'lead from a log line to its trace, and from the trace to all its log lines',
    async () => {
      const [{ matcherRegex }] = settings('loki').derivedFields;
      const completed =
        '{service_name="choreoai"} | json | message="Request completed" | trace_id!="" | status_code="200"';
      const line = await until(async () => (await lines(completed))[0]);
      const id = new RegExp(matcherRegex).exec(line)?.[1] ?? '';

      const found = await until(() => trace(id));
      const outer = found.spans.find(({ operationName }) => operationName === 'chat_completion');
      const inner = found.spans.find(({ operationName }) => operationName === 'provider_request');
      expect(found.spans).toHaveLength(2);
      expect(inner?.references).toEqual([expect.objectContaining({ refType: 'CHILD_OF', spanID: outer?.spanID })]);
      const { provider, model } = JSON.parse(line);
      const tags = Object.fromEntries(outer?.tags.map(({ key, value }) => [key, value]) ?? []);
      expect(tags).toMatchObject({ provider, model, tokens_used: expect.any(Number) });

      const { query, tags: labels } = settings('jaeger').tracesToLogsV2;
      const [{ key, value: label }] = labels;
      const tag = Object.values(found.processes)[0]?.tags.find((one) => one.key === key);
      // Grafana reads `$$` in what it is provisioned with as `$`.
      const back = query.replace('$${__tags}', `${label}="${tag?.value}"`).replace('$${__trace.traceId}', id);
      const messages = (await lines(back)).map((text) => JSON.parse(text).message);
      expect(messages.sort()).toEqual(['Request completed', 'Request started']);
    },
    2 * PATIENCE_MS
  );

  it(
    'lead from the latency’s histogram to traces',
    async () => {
      const exemplars = await until(async () => {
        const now = Date.now() / 1000;
        const series = await ask<Array<{ exemplars: Array<{ labels: Record<string, string> }> }>>(
          `${stack.urls.prometheus}/api/v1/query_exemplars`,
          { query: 'choreoai_request_duration_seconds_bucket', start: String(now - 900), end: String(now) }
        );
        return series.length > 0 ? series.flatMap((one) => one.exemplars) : undefined;
      });
      const ids = exemplars.map(({ labels }) => labels.trace_id ?? '');
      const found = await Promise.all(ids.map((id) => until(() => trace(id))));
      expect(found.map(({ traceID }) => traceID)).toEqual(ids);
    },
    2 * PATIENCE_MS
  );

  it('are counted by the demo, and kept on this machine', async () => {
    const { logs, spans } = await (await fetch(`${stack.urls.demo}/telemetry`)).json();
    expect({ logs: logs.dropped, spans: spans.dropped }).toEqual({ logs: 0, spans: 0 });
    expect(logs.sent).toBeGreaterThan(0);
    expect(spans.sent).toBeGreaterThan(0);
    await expectLocal(['loki', 'jaeger'], PORT_OFFSET);
  });
});
