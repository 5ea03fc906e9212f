import { compileAlert, type CompiledAlert } from '../compile/alert';
import { grafanaRule } from '../compile/grafanaRules';
import type { Condition } from '../definitions/alert';
import { teamAlerts, type AlertOverrides, type TeamAlert } from '../definitions/alertOverrides';
import { asJson } from '../json/json';
import type { DetectedSystem } from '../vocabularies/detect';
import type { OurRule } from './rules';

/** One of our alerts, for the jobs that a system has here. */
export interface OurAlert extends OurRule {
  alert: CompiledAlert;
  /** What it asks. */
  condition: Condition;
  /** What it is by shipment, and what the team wants otherwise. */
  team: TeamAlert;
}

/**
 * Every alert that a system has the metrics for, also those that the team has turned off.
 * @param dataSource uid of the Prometheus that the rules are to ask
 * @param grafana what links begin with
 */
export const ourRules = (
  { vocabulary, jobs }: DetectedSystem,
  dataSource: string,
  grafana: string,
  overrides: AlertOverrides = {}
): OurAlert[] =>
  teamAlerts(vocabulary.id, overrides).flatMap((team) => {
    const alert = compileAlert(team.definition, { vocabulary, jobs }, grafana);
    return alert
      ? [
          {
            uid: alert.uid,
            name: alert.name,
            alert,
            condition: team.definition.condition,
            team,
            ...(team.override.off && { off: true }),
            json: asJson(grafanaRule(alert, dataSource)),
          },
        ]
      : [];
  });
