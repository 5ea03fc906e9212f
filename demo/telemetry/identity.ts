/** Who asked, and under which ids: made up from a request itself, so that the same request always has the same. */

import { createHash } from 'node:crypto';

import type { Entry } from '../ledger';
import { failed } from '../traffic/profile';

export interface Identity {
  /** Looks like a UUID. */
  requestId: string;
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits each. */
  spanIds: { request: string; provider: string };
  /** Personal data: never written as it is. */
  clientIp: string;
  /** Personal data: an e-mail address. */
  userId: string;
  /** Evenly from [0, 1). */
  lot: number;
}

const USERS = ['ada.lovelace', 'alan.turing', 'grace.hopper', 'kurt.goedel', 'emmy.noether', 'john.mccarthy'];

/** The networks that are kept for documentation (RFC 5737). */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'];

export function identityOf({ replica, time, duration, endpoint, model }: Entry): Identity {
  const digest = createHash('sha512').update(JSON.stringify([replica, time, duration, endpoint, model]));
  const hex = digest.digest('hex');
  const digits = (from: number, count: number) => hex.slice(from, from + count);
  const number = (from: number) => parseInt(digits(from, 8), 16);
  const oneOf = (names: readonly string[], from: number) => names[number(from) % names.length] ?? '';
  return {
    traceId: digits(0, 32),
    spanIds: { request: digits(32, 16), provider: digits(48, 16) },
    requestId: digits(64, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    clientIp: `${oneOf(NETWORKS, 96)}.${1 + (number(100) % 254)}`,
    userId: `${oneOf(USERS, 108)}@example.com`,
    lot: number(116) / 2 ** 32,
  };
}

/** Of the requests that went well and were quick, one in so many is written. */
export const ONE_IN = 20;

/** From so many seconds on a request is slow. */
const SLOW_SECONDS = 10;

/** Whether a request leaves log lines and a trace: one that failed, was slow, or was drawn. */
export function isKept(entry: Entry, { lot }: Identity): boolean {
  return entry.layer !== 'probe' && (failed(entry) || entry.duration > SLOW_SECONDS || lot < 1 / ONE_IN);
}
