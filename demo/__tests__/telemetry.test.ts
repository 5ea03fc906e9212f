import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Entry } from '../ledger';
import { Simulation } from '../simulation';
import { identityOf, isKept, ONE_IN } from '../telemetry/identity';
import { logLines, type LogLine } from '../telemetry/log-lines';
import { masked } from '../telemetry/mask';
import { MOST_QUEUED, Outbox } from '../telemetry/outbox';
import { spansOf } from '../telemetry/spans';
import { MOST_IN_A_SECOND, Telemetry } from '../telemetry/telemetry';
import { pythonTimestamp } from '../telemetry/time';
import type { ScenarioName } from '../traffic/scenarios';
import { runDemo, START } from './running-demo';

const CHAT = '/v1/chat/completions';

function requests(seconds: number, ...scenarios: ScenarioName[]): Entry[] {
  const simulation = new Simulation({ seed: 42, start: START, hostile: false, only: ['choreoai'] });
  scenarios.forEach((name) => simulation.setScenario(name, true));
  simulation.advance(START + seconds);
  return simulation.ledger.entriesOf('choreoai', 0, Infinity);
}

const all = requests(600);

function someone(matches: (entry: Entry) => boolean): Entry {
  const found = all.find((entry) => entry.layer === 'llm' && entry.provider !== 'unknown' && matches(entry));
  if (!found) {
    throw new Error('No request is like that.');
  }
  return found;
}

const wellChat = someone(({ endpoint, status }) => endpoint === CHAT && status === 200);
const raisedChat = someone(({ endpoint, errorType }) => endpoint === CHAT && errorType === 'APIStatusError');

const linesOf = (entry: Entry) => logLines(entry, identityOf(entry), true).map(({ line }) => line);

describe('log lines', () => {
  it('hold what the guide’s middleware and formatter write, and the id of the trace', () => {
    const id = identityOf(wellChat);
    const { provider, model, time, duration } = wellChat;
    const always = { level: 'INFO', logger: 'choreoai', request_id: id.requestId, trace_id: id.traceId };
    const asked = { method: 'POST', path: CHAT };
    expect(linesOf(wellChat)).toEqual([
      {
        ...always,
        ...asked,
        timestamp: pythonTimestamp(time - duration),
        message: 'Request started',
        client_ip: expect.stringMatching(/^\d+\.\d+\.\d+\.\*$/),
        user_id: expect.stringMatching(/^\w\*\*\*@example\.com$/),
      },
      {
        ...always,
        ...asked,
        timestamp: pythonTimestamp(time),
        message: 'Request completed',
        status_code: 200,
        duration: Number(duration.toFixed(3)),
        provider,
        model,
      },
    ]);
  });

  it('say of an exception what it was, as an error', () => {
    expect(linesOf(raisedChat)[1]).toEqual({
      timestamp: pythonTimestamp(raisedChat.time),
      level: 'ERROR',
      logger: 'choreoai',
      message: 'Request failed',
      request_id: identityOf(raisedChat).requestId,
      trace_id: identityOf(raisedChat).traceId,
      error: expect.stringContaining('was refused'),
      error_type: 'APIStatusError',
    });
  });

  it('complete a request that was answered with a 5xx', () => {
    const refused = someone(({ status }) => status === 502);
    expect(linesOf(refused)[1]).toMatchObject({ message: 'Request completed', level: 'INFO', status_code: 502 });
  });

  it('write the time as Python does', () => {
    expect(pythonTimestamp(Date.UTC(2024, 0, 15, 10, 30, 0) / 1000 + 0.123456)).toBe('2024-01-15T10:30:00.123456');
    expect(pythonTimestamp(1.9999999)).toBe('1970-01-01T00:00:02.000000');
  });
});

describe('spans', () => {
  it('are chat_completion around provider_request, with the guide’s attributes, in the trace that the log lines name', () => {
    const [outer, inner, ...others] = spansOf(wellChat, identityOf(wellChat));
    const { provider, model, tokens, time, duration } = wellChat;
    expect(others).toEqual([]);
    expect(outer).toMatchObject({
      name: 'chat_completion',
      attributes: { provider, model, tokens_used: tokens.input + tokens.output },
      start: time - duration,
      end: time,
    });
    expect(outer?.parentSpanId).toBeUndefined();
    expect(inner).toMatchObject({ name: 'provider_request', parentSpanId: outer?.spanId, traceId: outer?.traceId });
    expect(inner?.spanId).not.toBe(outer?.spanId);
    expect(inner?.start).toBeGreaterThanOrEqual(outer?.start ?? NaN);
    expect(linesOf(wellChat)[0]?.trace_id).toBe(outer?.traceId);
  });

  it('tell of an exception on both, without tokens', () => {
    const spans = spansOf(raisedChat, identityOf(raisedChat));
    expect(spans).toHaveLength(2);
    for (const { error, exception, attributes } of spans) {
      expect(error).toMatch(/^APIStatusError: /);
      expect(exception?.type).toBe('APIStatusError');
      expect(attributes).not.toHaveProperty('tokens_used');
    }
  });

  it('ask no provider where the gateway refuses by itself', () => {
    const refused = someone(({ endpoint, status }) => endpoint === CHAT && status === 401);
    expect(spansOf(refused, identityOf(refused)).map(({ name }) => name)).toEqual(['chat_completion']);
  });

  it('are none where no chat was asked for, and its log lines name no trace', () => {
    const embedding = someone(({ endpoint }) => endpoint === '/v1/embeddings');
    expect(spansOf(embedding, identityOf(embedding))).toEqual([]);
    expect(logLines(embedding, identityOf(embedding), false)[0]?.line).not.toHaveProperty('trace_id');
  });
});

describe('personal data', () => {
  it('is masked: addresses, people, keys', () => {
    expect(masked('ada.lovelace@example.com at 203.0.113.77 with sk-live_1-2, port 8080')).toBe(
      'a***@example.com at 203.0.113.* with sk-***, port 8080'
    );
  });

  it('stands in no log line and no span of any request', () => {
    const found = all.flatMap((entry) => {
      const identity = identityOf(entry);
      const written = JSON.stringify([logLines(entry, identity, true), spansOf(entry, identity)]);
      return [identity.clientIp, identity.userId, 'sk-demo'].filter((secret) => written.includes(secret));
    });
    expect(found).toEqual([]);
  });
});

describe('what is written', () => {
  const system = new Simulation({ seed: 1, start: START, hostile: false, only: ['choreoai'] }).replicas[0]!.system;

  function told(entries: readonly Entry[], since = 0): LogLine[] {
    const lines: LogLine[] = [];
    const telemetry = new Telemetry({ write: (line) => lines.push(JSON.parse(line)) }, since, 0);
    entries.forEach((entry) => telemetry.tell(system, entry));
    return lines;
  }

  it('is failures, and about one in twenty of what went well', () => {
    const lines = told(all);
    const failures = all.filter(({ errorType }) => errorType !== null);
    const written = lines.filter(({ message }) => message === 'Request failed');
    expect(written.length / failures.length).toBeGreaterThan(0.95);
    const well = all.filter(({ layer, status, duration }) => layer !== 'probe' && status === 200 && duration <= 10);
    const kept = well.filter((entry) => isKept(entry, identityOf(entry)));
    expect(kept.length / well.length).toBeGreaterThan(0.7 / ONE_IN);
    expect(kept.length / well.length).toBeLessThan(1.3 / ONE_IN);
  });

  it('is bounded in each replica, even where much fails', () => {
    const many = requests(60, 'error-burst', 'provider-outage').filter(({ replica }) => replica === 1);
    const perSecond = new Map<number, number>();
    for (const { message, timestamp } of told(many)) {
      if (message !== 'Request started') {
        const second = Math.floor(Date.parse(`${timestamp}Z`) / 1000);
        perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      }
    }
    expect(Math.max(...perSecond.values())).toBe(MOST_IN_A_SECOND);
  });

  it('is nothing of what ended before', () => {
    expect(told(all, START + 3600)).toEqual([]);
  });
});

describe('sending', () => {
  let server: Server;
  let status: number;
  let bodies: unknown[];

  beforeEach(async () => {
    status = 204;
    bodies = [];
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (part) => (text += part));
      request.on('end', () => {
        bodies.push(JSON.parse(text));
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outbox = () => new Outbox<number>({ url: address(), body: (items) => items });

  it('keeps what the receiver cannot take now, and sends it when it can', async () => {
    const box = outbox();
    status = 503;
    box.add([1, 2]);
    await box.flush();
    expect(box.state).toMatchObject({ sent: 0, dropped: 0, queued: 2 });
    status = 204;
    await box.close();
    expect(box.state).toMatchObject({ sent: 2, dropped: 0, queued: 0 });
    expect(bodies).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('drops what the receiver refuses, and the oldest of what is too much, and counts it', async () => {
    const box = outbox();
    status = 400;
    box.add([1]);
    await box.flush();
    expect(box.state).toMatchObject({ dropped: 1, queued: 0 });
    box.add(Array.from({ length: MOST_QUEUED + 10 }, (_, index) => index));
    expect(box.state).toMatchObject({ dropped: 11, queued: MOST_QUEUED });
    status = 204;
    await box.close();
    expect(bodies.at(-1)).toEqual(Array.from({ length: 500 }, (_, index) => index + 10));
  });

  it('does not wait long for a receiver that does not answer when it closes', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const box = new Outbox<number>({
      url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      body: (items) => items,
    });
    box.add([1]);
    const before = Date.now();
    await box.close();
    expect(Date.now() - before).toBeLessThan(2000);
    expect(box.state).toMatchObject({ sent: 0, queued: 1 });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('goes on serving where nobody listens, and says how much it dropped', async () => {
    const nowhere = 'http://127.0.0.1:9';
    const only = ['choreoai'] as const;
    const running = await runDemo(29_000, { only, telemetry: { loki: nowhere, otlp: nowhere } });
    try {
      running.pass(30);
      expect((await running.get('choreoai', '/metrics')).status).toBe(200);
      const { logs, spans } = await (await running.control('/telemetry')).json();
      expect(logs).toEqual({ url: `${nowhere}/loki/api/v1/push`, sent: 0, dropped: 0, queued: expect.any(Number) });
      expect(logs.queued).toBeGreaterThan(0);
      expect(spans.queued).toBeGreaterThan(0);
    } finally {
      await running.demo.stop();
    }
  });
});

it('brings exemplars that lead from the latency to traces', async () => {
  const lines: LogLine[] = [];
  const telemetry = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const running = await runDemo(29_500, { only: ['choreoai'], telemetry });
  try {
    running.pass(60);
    const text = await (await running.get('choreoai', '/metrics')).text();
    const exemplars = [...text.matchAll(/^(\w+)\{.* # \{trace_id="(\w+)"\}/gm)];
    expect(new Set(exemplars.map(([, name]) => name))).toEqual(new Set(['choreoai_request_duration_seconds_bucket']));
    const traces = new Set(lines.map(({ trace_id }) => trace_id));
    expect(exemplars.every(([, , id]) => traces.has(id))).toBe(true);
    expect(text).toMatch(/\n# EOF\n$/);
  } finally {
    await running.demo.stop();
  }
});
