import * as promql from '../promql/expression';
import type { RawAnswer } from './answer';
import {
  activeTargets,
  checkHealth,
  instantQuery,
  labelValues,
  seriesBetween,
  type PrometheusProbe,
} from './prometheus';

const up = promql.select('up', []);

const answering = (data: unknown): RawAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({ status: 'success', data }),
});

/** A probe that gives one answer to everything, and notes what it was asked. */
function probeOf(answer: () => Promise<RawAnswer>) {
  const asked: string[] = [];
  const note = (method: string) => (path: string, params: URLSearchParams) => {
    asked.push(`${method} ${path}?${params}`);
    return answer();
  };
  return { asked, name: 'Prom', get: note('GET'), post: note('POST') };
}

const vector =
  (...result: unknown[]) =>
  async () =>
    answering({ resultType: 'vector', result });

describe('an instant query', () => {
  it('is sent as a form, with the time that Prometheus itself may take', async () => {
    const probe = probeOf(vector());
    await instantQuery(probe, up);
    expect(probe.asked).toEqual(['POST /api/v1/query?query=up&timeout=3000ms']);
  });

  it('is of another time where one is given', async () => {
    const probe = probeOf(vector());
    await instantQuery(probe, up, undefined, 1000);
    expect(probe.asked).toEqual(['POST /api/v1/query?query=up&timeout=3000ms&time=1000']);
  });

  it('reads series and their values', async () => {
    const probe = probeOf(
      vector(
        { metric: { job: 'a"\\\n' }, value: [1, '2.5'] },
        { metric: {}, value: [1, 'NaN'] },
        { metric: {}, value: [1, '+Inf'] }
      )
    );
    expect(await instantQuery(probe, up)).toEqual({
      kind: 'ok',
      asked: 'Prom',
      value: [
        { metric: { job: 'a"\\\n' }, value: 2.5 },
        { metric: {}, value: NaN },
        { metric: {}, value: NaN },
      ],
    });
  });

  it('reads a scalar as one series without labels', async () => {
    const probe = probeOf(async () => answering({ resultType: 'scalar', result: [1, '3'] }));
    expect(await instantQuery(probe, up)).toMatchObject({ value: [{ metric: {}, value: 3 }] });
  });

  it('is empty without a series', async () => {
    expect(await instantQuery(probeOf(vector()), up)).toEqual({ kind: 'empty', asked: 'Prom', said: '' });
  });

  it.each([null, 'text', { resultType: 'matrix', result: [] }, { resultType: 'vector', result: {} }])(
    'calls %j malformed',
    async (data) => {
      expect(
        await instantQuery(
          probeOf(async () => answering(data)),
          up
        )
      ).toMatchObject({ kind: 'malformed' });
    }
  );
});

describe('time', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs out after 3 s, and the request is aborted', async () => {
    let request: AbortSignal | undefined;
    const silent: PrometheusProbe = {
      ...probeOf(vector()),
      post: (_path, _params, signal) => {
        request = signal;
        return new Promise(() => undefined);
      },
    };
    const outcome = instantQuery(silent, up);
    let settled = false;
    void outcome.then(() => (settled = true));

    await jest.advanceTimersByTimeAsync(2_999);
    expect([settled, request?.aborted]).toEqual([false, false]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await outcome).toEqual({ kind: 'timed-out', asked: 'Prom', said: '' });
    expect(request?.aborted).toBe(true);
  });

  it('ends when the page closes: the promise rejects and the request is aborted', async () => {
    const page = new AbortController();
    let request: AbortSignal | undefined;
    const silent: PrometheusProbe = {
      ...probeOf(vector()),
      post: (_path, _params, signal) => {
        request = signal;
        return new Promise(() => undefined);
      },
    };
    const outcome = instantQuery(silent, up, page.signal);
    page.abort(new Error('closed'));
    await expect(outcome).rejects.toThrow('closed');
    expect(request?.aborted).toBe(true);
    await expect(instantQuery(silent, up, page.signal)).rejects.toThrow('closed');
  });
});

it('reads the values of a label on chosen series and in a time range', async () => {
  const probe = probeOf(async () => answering(['openai', '<script>']));
  expect(await labelValues(probe, 'provider', ['a{job="x"}', 'b'], { from: 1, to: 2 })).toMatchObject({
    value: ['openai', '<script>'],
  });
  expect(decodeURIComponent(probe.asked[0] ?? '')).toBe(
    'GET /api/v1/label/provider/values?start=1&end=2&match[]=a{job="x"}&match[]=b'
  );
});

it('reads the series of a time range with their labels', async () => {
  const series = { __name__: 'up', job: '<script>' };
  const probe = probeOf(async () => answering([series]));
  expect(await seriesBetween(probe, up, { from: 1, to: 2 })).toMatchObject({ value: [series] });
  expect(decodeURIComponent(probe.asked[0] ?? '')).toBe('POST /api/v1/series?match[]=up&start=1&end=2');
});

it('reads targets and why their last scrape failed', async () => {
  const target = { labels: { job: 'a', instance: 'b' }, lastError: 'connection\nrefused', health: 'down' };
  const probe = probeOf(async () => answering({ activeTargets: [target] }));
  expect(await activeTargets(probe)).toMatchObject({
    value: [{ job: 'a', instance: 'b', lastError: 'connection refused' }],
  });
});

describe('health', () => {
  it('is asked of Grafana where it stands between', async () => {
    const health = async () => ({
      status: 400,
      contentType: '',
      body: '{"status":"ERROR","message":"401 Unauthorized"}',
    });
    expect(await checkHealth({ ...probeOf(vector()), health })).toMatchObject({ kind: 'unauthorised' });
  });

  it('is taken for granted where nothing stands between', async () => {
    expect(await checkHealth(probeOf(vector()))).toMatchObject({ kind: 'ok' });
  });
});
