import { durationOf, secondsOfDuration } from './duration';

it.each([
  ['0s', 0, '0s'],
  ['5m', 300, '5m'],
  ['90s', 90, '1m30s'],
  ['60m', 3600, '1h'],
  ['36h', 129_600, '1d12h'],
  ['7d', 604_800, '1w'],
  ['1w1d', 691_200, '8d'],
  ['1h30m', 5400, '1h30m'],
])('%s are %d seconds, which Prometheus writes as %s', (text, seconds, written) => {
  expect(secondsOfDuration(text)).toBe(seconds);
  expect(durationOf(seconds)).toBe(written);
});

it.each(['', '5', 'm', '5 m', '-5m', '1.5h', '30m1h', '1y', 'soon', '5m '])('%j is no duration', (text) => {
  expect(secondsOfDuration(text)).toBeUndefined();
});
