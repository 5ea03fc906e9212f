/** Straight to a Prometheus over HTTP. */
import type { RawAnswer } from '../../src/doctor/answer';
import type { PrometheusProbe } from '../../src/doctor/prometheus';
import type { DoctorOptions } from './options';

/** A probe that asks the Prometheus at a URL, with basic authentication where there are credentials. */
export function httpProbe({
  prometheus,
  credentials,
}: Pick<DoctorOptions, 'prometheus' | 'credentials'>): PrometheusProbe {
  const headers: Record<string, string> = credentials
    ? { authorization: `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}` }
    : {};
  return {
    name: prometheus,
    get: (path, params, signal) => send(`${prometheus}${path}?${params}`, { headers, signal }),
    post: (path, params, signal) => send(`${prometheus}${path}`, { method: 'POST', body: params, headers, signal }),
  };
}

async function send(url: string, init: RequestInit): Promise<RawAnswer> {
  const response = await fetch(url, init);
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, body: await response.text() };
}
