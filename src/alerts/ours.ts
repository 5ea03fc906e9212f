import { compileAlert, type CompiledAlert, type WatchedAlert } from '../compile/alert';
import { grafanaRule } from '../compile/grafanaRules';
import { compileOwnAlert } from '../compile/ownAlert';
import type { Condition } from '../definitions/alert';
import { teamAlerts, type TeamAlert } from '../definitions/alertOverrides';
import { ownAlerts } from '../definitions/customAlerts';
import { asJson } from '../json/json';
import { budgetOf, NO_SETTINGS, type Budget, type Settings } from '../settings/schema';
import type { DetectedSystem } from '../vocabularies/detect';
import type { VocabularyId } from '../vocabularies/vocabulary';
import type { OurRule } from './rules';

/** One of our alerts, for the jobs that a system has here. */
export interface OurAlert extends OurRule {
  alert: CompiledAlert;
  /** What it asks. */
  condition: Condition;
  /** What it is by shipment, and what the team wants otherwise. */
  team: TeamAlert;
  /** Nobody has set the budget that it is about: it is off, and of interest where it is installed all the same. */
  unset?: true;
}

/** Stands for one that is not set, to tell which alerts would be there. */
const ANY: Budget = { daily: 1, monthly: 1 };

/** What a team wants of alerts, as its settings have it. */
export type AlertSettings = Pick<Settings, 'alerts' | 'budgets' | 'customAlerts'>;

/** One that a team has written itself. */
export interface OwnRule extends OurRule {
  alert: WatchedAlert;
}

/** A team's own alerts of a system. @param dataSource uid of the Prometheus that the rules are to ask */
export const ownRules = (system: VocabularyId, dataSource: string, settings: AlertSettings): OwnRule[] =>
  ownAlerts(system, settings)
    .map((own) => compileOwnAlert(system, own))
    .map((alert) => ({ uid: alert.uid, name: alert.name, alert, json: asJson(grafanaRule(alert, dataSource)) }));

/**
 * Every alert that a system has the metrics for, also those that the team has turned off or has set no budget for.
 * @param dataSource uid of the Prometheus that the rules are to ask
 * @param grafana what links begin with
 * @param recorded whether recording rules are loaded that know the system: alerts about money read them
 */
export const ourRules = (
  { vocabulary, jobs }: DetectedSystem,
  dataSource: string,
  grafana: string,
  settings: AlertSettings = NO_SETTINGS,
  recorded = false
): OurAlert[] => {
  const reading = { vocabulary, jobs, recorded };
  const budgets = budgetOf(settings, vocabulary.id);
  return teamAlerts(vocabulary.id, settings.alerts).flatMap((team) => {
    const compiled = (set: Budget) => compileAlert(team.definition, { ...reading, budgets: set }, grafana);
    const wanted = compiled(budgets);
    const alert = wanted ?? compiled(ANY);
    return alert
      ? [
          {
            uid: alert.uid,
            name: alert.name,
            alert,
            condition: team.definition.condition,
            team,
            ...((team.override.off || !wanted) && { off: true }),
            ...(!wanted && { unset: true }),
            json: asJson(grafanaRule(alert, dataSource)),
          },
        ]
      : [];
  });
};
