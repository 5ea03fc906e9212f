import { t } from '@grafana/i18n';
import { Button, Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import type { CustomMetric } from '../../settings/schema';
import { METRIC_KINDS } from '../../vocabularies/ownMetrics';
import type { Suggestion } from '../../vocabularies/suggestions';
import { enteredFrom, NOTHING_ENTERED, understand, type EnteredMetric, type MetricField } from './metricForm';

const labelOf = (field: MetricField): string =>
  ({
    name: () => t('systems.metric.name', 'Name in Prometheus; a histogram’s without _bucket'),
    title: () => t('systems.metric.title', 'Title of its panel'),
    labels: () => t('systems.metric.labels', 'Labels to split by, with commas between'),
    unit: () => t('systems.metric.unit', 'Unit, by its Grafana id; a counter’s is of what it adds a second'),
  })[field]();

const kindTitle = (kind: CustomMetric['kind']): string =>
  ({
    counter: () => t('systems.metric.counter', 'Counter'),
    gauge: () => t('systems.metric.gauge', 'Gauge'),
    histogram: () => t('systems.metric.histogram', 'Histogram'),
  })[kind]();

const FIELDS: readonly MetricField[] = ['name', 'title', 'labels', 'unit'];

interface Props {
  /** The metric that is changed; a new one where it is absent. */
  before?: CustomMetric;
  /** Names that the system's jobs write and that nobody has described yet. */
  suggestions: readonly Suggestion[];
  onMetric(metric: CustomMetric): void;
  onCancel(): void;
}

/** A metric of a team's own. */
export function MetricForm({ before, suggestions, onMetric, onCancel }: Props) {
  const [entered, setEntered] = useState<EnteredMetric>(before ? enteredFrom(before) : NOTHING_ENTERED);
  const [expected, setExpected] = useState<Partial<Record<MetricField, string>>>({});

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const understood = understand(entered);
    if ('expected' in understood) {
      setExpected(understood.expected);
    } else {
      onMetric(understood.metric);
    }
  };

  const change = (field: MetricField, value: string) =>
    setEntered((all) => ({
      ...all,
      [field]: value,
      // A name that is known to be there says what it is.
      ...(field === 'name' && suggestions.find(({ name }) => name === value)),
    }));

  return (
    <form onSubmit={submit}>
      <Stack direction="column" gap={2}>
        <Stack direction="row" gap={2} wrap="wrap">
          {FIELDS.map((field) => (
            <Field
              key={field}
              noMargin
              label={labelOf(field)}
              htmlFor={`metric-${field}`}
              invalid={expected[field] !== undefined}
              error={
                expected[field] &&
                t('systems.metric.expected', 'Enter {{expected}}.', {
                  expected: expected[field],
                  interpolation: { escapeValue: false },
                })
              }
            >
              <Input
                id={`metric-${field}`}
                list={field === 'name' ? 'metric-suggestions' : undefined}
                autoComplete="off"
                value={entered[field]}
                onChange={({ currentTarget: { value } }) => change(field, value)}
              />
            </Field>
          ))}
          <datalist id="metric-suggestions">
            {suggestions.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <Field noMargin label={t('systems.metric.kind', 'Kind')}>
            <RadioButtonGroup
              options={METRIC_KINDS.map((value) => ({ value, label: kindTitle(value) }))}
              value={entered.kind}
              onChange={(kind) => setEntered((all) => ({ ...all, kind }))}
            />
          </Field>
        </Stack>
        <Stack direction="row" gap={1}>
          <Button type="submit">{t('systems.metric.take', 'Take this metric')}</Button>
          <Button variant="secondary" onClick={onCancel}>
            {t('systems.metric.cancel', 'Cancel')}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
