import { t } from '@grafana/i18n';
import { Button, IconButton, Stack, Text } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import type { Outcome } from '../../doctor/outcome';
import { unknownMetrics } from '../../doctor/unknownMetrics';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import type { CustomMetric, Settings } from '../../settings/schema';
import type { DetectedSystem } from '../../vocabularies/detect';
import type { Suggestion } from '../../vocabularies/suggestions';
import { SYSTEMS } from '../../vocabularies/vocabularies';
import type { SystemId } from '../../vocabularies/vocabulary';
import { MetricForm } from './MetricForm';

type BySystem = Settings['customMetrics'];

interface Props {
  dataSource: string;
  /** Those that are there. */
  systems: readonly DetectedSystem[];
  metrics: BySystem;
  disabled: boolean;
  onChange(metrics: BySystem): void;
}

/** Metrics that a team has added to its systems itself: each gets a panel on the system's Overview. */
export function OwnMetrics({ dataSource, systems, metrics, disabled, onChange }: Props) {
  const shown = Object.values(SYSTEMS).filter(
    ({ id }) => metrics[id] !== undefined || systems.some(({ vocabulary }) => vocabulary.id === id)
  );
  const set = (id: SystemId, own: CustomMetric[]) => {
    const rest = Object.fromEntries(Object.entries(metrics).filter(([one]) => one !== id));
    onChange(own.length === 0 ? rest : { ...rest, [id]: own });
  };
  return (
    <Stack direction="column" gap={2}>
      <Text element="h2" variant="h4">
        {t('systems.own.title', 'Your own metrics')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'systems.own.explained',
          'What your team has added to a system. Each metric gets a panel at the end of the system’s Overview.'
        )}
      </Text>
      {shown.length === 0 && (
        <Text element="p">
          {t('systems.own.none', 'No system is there to add a metric to: choose a data source that has one.')}
        </Text>
      )}
      {shown.map(({ id }) => (
        <MetricsOf
          key={id}
          id={id}
          dataSource={dataSource}
          system={systems.find(({ vocabulary }) => vocabulary.id === id)}
          own={metrics[id] ?? []}
          disabled={disabled}
          onChange={(own) => set(id, own)}
        />
      ))}
    </Stack>
  );
}

interface MetricsOfProps {
  id: SystemId;
  dataSource: string;
  /** Absent where it has only settings. */
  system: DetectedSystem | undefined;
  own: readonly CustomMetric[];
  disabled: boolean;
  onChange(own: CustomMetric[]): void;
}

type Editing = { kind: 'none' } | { kind: 'new' } | { kind: 'change'; metric: CustomMetric };

function MetricsOf({ id, dataSource, system, own, disabled, onChange }: MetricsOfProps) {
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const found = useUnknown(dataSource, editing.kind === 'new' ? system : undefined);
  const unknown = found?.kind === 'ok' ? found.value : [];
  const { title } = SYSTEMS[id];

  const take = (metric: CustomMetric) => {
    const replaced = editing.kind === 'change' ? editing.metric : undefined;
    const at = own.findIndex((one) => one === replaced || one.name === metric.name);
    const rest = own.filter((one) => one !== replaced && one.name !== metric.name);
    onChange(at === -1 ? [...rest, metric] : [...rest.slice(0, at), metric, ...rest.slice(at)]);
    setEditing({ kind: 'none' });
  };

  return (
    <Stack direction="column" gap={1}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {own.map((metric) => (
        <Stack key={metric.name} direction="row" gap={1} alignItems="center">
          <Text>{metricText(metric)}</Text>
          <IconButton
            name="pen"
            disabled={disabled}
            tooltip={t('systems.own.change', 'Change {{name}}', { name: metric.name })}
            onClick={() => setEditing({ kind: 'change', metric })}
          />
          <IconButton
            name="trash-alt"
            disabled={disabled}
            tooltip={t('systems.own.remove', 'Remove {{name}}', { name: metric.name })}
            onClick={() => onChange(own.filter((one) => one !== metric))}
          />
        </Stack>
      ))}
      {editing.kind === 'none' ? (
        <Stack direction="row">
          <Button
            icon="plus"
            variant="secondary"
            disabled={disabled}
            aria-label={t('systems.own.add.label', 'Add a metric of {{title}}', { title })}
            onClick={() => setEditing({ kind: 'new' })}
          >
            {t('systems.own.add', 'Add a metric')}
          </Button>
        </Stack>
      ) : (
        <>
          <MetricForm
            before={editing.kind === 'change' ? editing.metric : undefined}
            suggestions={unknown.filter(({ name }) => own.every((metric) => metric.name !== name))}
            onMetric={take}
            onCancel={() => setEditing({ kind: 'none' })}
          />
          {editing.kind === 'new' && unknown.length > 0 && (
            <Text element="p" color="secondary">
              {t('systems.own.suggested', 'It writes, among what nobody has described yet: {{names}}.', {
                names: unknown
                  .slice(0, NAMED)
                  .map(({ name }) => name)
                  .join(', '),
                interpolation: { escapeValue: false },
              })}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

/** So many stand in the text; the field offers more. */
const NAMED = 8;

const metricText = ({ title, name, kind, labels, unit }: CustomMetric) =>
  [
    t('systems.own.row', '{{title}}: {{name}}, a {{kind}}', {
      title,
      name,
      kind,
      interpolation: { escapeValue: false },
    }),
    ...(labels.length > 0 ? [t('systems.own.by', 'by {{labels}}', { labels: labels.join(', ') })] : []),
    ...(unit === undefined
      ? []
      : [t('systems.own.unit', 'in {{unit}}', { unit, interpolation: { escapeValue: false } })]),
  ].join(', ');

/** What the system's jobs write and nobody knows; undefined until the data source answers, and where nothing is asked. */
function useUnknown(dataSource: string, system: DetectedSystem | undefined): Outcome<Suggestion[]> | undefined {
  const [answer, setAnswer] = useState<{ of: DetectedSystem; found: Outcome<Suggestion[]> }>();
  useEffect(() => {
    const closing = new AbortController();
    if (system !== undefined && dataSource !== '') {
      unknownMetrics(dataSourceProbe(dataSource), system, closing.signal).then(
        (found) => setAnswer({ of: system, found }),
        // Only the form's end ends the question.
        () => undefined
      );
    }
    return () => closing.abort();
  }, [dataSource, system]);
  return answer !== undefined && answer.of === system ? answer.found : undefined;
}
