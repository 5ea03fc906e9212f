import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { presentMetrics } from '../../doctor/detectSystems';
import type { Outcome } from '../../doctor/outcome';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { detect } from '../../vocabularies/detect';
import type { Presence } from '../../vocabularies/presence';
import { isSystem, KNOWN } from '../../vocabularies/vocabularies';
import { FirstRun } from '../FirstRun';
import { LoadedSettings } from '../settings/LoadedSettings';
import type { Draft } from '../settings/SettingsForm';
import { Jobs } from './Jobs';
import { OwnMetrics } from './OwnMetrics';
import { RateLimits } from './RateLimits';

interface Props {
  /** Its uid; empty where Grafana has no Prometheus. */
  dataSource: string;
}

/** What a person knows better of the systems than their metrics tell. */
export default function Systems({ dataSource }: Props) {
  const present = usePresence(dataSource);
  return (
    <Stack direction="column" gap={4} grow={1} minWidth={0}>
      {dataSource !== '' && <FirstRun />}
      <LoadedSettings
        meanwhile={t('systems.unread.meanwhile', 'Until it answers, jobs are what their metrics say they are.')}
      >
        {(draft) => <Parts {...draft} dataSource={dataSource} present={present} />}
      </LoadedSettings>
    </Stack>
  );
}

interface PartsProps extends Draft, Props {
  /** Undefined until the data source answers. */
  present: Outcome<Presence> | undefined;
}

function Parts({ dataSource, present, settings, disabled, onChange }: PartsProps) {
  const { jobs, customMetrics, limits } = settings;
  const systems = useMemo(
    () =>
      present?.kind === 'ok'
        ? detect(present.value, KNOWN, jobs).filter(({ vocabulary }) => isSystem(vocabulary.id))
        : [],
    [present, jobs]
  );
  return (
    <Stack direction="column" gap={4}>
      <Jobs
        present={dataSource === '' ? { kind: 'no-data-source' } : present}
        overrules={jobs}
        disabled={disabled}
        onChange={(changed) => onChange({ jobs: changed })}
      />
      <OwnMetrics
        dataSource={dataSource}
        systems={systems}
        metrics={customMetrics}
        disabled={disabled}
        onChange={(changed) => onChange({ customMetrics: changed })}
      />
      <RateLimits
        dataSource={dataSource}
        systems={systems}
        limits={limits}
        disabled={disabled}
        onChange={(changed) => onChange({ limits: changed })}
      />
    </Stack>
  );
}

/** Which known metrics the data source has, by job; undefined until it answers. */
function usePresence(dataSource: string): Outcome<Presence> | undefined {
  const [answer, setAnswer] = useState<{ of: string; present: Outcome<Presence> }>();
  useEffect(() => {
    const closing = new AbortController();
    if (dataSource !== '') {
      presentMetrics(dataSourceProbe(dataSource), KNOWN, closing.signal).then(
        (present) => setAnswer({ of: dataSource, present }),
        // Only the page's end ends the question.
        () => undefined
      );
    }
    return () => closing.abort();
  }, [dataSource]);
  return answer?.of === dataSource ? answer.present : undefined;
}
