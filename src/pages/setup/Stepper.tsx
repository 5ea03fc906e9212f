import { t } from '@grafana/i18n';
import { Button, Stack, type IconName } from '@grafana/ui';
import React from 'react';
import { worstOf, type FindingState } from '../../doctor/finding';
import type { Findings } from '../../doctor/reportText';
import { STEP_IDS, type StepId } from '../../doctor/steps';
import { stateText, stepTexts } from './stepTexts';

const ICONS: Record<FindingState, IconName> = {
  ok: 'check-circle',
  warning: 'exclamation-triangle',
  problem: 'exclamation-circle',
  unknown: 'question-circle',
};

interface Props {
  found: Findings;
  open: StepId;
  onOpen(id: StepId): void;
}

/** The steps in their order, each with the worst of what it found. */
export function Stepper({ found, open, onOpen }: Props) {
  const texts = stepTexts();
  return (
    <nav aria-label={t('setup.steps', 'Steps')}>
      <Stack direction="row" gap={1} wrap="wrap">
        {STEP_IDS.map((id, index) => {
          const findings = found[id];
          const state = findings && worstOf(findings.map((finding) => finding.state));
          const said = state === undefined ? t('setup.looking', 'Looking…') : stateText()[state];
          return (
            <Button
              key={id}
              variant="secondary"
              fill={id === open ? 'solid' : 'outline'}
              icon={state === undefined ? 'spinner' : ICONS[state]}
              aria-current={id === open ? 'step' : undefined}
              aria-label={`${index + 1}. ${texts[id][0]}: ${said}`}
              tooltip={said}
              onClick={() => onOpen(id)}
            >
              {`${index + 1}. ${texts[id][0]}`}
            </Button>
          );
        })}
      </Stack>
    </nav>
  );
}
