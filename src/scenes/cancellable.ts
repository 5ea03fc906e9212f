import { Observable } from 'rxjs';

/** A promise as an observable; leaving it aborts the request behind the promise. */
export const cancellable = <T>(start: (signal: AbortSignal) => Promise<T>): Observable<T> =>
  new Observable((subscriber) => {
    const controller = new AbortController();
    start(controller.signal).then(
      (value) => {
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error)
    );
    return () => controller.abort();
  });
