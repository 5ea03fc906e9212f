import { t } from '@grafana/i18n';
import { Combobox, Field, LoadingPlaceholder, Stack, Text, type ComboboxOption } from '@grafana/ui';
import React, { useId } from 'react';
import type { Outcome } from '../../doctor/outcome';
import { DetectionProblem, type Problem } from '../../scenes/DetectionProblem';
import type { Settings } from '../../settings/schema';
import { LEFT_OUT, type Overrule } from '../../vocabularies/detect';
import { llmJobs, type LlmJob, type Proof } from '../../vocabularies/jobs';
import type { Presence } from '../../vocabularies/presence';
import { KNOWN, SYSTEMS, VOCABULARIES } from '../../vocabularies/vocabularies';

type Overrules = Settings['jobs'];

interface Props {
  /** Undefined until the data source answers. */
  present: Outcome<Presence> | Problem | undefined;
  overrules: Overrules;
  disabled: boolean;
  onChange(overrules: Overrules): void;
}

/** The jobs that have LLM metrics, and which system each of them is. */
export function Jobs({ present, overrules, disabled, onChange }: Props) {
  const presence: Presence = present?.kind === 'ok' ? present.value : new Map();
  const jobs = llmJobs(presence, KNOWN, overrules);
  const elsewhere = Object.keys(overrules).filter((job) => !jobs.some((one) => one.job === job));
  const say = (job: string, said: Overrule | undefined) =>
    onChange({
      ...Object.fromEntries(Object.entries(overrules).filter(([one]) => one !== job)),
      ...(said !== undefined && { [job]: said }),
    });
  return (
    <Stack direction="column" gap={2}>
      <Text element="h2" variant="h4">
        {t('systems.jobs.title', 'Jobs')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'systems.jobs.explained',
          'A job of Prometheus belongs to one system, told by its metrics and labels. Where OpenTelemetry GenAI, Envoy AI Gateway and OpenLIT share them, or the guess is wrong, say here what a job is.'
        )}
      </Text>
      {present === undefined && <LoadingPlaceholder text={t('dashboard.looking', 'Looking for systems…')} />}
      {present !== undefined && present.kind !== 'ok' && <DetectionProblem problem={present} />}
      {present?.kind === 'ok' && jobs.length === 0 && (
        <Text element="p">{t('systems.jobs.none', 'No job of this data source has an LLM metric.')}</Text>
      )}
      {jobs.map((job) => (
        <Choice key={job.job} job={job} said={overrules[job.job]} disabled={disabled} onSay={say} />
      ))}
      {present !== undefined &&
        elsewhere.map((job) => (
          <Choice
            key={job}
            job={{ job, proof: [], others: [] }}
            said={overrules[job]}
            disabled={disabled}
            onSay={say}
          />
        ))}
    </Stack>
  );
}

interface ChoiceProps {
  job: LlmJob;
  said: Overrule | undefined;
  disabled: boolean;
  onSay(job: string, said: Overrule | undefined): void;
}

const AUTO = 'auto';

const isOverrule = (value: string): value is Overrule => value === LEFT_OUT || value in VOCABULARIES;

function Choice({ job, said, disabled, onSay }: ChoiceProps) {
  const options: Array<ComboboxOption<string>> = [
    { value: AUTO, label: t('systems.jobs.auto', 'As detected') },
    ...Object.values(SYSTEMS).map(({ id, title }) => ({ value: id, label: title })),
    { value: LEFT_OUT, label: t('systems.jobs.left-out', 'Leave it out') },
  ];
  const id = useId();
  return (
    <Field noMargin label={job.job} description={whyOf(job)} htmlFor={id} disabled={disabled}>
      <Combobox
        id={id}
        width={40}
        options={options}
        value={said ?? AUTO}
        onChange={({ value }) => onSay(job.job, isOverrule(value) ? value : undefined)}
      />
    </Field>
  );
}

/** What is known of a job from its metrics. */
function whyOf({ detected, proof, others }: LlmJob): string {
  const also = others.map((id) => SYSTEMS[id].title).join(', ');
  return detected === undefined
    ? t('systems.jobs.unproven', 'Nothing that this data source has of it now proves a system.')
    : [
        t('systems.jobs.proof', 'Detected: {{system}}, because it writes {{proof}}.', {
          system: SYSTEMS[detected].title,
          proof: proof.map(proofText).join('; '),
          interpolation: { escapeValue: false },
        }),
        also === ''
          ? ''
          : t('systems.jobs.also', 'Its metrics would do for {{systems}} too.', {
              systems: also,
              interpolation: { escapeValue: false },
            }),
      ]
        .join(' ')
        .trim();
}

const proofText = ({ metric, labels }: Proof) =>
  labels.length === 0
    ? metric
    : t('systems.jobs.proof-labels', '{{metric}} with {{labels}}', {
        metric,
        labels: labels.join(', '),
        interpolation: { escapeValue: false },
      });
