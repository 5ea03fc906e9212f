import { getBackendSrv, isFetchError, type BackendSrvRequest } from '@grafana/runtime';
import { fromEvent, lastValueFrom, NEVER, takeUntil, timeout } from 'rxjs';

/** Grafana's answer, in its own words, where it did not do what it was asked. */
export interface Refused {
  /** Of HTTP; 0 where no answer came. */
  status: number;
  /** What Grafana says, or what kept it from saying anything. */
  said: string;
  /** Grafana's own word for some refusals, such as `version-mismatch`. */
  reason?: string;
}

const TIMEOUT_MS = 10_000;

/** Pages tell what went wrong themselves; a toast would say it twice. */
const QUIETLY = { showErrorAlert: false, showSuccessAlert: false, retry: 0 };

/**
 * Asks Grafana's API; whatever goes wrong is a value.
 * @param closed ends it when the page closes
 */
export async function ask(request: BackendSrvRequest, closed?: AbortSignal): Promise<{ body: unknown } | Refused> {
  try {
    const answer = getBackendSrv()
      .fetch<unknown>({ ...request, ...QUIETLY })
      .pipe(timeout(TIMEOUT_MS), takeUntil(closed ? fromEvent(closed, 'abort') : NEVER));
    return { body: (await lastValueFrom(answer)).data };
  } catch (error) {
    if (isFetchError<{ message?: string; status?: string }>(error)) {
      const { status, data, statusText } = error;
      return { status, said: data?.message ?? statusText ?? String(status), reason: data?.status };
    }
    return { status: 0, said: error instanceof Error ? error.message : String(error) };
  }
}
