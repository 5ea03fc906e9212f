import { durations, FIRST, growing, OF_CHOREOAI, SECOND, series, steady } from '../series';
import type { Situation } from '../situation';

/** Quantiles, means and shares of slow requests, over replicas that differ. */
export const LATENCIES: readonly Situation[] = [
  {
    title: 'with one layout every bound counts',
    series: durations({}, [
      ['5', 80],
      ['10', 80],
      ['30', 100],
      ['+Inf', 100],
    ]),
    ours: { ...OF_CHOREOAI, signal: 'latencyP95', answers: { '{}': 25 } },
  },
  {
    title: 'a provider on other bounds does not take the quantile of the others',
    series: {
      ...durations({ ...FIRST, provider: 'openai' }, [
        ['5', 80],
        ['10', 100],
        ['+Inf', 100],
      ]),
      ...durations({ ...SECOND, provider: 'mistral' }, [
        ['4', 50],
        ['8', 100],
        ['+Inf', 100],
      ]),
    },
    ours: {
      ...OF_CHOREOAI,
      signal: 'latencyP95',
      by: ['provider'],
      answers: { '{provider="openai"}': 8.75, '{provider="mistral"}': 7.6 },
    },
  },
  {
    title: 'replicas without a common bound have no quantile together',
    series: {
      ...durations(FIRST, [
        ['5', 80],
        ['+Inf', 100],
      ]),
      ...durations(SECOND, [
        ['4', 50],
        ['+Inf', 100],
      ]),
    },
    ours: { ...OF_CHOREOAI, signal: 'latencyP95', answers: {} },
  },
  {
    title: 'an idle system has no quantile',
    series: durations({}, [
      ['5', 0],
      ['+Inf', 0],
    ]),
    ours: { ...OF_CHOREOAI, signal: 'latencyP95', answers: {} },
  },
  {
    title: 'the mean is of all replicas, busy ones more than others',
    series: {
      [series('choreoai_request_duration_seconds_sum', { ...FIRST, provider: 'openai' })]: growing(90),
      [series('choreoai_request_duration_seconds_count', { ...FIRST, provider: 'openai' })]: growing(90),
      [series('choreoai_request_duration_seconds_sum', { ...SECOND, provider: 'openai' })]: growing(60),
      [series('choreoai_request_duration_seconds_count', { ...SECOND, provider: 'openai' })]: growing(10),
    },
    ours: { ...OF_CHOREOAI, signal: 'latencyMean', answers: { '{}': 1.5 } },
  },
  {
    title: 'an idle system has no mean',
    series: {
      [series('choreoai_request_duration_seconds_sum', { ...FIRST, provider: 'openai' })]: steady(90),
      [series('choreoai_request_duration_seconds_count', { ...FIRST, provider: 'openai' })]: steady(90),
    },
    ours: { ...OF_CHOREOAI, signal: 'latencyMean', answers: {} },
  },
  {
    title: 'the share slower than a bound leaves out replicas without the bound',
    series: {
      ...durations(FIRST, [
        ['5', 100],
        ['+Inf', 100],
      ]),
      ...durations(SECOND, [
        ['5', 70],
        ['10', 75],
        ['+Inf', 100],
      ]),
    },
    ours: { ...OF_CHOREOAI, signal: 'slowerThan10s', answers: { '{}': 0.25 } },
  },
  {
    title: 'the share slower than a bound adds up replicas that write it 5 and 5.0',
    series: {
      ...durations(FIRST, [
        ['5', 90],
        ['+Inf', 100],
      ]),
      ...durations(SECOND, [
        ['5.0', 70],
        ['+Inf', 100],
      ]),
    },
    ours: { ...OF_CHOREOAI, signal: 'slowerThan5s', answers: { '{}': 0.2 } },
  },
];
