import { equals } from '../promql/matcher';
import { choreoai } from '../vocabularies/choreoai';
import { countedOnce, countsFailuresTwice } from './countedOnce';
import { SIGNALS } from './signals';

const scope = { jobs: equals('job', 'x'), select: {}, by: [], window: '5m' };

it('failures counted once are those that were answered, over all that was answered', () => {
  const ratio = SIGNALS.errorRatio.expression(countedOnce(choreoai), scope);
  expect(ratio).toContain('choreoai_requests_total');
  expect(ratio).not.toContain('choreoai_errors_total');
});

it('the types of the errors are still told from the errors', () => {
  expect(SIGNALS.errorRate.expression(countedOnce(choreoai), scope)).toBe(
    SIGNALS.errorRate.expression(choreoai, scope)
  );
});

it('a vocabulary that is read so has nothing left to tell', () => {
  expect(countsFailuresTwice(choreoai, scope.jobs)).toBeDefined();
  expect(countsFailuresTwice(countedOnce(choreoai), scope.jobs)).toBeUndefined();
});
