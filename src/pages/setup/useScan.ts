import { useCallback, useEffect, useRef, useState } from 'react';
import { excerpt } from '../../doctor/foreignText';
import type { Findings } from '../../doctor/reportText';
import { STEP_IDS, STEPS, type StepId, type Surroundings } from '../../doctor/steps';

export interface Scan {
  /** What was found; a step that is not in it is under way. */
  found: Findings;
  again(ids?: readonly StepId[]): void;
}

/** Runs all steps at the same time, when the page opens and whenever somebody asks; leaving the page ends them. */
export function useScan(surroundings: () => Surroundings): Scan {
  const [found, setFound] = useState<Findings>({});
  const underWay = useRef(new Map<StepId, AbortController>());

  const run = useCallback(
    (ids: readonly StepId[]) => {
      const around = surroundings();
      ids.forEach((id) => {
        underWay.current.get(id)?.abort();
        const closing = new AbortController();
        underWay.current.set(id, closing);
        STEPS[id](around, closing.signal)
          .catch((error: unknown) => [failed(id, error)])
          .then((findings) => !closing.signal.aborted && setFound((before) => ({ ...before, [id]: findings })));
      });
    },
    [surroundings]
  );

  useEffect(() => {
    const steps = underWay.current;
    run(STEP_IDS);
    return () => steps.forEach((closing) => closing.abort());
  }, [run]);

  const again = useCallback(
    (ids: readonly StepId[] = STEP_IDS) => {
      setFound((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !ids.some((one) => one === id))));
      run(ids);
    },
    [run]
  );

  return { found, again };
}

/** A check that did not come to an end: a fault of this app. */
const failed = (id: StepId, error: unknown) => ({
  state: 'unknown' as const,
  reason: 'malformed' as const,
  subject: id,
  seen: `could not be looked at: ${excerpt(String(error))}`,
  cause: 'This is a fault of the plugin.',
  fix: 'Report it, with what is written here.',
});
