import { useEffect, useMemo, useState } from 'react';
import type { LiveRule } from '../../alerts/live';
import { ourRules, type OurAlert } from '../../alerts/ours';
import { stateOf, type RuleState } from '../../alerts/rules';
import { detectSystems } from '../../doctor/detectSystems';
import type { Outcome } from '../../doctor/outcome';
import { grafanaAddress } from '../../grafana/address';
import {
  readDefaultReceiver,
  readLiveRules,
  readPrometheusRules,
  readRules,
  type DefaultReceiver,
} from '../../grafana/alerting';
import type { Refused } from '../../grafana/ask';
import { dataSourceProbe } from '../../grafana/dataSourceProbe';
import { editableFolders, type Folder } from '../../grafana/folders';
import { textAt, type JsonObject } from '../../json/json';
import type { DetectedSystem } from '../../vocabularies/detect';
import type { VocabularyId } from '../../vocabularies/vocabulary';

/** One of our alerts, and how it stands. */
export interface Standing {
  ours: OurAlert;
  state: RuleState;
  /** As Grafana evaluates it; none where it is not installed, or was just now. */
  live?: LiveRule;
  /** As Prometheus does; none where it has no such rule. */
  inPrometheus?: LiveRule;
}

export interface SystemAlerts {
  id: VocabularyId;
  title: string;
  standings: readonly Standing[];
}

/** What was found: undefined until there is an answer. */
interface Found {
  dataSource: string;
  systems: Outcome<DetectedSystem[]>;
  rules: readonly JsonObject[] | Refused;
  live: readonly LiveRule[] | Refused;
  prometheus: readonly LiveRule[] | Refused;
  receiver: DefaultReceiver | undefined;
  /** Those in which the person may save; none where Grafana does not say. */
  folders: readonly Folder[];
}

export interface Looking {
  found: (Found & { alerts: readonly SystemAlerts[] }) | undefined;
  again(): Promise<void>;
}

async function look(dataSource: string, closed?: AbortSignal): Promise<Found> {
  const [systems, rules, live, prometheus, receiver, folders] = await Promise.all([
    detectSystems(dataSourceProbe(dataSource), closed),
    readRules(closed),
    readLiveRules(closed),
    readPrometheusRules(dataSource, closed),
    readDefaultReceiver(closed),
    editableFolders(closed),
  ]);
  return { dataSource, systems, rules, live, prometheus, receiver, folders: listed(folders) };
}

/** How the alerts of the systems behind a data source stand. @param dataSource its uid; empty where there is none */
export function useAlerts(dataSource: string): Looking {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (dataSource === '') {
      return;
    }
    const closing = new AbortController();
    void look(dataSource, closing.signal).then((answer) => {
      if (!closing.signal.aborted) {
        setFound(answer);
      }
    });
    return () => closing.abort();
  }, [dataSource]);
  const present = found?.dataSource === dataSource ? found : undefined;
  return {
    found: useMemo(() => present && { ...present, alerts: alertsIn(present) }, [present]),
    again: async () => setFound(await look(dataSource)),
  };
}

const listed = <T>(answer: readonly T[] | Refused): readonly T[] => ('said' in answer ? [] : answer);

function alertsIn({ dataSource, systems, ...answers }: Found): SystemAlerts[] {
  if (systems.kind !== 'ok') {
    return [];
  }
  const rules = new Map(listed(answers.rules).map((rule) => [textAt(rule, 'uid'), rule]));
  const live = new Map(listed(answers.live).map((rule) => [rule.uid, rule]));
  const inPrometheus = listed(answers.prometheus);
  return systems.value
    .map((system) => ({
      id: system.vocabulary.id,
      title: system.vocabulary.title,
      standings: ourRules(system, dataSource, grafanaAddress()).map((ours): Standing => ({
        ours,
        state: stateOf(ours, rules.get(ours.uid)),
        live: live.get(ours.uid),
        inPrometheus: inPrometheus.find(
          ({ name, labels }) => name === ours.name && labels.system === system.vocabulary.id
        ),
      })),
    }))
    .filter(({ standings }) => standings.length > 0);
}
