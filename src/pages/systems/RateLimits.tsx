import { t } from '@grafana/i18n';
import { Button, Field, IconButton, Input, Stack, Text } from '@grafana/ui';
import React, { useEffect, useId, useState } from 'react';
import { emittedLimits, type EmittedLimit } from '../../doctor/emittedLimits';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { DEFAULT_LIMIT, type RateLimit, type Settings } from '../../settings/schema';
import type { DetectedSystem } from '../../vocabularies/detect';

type ByProvider = Settings['limits'];

interface Props {
  dataSource: string;
  /** Those that are there. */
  systems: readonly DetectedSystem[];
  limits: ByProvider;
  disabled: boolean;
  onChange(limits: ByProvider): void;
}

/** What providers let through, where no system tells it. */
export function RateLimits({ dataSource, systems, limits, disabled, onChange }: Props) {
  const [provider, setProvider] = useState('');
  const emitted = useEmitted(dataSource, systems);
  const without = (name: string): ByProvider =>
    Object.fromEntries(Object.entries(limits).filter(([one]) => one !== name));
  const add = () => {
    onChange({ ...limits, [provider.trim()]: { ...DEFAULT_LIMIT } });
    setProvider('');
  };
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        {t('systems.limits.title', 'Rate limits')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'systems.limits.explained',
          'What a provider allows a minute. Without a line here it is {{rpm}} requests, and no limit of tokens is known. Where a system tells the limits itself, those are drawn.',
          { rpm: COUNT.format(DEFAULT_LIMIT.rpm) }
        )}
      </Text>
      {emitted.map((limit) => (
        <Text key={`${limit.system} ${limit.provider}`} element="p">
          {emittedText(limit)}
        </Text>
      ))}
      {Object.entries(limits).map(([name, limit = {}]) => (
        <Stack key={name} direction="row" gap={2} alignItems="flex-end" wrap="wrap">
          <LimitField
            label={t('systems.limits.rpm', '{{name}}, requests a minute', {
              name,
              interpolation: { escapeValue: false },
            })}
            value={limit.rpm}
            disabled={disabled}
            onChange={(rpm) => onChange({ ...limits, [name]: withoutAbsent({ ...limit, rpm }) })}
          />
          <LimitField
            label={t('systems.limits.tpm', '{{name}}, tokens a minute', {
              name,
              interpolation: { escapeValue: false },
            })}
            value={limit.tpm}
            disabled={disabled}
            onChange={(tpm) => onChange({ ...limits, [name]: withoutAbsent({ ...limit, tpm }) })}
          />
          <IconButton
            name="trash-alt"
            disabled={disabled}
            tooltip={t('systems.limits.remove', 'Remove the limits of {{name}}', {
              name,
              interpolation: { escapeValue: false },
            })}
            onClick={() => onChange(without(name))}
          />
        </Stack>
      ))}
      <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
        <Field noMargin label={t('systems.limits.provider', 'Provider')} htmlFor="limit-provider" disabled={disabled}>
          <Input
            id="limit-provider"
            value={provider}
            onChange={({ currentTarget }) => setProvider(currentTarget.value)}
          />
        </Field>
        <Button
          icon="plus"
          variant="secondary"
          disabled={disabled || provider.trim() === '' || Object.hasOwn(limits, provider.trim())}
          onClick={add}
        >
          {t('systems.limits.add', 'Add its limits')}
        </Button>
      </Stack>
    </Stack>
  );
}

/** Numbers as a sentence has them: 6,000. */
const COUNT = new Intl.NumberFormat('en-US');

const withoutAbsent = (limit: RateLimit): RateLimit =>
  Object.fromEntries(Object.entries(limit).filter(([, value]) => value !== undefined));

function emittedText({ system, provider, rpm, tpm }: EmittedLimit): string {
  const told = [
    ...(rpm === undefined ? [] : [t('systems.limits.requests', '{{limit}} requests', { limit: COUNT.format(rpm) })]),
    ...(tpm === undefined ? [] : [t('systems.limits.tokens', '{{limit}} tokens', { limit: COUNT.format(tpm) })]),
  ];
  return t('systems.limits.emitted', '{{system}} tells of {{provider}}: {{limits}} a minute.', {
    system,
    provider,
    limits: told.join(', '),
    interpolation: { escapeValue: false },
  });
}

interface FieldProps {
  label: string;
  value: number | undefined;
  disabled: boolean;
  onChange(value: number | undefined): void;
}

/** What is not a whole number is told when it is saved. */
const amount = (text: string) => (text.trim() === '' ? undefined : Number(text));

function LimitField({ label, value, disabled, onChange }: FieldProps) {
  const id = useId();
  return (
    <Field noMargin label={label} htmlFor={id} disabled={disabled}>
      <Input
        id={id}
        defaultValue={value === undefined ? '' : String(value)}
        onChange={({ currentTarget }) => onChange(amount(currentTarget.value))}
      />
    </Field>
  );
}

/** What the systems tell of limits themselves; none until they answer. */
function useEmitted(dataSource: string, systems: readonly DetectedSystem[]): readonly EmittedLimit[] {
  const [answer, setAnswer] = useState<{ of: readonly DetectedSystem[]; limits: EmittedLimit[] }>();
  useEffect(() => {
    const closing = new AbortController();
    if (dataSource !== '' && systems.length > 0) {
      emittedLimits(dataSourceProbe(dataSource), systems, closing.signal).then(
        (limits) => setAnswer({ of: systems, limits }),
        // Only the page's end ends the question.
        () => undefined
      );
    }
    return () => closing.abort();
  }, [dataSource, systems]);
  return answer?.of === systems ? answer.limits : [];
}
