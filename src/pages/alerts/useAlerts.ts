import { useEffect, useMemo, useState } from 'react';
import type { LiveRule } from '../../alerts/live';
import { ourRules, ownRules, type OurAlert, type OwnRule } from '../../alerts/ours';
import { stateOf, type OurRule, type RuleState } from '../../alerts/rules';
import { detectSystems } from '../../doctor/detectSystems';
import type { Outcome } from '../../doctor/outcome';
import { recordedNow } from '../../doctor/recordings';
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
import { knownSettings, loadSettings, type Loaded } from '../../grafana/settings';
import { textAt, type JsonObject } from '../../json/json';
import type { DetectedSystem } from '../../vocabularies/detect';
import type { VocabularyId } from '../../vocabularies/vocabulary';

/** A rule, and how it stands. */
export interface RuleStanding<Rule extends OurRule = OurRule> {
  ours: Rule;
  state: RuleState;
  /** As Grafana evaluates it; none where it is not installed, or was just now. */
  live?: LiveRule;
  /** As Prometheus does; none where it has no such rule. */
  inPrometheus?: LiveRule;
}

/** One of our alerts, and how it stands. */
export type Standing = RuleStanding<OurAlert>;

export interface SystemAlerts {
  id: VocabularyId;
  title: string;
  standings: readonly Standing[];
  /** Those that the team has written itself. */
  own: ReadonlyArray<RuleStanding<OwnRule>>;
}

/** What was found: undefined until there is an answer. */
interface Found {
  dataSource: string;
  systems: Outcome<DetectedSystem[]>;
  rules: readonly JsonObject[] | Refused;
  live: readonly LiveRule[] | Refused;
  prometheus: readonly LiveRule[] | Refused;
  receiver: DefaultReceiver | undefined;
  settings: Loaded;
  /** The systems that recording rules know. */
  recorded: ReadonlySet<string>;
  /** Those in which the person may save; none where Grafana does not say. */
  folders: readonly Folder[];
}

export interface Looking {
  found: (Found & { alerts: readonly SystemAlerts[] }) | undefined;
  again(): Promise<void>;
}

async function look(dataSource: string, closed?: AbortSignal): Promise<Found> {
  const [systems, rules, live, prometheus, receiver, settings, recorded, folders] = await Promise.all([
    detectSystems(dataSourceProbe(dataSource), closed),
    readRules(closed),
    readLiveRules(closed),
    readPrometheusRules(dataSource, closed),
    readDefaultReceiver(closed),
    loadSettings(closed),
    recordedNow(dataSourceProbe(dataSource), closed),
    editableFolders(closed),
  ]);
  return {
    dataSource,
    systems,
    rules,
    live,
    prometheus,
    receiver,
    settings,
    recorded,
    folders: listed(folders),
  };
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

function alertsIn({ dataSource, systems, settings, recorded, ...answers }: Found): SystemAlerts[] {
  if (systems.kind !== 'ok') {
    return [];
  }
  const rules = new Map(listed(answers.rules).map((rule) => [textAt(rule, 'uid'), rule]));
  const live = new Map(listed(answers.live).map((rule) => [rule.uid, rule]));
  const inPrometheus = listed(answers.prometheus);
  const team = settings.kind === 'loaded' ? settings.stored.settings : knownSettings();
  const standing =
    (system: string) =>
    <Rule extends OurRule>(ours: Rule): RuleStanding<Rule> => ({
      ours,
      state: stateOf(ours, rules.get(ours.uid)),
      live: live.get(ours.uid),
      inPrometheus: inPrometheus.find(({ name, labels }) => name === ours.name && labels.system === system),
    });
  return systems.value
    .map((system) => ({
      id: system.vocabulary.id,
      title: system.vocabulary.title,
      standings: ourRules(system, dataSource, grafanaAddress(), team, recorded.has(system.vocabulary.id))
        .map((ours) => standing(system.vocabulary.id)(ours))
        .filter(({ ours, state }) => !(ours.unset && state.kind === 'off')),
      own: ownRules(system.vocabulary.id, dataSource, team).map((ours) => standing(system.vocabulary.id)(ours)),
    }))
    .filter(({ standings }) => standings.length > 0);
}
