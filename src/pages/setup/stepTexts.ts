import { t } from '@grafana/i18n';
import type { FindingState } from '../../doctor/finding';
import type { StepId } from '../../doctor/steps';
import type { Purpose } from '../../settings/schema';

/** Each step's name, and what it looks at. */
export const stepTexts = (): Record<StepId, [title: string, about: string]> => ({
  sources: [
    t('setup.step.sources', 'Data sources'),
    t('setup.about.sources', 'Which data sources there are, and whether they answer.'),
  ],
  metrics: [
    t('setup.step.metrics', 'Metrics'),
    t('setup.about.metrics', 'Which systems there are, what they write, and how they are scraped.'),
  ],
  logs: [
    t('setup.step.logs', 'Logs'),
    t('setup.about.logs', 'Whether log lines are JSON as documented, and name their request and trace.'),
  ],
  traces: [
    t('setup.step.traces', 'Traces'),
    t('setup.about.traces', 'Which services send spans, and whether one gets to them and back.'),
  ],
  rules: [
    t('setup.step.rules', 'Rules and alerts'),
    t('setup.about.rules', 'Whether recording rules and alerts are there, of this version, and work.'),
  ],
  prices: [t('setup.step.prices', 'Prices'), t('setup.about.prices', 'Which models nobody knows the price of.')],
  stack: [
    t('setup.step.stack', 'Prometheus itself'),
    t('setup.about.stack', 'Where its alerts go, how much it holds, and for how long.'),
  ],
});

export const stateText = (): Record<FindingState, string> => ({
  ok: t('setup.state.ok', 'Well'),
  warning: t('setup.state.warning', 'Could be better'),
  problem: t('setup.state.problem', 'Wrong'),
  unknown: t('setup.state.unknown', 'Not known'),
});

export const purposeText = (): Record<Purpose, string> => ({
  metrics: t('setup.purpose.metrics', 'Metrics'),
  logs: t('setup.purpose.logs', 'Logs'),
  traces: t('setup.purpose.traces', 'Traces'),
});
