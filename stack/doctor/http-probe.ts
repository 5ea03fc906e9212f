/** Straight to a server over HTTP. */
import type { RawAnswer } from '../../src/doctor/answer';
import type { PrometheusProbe } from '../../src/doctor/prometheus';

/** Where a server is, and who asks. */
export interface Address {
  /** Without credentials, and without a slash at the end. */
  url: string;
  credentials?: { user: string; password: string } | undefined;
}

/** A probe that asks the server at a URL, with basic authentication where there are credentials. */
export function httpProbe({ url, credentials }: Address): PrometheusProbe {
  const headers: Record<string, string> = credentials
    ? { authorization: `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}` }
    : {};
  return {
    name: url,
    get: (path, params, signal) => send(`${url}${path}?${params}`, { headers, signal }),
    post: (path, params, signal) => send(`${url}${path}`, { method: 'POST', body: params, headers, signal }),
  };
}

async function send(url: string, init: RequestInit): Promise<RawAnswer> {
  const response = await fetch(url, init);
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, body: await response.text() };
}
