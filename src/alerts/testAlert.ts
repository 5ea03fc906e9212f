/** An alert as Alertmanager's API takes it. */
export interface PostedAlert {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** ISO 8601. */
  startsAt: string;
  endsAt: string;
}

export const TEST_ALERT = 'TestAlert';

const LASTS_MS = 5 * 60_000;

/** An alert that says of itself that nothing is wrong, with the labels that routes go by; `sent` tells one from another. */
export const testAlert = (now: Date): PostedAlert => ({
  labels: {
    alertname: TEST_ALERT,
    system: 'test',
    severity: 'info',
    category: 'application',
    topic: 'targets',
    sent: now.toISOString(),
  },
  annotations: {
    summary: 'A test of ChoreoAI Observability: nothing is wrong',
    description: 'Somebody wanted to see where alerts arrive. It ends by itself in five minutes.',
  },
  startsAt: now.toISOString(),
  endsAt: new Date(now.getTime() + LASTS_MS).toISOString(),
});
