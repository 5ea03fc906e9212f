/** ChoreoAI's JSON log lines, their fields as in its monitoring guide; `trace_id` is what leads to a request's trace. */

import type { Entry } from '../ledger';
import type { Identity } from './identity';
import { masked } from './mask';
import { pythonTimestamp } from './time';

interface Always {
  /** UTC to the microsecond, without a zone. */
  timestamp: string;
  level: 'INFO' | 'ERROR';
  logger: 'choreoai';
  request_id: string;
  /** Where the request has a trace. */
  trace_id?: string;
}

interface Started extends Always {
  message: 'Request started';
  method: string;
  path: string;
  client_ip: string;
  user_id: string;
}

interface Completed extends Always {
  message: 'Request completed';
  method: string;
  path: string;
  status_code: number;
  /** Seconds. */
  duration: number;
  provider: string | null;
  model: string | null;
}

interface Failed extends Always {
  message: 'Request failed';
  error: string;
  error_type: string;
}

export type LogLine = Started | Completed | Failed;

/** A log line and when it was written, in seconds since 1970. */
export interface Logged {
  time: number;
  line: LogLine;
}

const ERRORS: ReadonlyMap<string, string> = new Map([
  ['ReadTimeout', 'The read operation timed out'],
  ['ConnectError', 'All connection attempts failed'],
  ['JSONDecodeError', 'Expecting value: line 1 column 1 (char 0)'],
]);

/** What the exception says; some providers repeat who asked, and with which key. */
export function errorText(errorType: string, { userId }: Identity): string {
  return ERRORS.get(errorType) ?? `${errorType}: the request of ${userId} with the key sk-demo-0123456789 was refused`;
}

/** When a request began, and how it ended: an exception fails it, any answer completes it. */
export function logLines(entry: Entry, identity: Identity, traced: boolean): Logged[] {
  const { time, duration, errorType, method } = entry;
  const path = entry.endpoint ?? '';
  const at = (seconds: number, level: Always['level']): Always => ({
    timestamp: pythonTimestamp(seconds),
    level,
    logger: 'choreoai',
    request_id: identity.requestId,
    ...(traced ? { trace_id: identity.traceId } : {}),
  });
  const began = time - duration;
  const { clientIp, userId } = identity;
  const started: Started = {
    ...at(began, 'INFO'),
    message: 'Request started',
    method,
    path,
    client_ip: masked(clientIp),
    user_id: masked(userId),
  };
  const ended: Completed | Failed =
    errorType === null
      ? {
          ...at(time, 'INFO'),
          message: 'Request completed',
          method,
          path,
          status_code: entry.status ?? 200,
          duration: Number(duration.toFixed(3)),
          provider: entry.provider,
          model: entry.model,
        }
      : {
          ...at(time, 'ERROR'),
          message: 'Request failed',
          error: masked(errorText(errorType, identity)),
          error_type: errorType,
        };
  return [
    { time: began, line: started },
    { time, line: ended },
  ];
}
