import { series } from '../series';
import { ratioCases, slowIn } from './callCases';
import type { Cases } from './case';
import { counter } from './timeline';

/** ChoreoAI's guide has other labels than its README, which the cases have: no endpoint and no method, latency by model. */
const GUIDE = { job: 'choreoai', instance: 'a:8000', provider: 'openai', model: 'gpt-4o' };

const failing = (above: number, under: number): Cases =>
  ratioCases({
    above,
    under,
    write: (good, bad) => ({
      ...(good && { [series('choreoai_requests_total', { ...GUIDE, status: '200' })]: counter(...good) }),
      // Half of what fails is answered with 5xx, half is an exception.
      ...(bad && {
        [series('choreoai_requests_total', { ...GUIDE, status: '502' })]: counter(...bad.map(halved)),
        [series('choreoai_errors_total', { job: GUIDE.job, provider: 'openai', error_type: 'Timeout' })]: counter(
          ...bad.map(halved)
        ),
      }),
    }),
  });

const halved = ([each, minutes]: readonly [number, number]): [number, number] => [each / 2, minutes];

/** alert -> its cases with the guide's labels. */
export const GUIDE_CASES: Readonly<Record<string, Cases>> = {
  HighErrorRate: failing(7, 3),
  ProviderHighErrorRate: failing(13, 8),
  HighLatency: slowIn(
    ['choreoai_request_duration_seconds', { job: GUIDE.job, provider: 'openai', model: 'gpt-4o' }, ['5.0', '10.0']],
    { [series('choreoai_requests_total', { ...GUIDE, status: '200' })]: '5000x60' },
    8,
    3
  ),
};
