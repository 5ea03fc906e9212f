import { useEffect, useState } from 'react';
import { detectSystems } from '../../doctor/detectSystems';
import type { Failure } from '../../doctor/outcome';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';

/** The systems that a data source has metrics of; undefined until it has answered. */
export type FoundSystems = { kind: 'ok'; ids: readonly string[] } | Failure;

interface Answer {
  of: string;
  found: FoundSystems;
}

/** Which systems a data source has metrics of. @param uid empty where there is none */
export function useFoundSystems(uid: string): FoundSystems | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (uid === '') {
      return;
    }
    const closing = new AbortController();
    void detectSystems(dataSourceProbe(uid), closing.signal).then((outcome) => {
      if (!closing.signal.aborted) {
        setAnswer({
          of: uid,
          found:
            outcome.kind === 'ok' ? { kind: 'ok', ids: outcome.value.map(({ vocabulary: { id } }) => id) } : outcome,
        });
      }
    });
    return () => closing.abort();
  }, [uid]);
  return answer?.of === uid ? answer.found : undefined;
}
