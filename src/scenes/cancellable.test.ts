import { firstValueFrom } from 'rxjs';
import { cancellable } from './cancellable';

const pending = () => new Promise<never>(() => {});

it('yields the answer, and ends', async () => {
  const seen: string[] = [];
  const over = new Promise<void>((resolve) =>
    cancellable(async () => 'answer').subscribe({ next: (value) => seen.push(value), complete: resolve })
  );
  await over;
  expect(seen).toEqual(['answer']);
});

it('passes on why there is no answer', async () => {
  await expect(firstValueFrom(cancellable(() => Promise.reject(new Error('refused'))))).rejects.toThrow('refused');
});

it('asks nothing before somebody listens, and anew for each who does', () => {
  const start = jest.fn(pending);
  const observable = cancellable(start);
  expect(start).not.toHaveBeenCalled();
  observable.subscribe();
  observable.subscribe();
  expect(start).toHaveBeenCalledTimes(2);
});

it('aborts the request when it is left', () => {
  let request: AbortSignal | undefined;
  const subscription = cancellable((signal) => {
    request = signal;
    return pending();
  }).subscribe();
  expect(request?.aborted).toBe(false);
  subscription.unsubscribe();
  expect(request?.aborted).toBe(true);
});
