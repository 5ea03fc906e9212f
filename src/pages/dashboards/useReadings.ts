import { useEffect, useState } from 'react';
import type { Reading } from '../../dashboards/state';
import type { Refused } from '../../grafana/ask';
import { readDashboard, readDashboards } from '../../grafana/dashboards';
import { editableFolders, type Folder } from '../../grafana/folders';
import type { Done } from './actions';

/** What Grafana has: the dashboards by uid, and the folders in which the person may save. */
export interface Readings {
  dashboards: ReadonlyMap<string, Reading>;
  folders: readonly Folder[];
}

export interface Looking {
  /** Undefined until Grafana has answered. */
  found: Readings | Refused | undefined;
  again(): void;
  /** Reads those anew that were written, and the folders. */
  after(done: readonly Done[]): Promise<void>;
}

async function look(uids: readonly string[], closed?: AbortSignal): Promise<Readings | Refused> {
  const [dashboards, folders] = await Promise.all([readDashboards(uids, closed), editableFolders(closed)]);
  if ('said' in dashboards) {
    return dashboards;
  }
  return 'said' in folders ? folders : { dashboards, folders };
}

/** Reads how the dashboards stand, again whenever it is asked to. @param uids the same ones for as long as the page is open */
export function useReadings(uids: readonly string[]): Looking {
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<Readings | Refused>();

  useEffect(() => {
    const closing = new AbortController();
    void look(uids, closing.signal).then((answer) => {
      if (!closing.signal.aborted) {
        setFound(answer);
      }
    });
    return () => closing.abort();
  }, [uids, attempt]);

  return {
    found,
    again: () => {
      setFound(undefined);
      setAttempt((before) => before + 1);
    },
    after: async (done) => {
      const [read, folders] = await Promise.all([Promise.all(done.map(readAfter)), editableFolders()]);
      setFound((before) =>
        before === undefined || 'said' in before
          ? before
          : {
              dashboards: new Map([...before.dashboards, ...read]),
              folders: 'said' in folders ? before.folders : folders,
            }
      );
    },
  };
}

/** Grafana's search may not know yet: whoever was just removed is not asked for. */
const readAfter = async ({ ours: { uid }, action, written }: Done): Promise<[string, Reading]> => [
  uid,
  action === 'remove' && written.kind === 'done' ? { kind: 'absent' } : await readDashboard(uid),
];
