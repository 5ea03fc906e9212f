import type { IncomingMessage, RequestListener } from 'node:http';
import { always, BAD_SERVERS, emptyPrometheus, freePort, HOST, listen } from './bad-servers';
import { doctor } from './doctor';

interface Run {
  status: number;
  out: string;
  err: string;
}

/** Runs the doctor's command without a process of its own. */
async function run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const written = { out: '', err: '' };
  const status = await doctor(args, env, {
    out: (text) => (written.out += `${text}\n`),
    err: (text) => (written.err += `${text}\n`),
    colours: false,
  });
  return { status, ...written };
}

/** What a person reads about a server, and what a script reads. */
async function told(url: string): Promise<{ text: string; finding: Record<string, string> }> {
  const [text, json] = await Promise.all([run(['--prometheus', url]), run(['--prometheus', url, '--json'])]);
  expect([text.status, json.status]).toEqual([1, 1]);
  expect(text.err + json.err).toBe('');
  return { text: text.out, finding: JSON.parse(json.out).findings[0] };
}

/** Without the address, which differs anyway. */
const anywhere = (text: string) => text.replace(/http:\/\/[\d.:]+/g, 'URL');

describe('a Prometheus that cannot be used', () => {
  const texts = new Map<string, string>();
  const findings = new Map<string, string>();

  function keep(name: string, url: string, { text, finding }: Awaited<ReturnType<typeof told>>): void {
    expect(text).toContain(url);
    expect(finding.seen).toContain(url);
    expect(text).toContain(finding.cause);
    expect(text).toContain(finding.fix);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    texts.set(name, anywhere(text));
    findings.set(name, anywhere(finding.seen ?? ''));
  }

  it.each(Object.entries(BAD_SERVERS))('%s', async (name, { handle, reason, words }) => {
    const { url, close } = await listen(handle);
    try {
      const what = await told(url);
      expect(what.finding).toMatchObject({ state: 'problem', reason, seen: expect.stringMatching(words) });
      expect(what.text).toMatch(words);
      keep(name, url, what);
    } finally {
      await close();
    }
  });

  it('is not there', async () => {
    const url = `http://${HOST}:${await freePort()}`;
    const what = await told(url);
    expect(what.finding).toMatchObject({
      reason: 'unreachable',
      seen: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    });
    keep('is not there', url, what);
  });

  it('has a name that nobody knows', async () => {
    const url = 'http://no-such-host.invalid:9090';
    const what = await told(url);
    expect(what.finding).toMatchObject({
      reason: 'unreachable',
      seen: expect.stringMatching(/cannot be reached: .*no-such-host/),
    });
    keep('has a name that nobody knows', url, what);
  });

  it('gets a message of its own in each case, in the text and in the JSON', () => {
    expect(texts.size).toBe(Object.keys(BAD_SERVERS).length + 2);
    expect(new Set(texts.values()).size).toBe(texts.size);
    expect(new Set(findings.values()).size).toBe(findings.size);
  });
});

it('gives up on a server that never answers after 3 s', async () => {
  const { url, close } = await listen(() => undefined);
  const started = Date.now();
  await run(['--prometheus', url]);
  const seconds = (Date.now() - started) / 1000;
  await close();
  expect(seconds).toBeGreaterThanOrEqual(2.9);
  expect(seconds).toBeLessThan(4);
});

describe('credentials', () => {
  const password = 'p@ss:w%rd';
  const reason = ({ out }: Run) => JSON.parse(out).findings[0].reason;

  it.each([
    ['options', (url: string) => ['--prometheus', url, '--user', 'me', '--password', password], {}],
    ['the URL', (url: string) => ['--prometheus', url.replace('//', `//me:${encodeURIComponent(password)}@`)], {}],
    ['the environment', (url: string) => ['--prometheus', url, '--user', 'me'], { PROMETHEUS_PASSWORD: password }],
  ])('are taken from %s, and never printed', async (_, args, env) => {
    const { url, close } = await listen(emptyPrometheus('me', password));
    const [text, json, refused] = await Promise.all([
      run(args(url), env),
      run([...args(url), '--json'], env),
      run(
        args(url)
          .map((arg) => (arg === 'me' ? 'you' : arg.replace('me:', 'you:')))
          .concat('--json'),
        env
      ),
    ]);
    await close();
    expect(reason(json)).toBe('empty');
    expect(reason(refused)).toBe('unauthorised');
    [text, json, refused].forEach(({ out, err }) => {
      expect(out + err).not.toContain(password);
      expect(out + err).not.toContain(encodeURIComponent(password));
    });
  });
});

describe('a command line that cannot be followed', () => {
  it.each([
    [['--prometheus', 'localhost:9090'], /http or https/],
    [['--prometheus', 'http://me:secret@[x'], /http or https/],
    [['--loki', 'loki:3100'], /--loki takes a URL .*http:\/\/localhost:3100/],
    [['--window', 'a while'], /--window/],
    [['--job', 'otel'], /--job takes a job and its system/],
    [['--job', 'otel=chorus'], /--job takes .*openlit/],
    [['--nonsense'], /--nonsense/],
    [['nonsense'], /nonsense/],
  ])('%j', async (args, words) => {
    const { status, out, err } = await run(args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(err).not.toContain('secret');
  });
});

describe('logs and traces', () => {
  const JSON_TYPE = 'application/json';
  const answering =
    (answers: Readonly<Record<string, unknown>>): RequestListener =>
    ({ url = '' }, response) => {
      const found = Object.entries(answers).find(([path]) => url.startsWith(path))?.[1];
      const answer =
        found === undefined
          ? always(404, 'text/plain', '404 page not found\n')
          : always(200, JSON_TYPE, JSON.stringify(found));
      answer({} as IncomingMessage, response);
    };
  const loki = answering({
    '/loki/api/v1/status/buildinfo': { version: '3.1.0' },
    '/loki/api/v1/labels': { status: 'success', data: ['job'] },
    '/loki/api/v1/query_range': {
      status: 'success',
      data: { resultType: 'streams', result: [{ stream: {}, values: [['1', 'plain text']] }] },
    },
  });
  const jaeger = answering({ '/api/services': { data: ['choreoai'] }, '/api/traces': { data: [] } });

  it('are looked at where their servers are named: in words and for a script', async () => {
    const servers = await Promise.all([listen(loki), listen(jaeger)]);
    const prometheus = `http://${HOST}:${await freePort()}`;
    const args = ['--prometheus', prometheus, '--loki', servers[0].url, '--jaeger', servers[1].url];
    const [text, json] = await Promise.all([run(args), run([...args, '--json'])]);
    await Promise.all(servers.map(({ close }) => close()));
    expect(text.out).toMatch(/✓ Loki: http:\S+ answers in \d+ ms, version 3\.1\.0/);
    expect(text.out).toMatch(/! Log lines: lines are not JSON: plain text\n.*Cause: .*\n.*Fix: .*\n +import json/);
    expect(text.out).toMatch(/! Spans: services "choreoai" have no span chat_completion/);
    const { steps, summary } = JSON.parse(json.out);
    expect(Object.keys(steps)).toEqual(['sources', 'logs', 'traces']);
    expect(summary).toEqual({ problem: 1, unknown: 0, warning: 2, ok: 2 });
  });

  it('whose server is away are a problem, without the password that stands in the URL', async () => {
    const url = `http://me:s3cret@${HOST}:${await freePort()}`;
    const { status, out } = await run(['--tempo', url, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out).steps.sources[0]).toMatchObject({
      state: 'problem',
      reason: 'unreachable',
      subject: 'Tempo',
    });
    expect(out).not.toContain('s3cret');
  });
});

it('explains itself', async () => {
  const { status, out } = await run(['--help']);
  expect(status).toBe(0);
  ['--prometheus', '--loki', '--jaeger', '--user', '--password', '--window', '--job', '--json', 'Exit status'].forEach(
    (option) => expect(out).toContain(option)
  );
});

it('finds a Prometheus behind a prefix', async () => {
  const paths: string[] = [];
  const { url, close } = await listen((request, response) => {
    paths.push(request.url ?? '');
    emptyPrometheus()(request, response);
  });
  await run(['--prometheus', `${url}/prometheus/`]);
  await close();
  expect(paths[0]).toBe('/prometheus/api/v1/query');
});
