import { ThresholdsMode, type ThresholdsConfig } from '@grafana/schema';
import { thresholdOf, THRESHOLDS, type Threshold } from '../definitions/thresholds';
import type { Answer } from './answers';

/** The system's own limit of a signal as colours: green is where there is none to fear. */
export const thresholdsOf = (answer: Answer | undefined): ThresholdsConfig =>
  stepsOf((answer && limitOfAnswer(answer)) ?? { source: '' });

/** None is known of a team's own metric. */
const limitOfAnswer = ({ ask: { signal }, system }: Answer): Threshold | undefined =>
  typeof signal === 'string' ? thresholdOf(system.thresholds ?? THRESHOLDS[system.vocabulary.id], signal) : undefined;

/** A limit as colours. */
export const stepsOf = (limit: Threshold): ThresholdsConfig => ({
  mode: ThresholdsMode.Absolute,
  steps: limit.below ? falling(withoutLate(limit)) : rising(withoutLate(limit)),
});

/** A warning that comes no earlier than what is critical, because somebody moved either, warns of nothing. */
function withoutLate({ warning, ...limit }: Threshold): Threshold {
  const { critical, below } = limit;
  const [earlier, later] = below ? [critical, warning] : [warning, critical];
  return warning === undefined || (earlier ?? -Infinity) >= (later ?? Infinity) ? limit : { warning, ...limit };
}

// JSON has no minus infinity; Grafana reads null as the base step.
const rising = ({ warning, critical }: Threshold) => [
  { color: 'green', value: null },
  ...(warning === undefined ? [] : [{ color: 'orange', value: warning }]),
  ...(critical === undefined ? [] : [{ color: 'red', value: critical }]),
];

const falling = ({ warning, critical }: Threshold) => [
  { color: critical === undefined ? 'orange' : 'red', value: null },
  ...(critical === undefined || warning === undefined ? [] : [{ color: 'orange', value: critical }]),
  { color: 'green', value: warning ?? critical ?? 0 },
];
