import { anyOf } from '../promql/matcher';
import { missing } from '../signals/missing';
import { seriesLabel } from '../signals/read';
import { SIGNALS } from '../signals/signals';
import type { DetectedSystem } from '../vocabularies/detect';
import { instantQuery, type PrometheusProbe } from './prometheus';

/** What a system tells of the limits of a provider: requests and tokens a minute. */
export interface EmittedLimit {
  system: string;
  provider: string;
  rpm?: number;
  tpm?: number;
}

const ASKED = { rpm: SIGNALS.requestLimit, tpm: SIGNALS.tokenLimit };
const KINDS = ['rpm', 'tpm'] as const;

/** The limits that systems tell themselves, by system and provider. A system that does not answer tells none. */
export async function emittedLimits(
  probe: PrometheusProbe,
  systems: readonly DetectedSystem[],
  closed?: AbortSignal
): Promise<EmittedLimit[]> {
  const each = await Promise.all(systems.map((system) => limitsOf(probe, system, closed)));
  return each.flat();
}

async function limitsOf(
  probe: PrometheusProbe,
  { vocabulary, jobs }: DetectedSystem,
  closed?: AbortSignal
): Promise<EmittedLimit[]> {
  const found = new Map<string, EmittedLimit>();
  const scope = { jobs: anyOf('job', jobs), select: {}, by: ['provider'] as const, window: '5m' };
  const label = seriesLabel(vocabulary, 'provider') ?? '';
  await Promise.all(
    KINDS.filter((kind) => missing(vocabulary, ASKED[kind], scope.by) === undefined).map(async (kind) => {
      const answer = await instantQuery(probe, ASKED[kind].expression(vocabulary, scope), closed);
      (answer.kind === 'ok' ? answer.value : []).forEach(({ metric, value }) => {
        const provider = metric[label] ?? '';
        found.set(provider, { system: vocabulary.title, provider, ...found.get(provider), [kind]: value });
      });
    })
  );
  return [...found.values()].sort((one, other) => one.provider.localeCompare(other.provider));
}
