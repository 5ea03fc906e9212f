import { useEffect, useState } from 'react';
import type { ContactPoint, Notified, Silence } from '../../../alerts/notifying';
import { OWN_ALERTMANAGER, readContactPoints, readNotified, readSilences } from '../../../grafana/alertmanager';
import type { Refused } from '../../../grafana/ask';

/** What an Alertmanager says. */
export interface Notifications {
  uid: string;
  alerts: readonly Notified[] | Refused;
  silences: readonly Silence[] | Refused;
  /** Grafana's own only: others tell nobody directly. */
  contactPoints: readonly ContactPoint[] | Refused;
}

async function look(uid: string, closed?: AbortSignal): Promise<Notifications> {
  const [alerts, silences, contactPoints] = await Promise.all([
    readNotified(uid, closed),
    readSilences(uid, closed),
    uid === OWN_ALERTMANAGER ? readContactPoints(closed) : [],
  ]);
  return { uid, alerts, silences, contactPoints };
}

/** @returns what was found, undefined until there is an answer; and how to look again */
export function useNotifications(uid: string) {
  const [found, setFound] = useState<Notifications>();
  useEffect(() => {
    const closing = new AbortController();
    void look(uid, closing.signal).then((answer) => {
      if (!closing.signal.aborted) {
        setFound(answer);
      }
    });
    return () => closing.abort();
  }, [uid]);
  return {
    found: found?.uid === uid ? found : undefined,
    again: async () => setFound(await look(uid)),
  };
}
