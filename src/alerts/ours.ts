import { compileAlert, type CompiledAlert } from '../compile/alert';
import { grafanaRule } from '../compile/grafanaRules';
import type { Condition } from '../definitions/alert';
import { ALERTS } from '../definitions/alerts/alerts';
import { asJson } from '../json/json';
import type { DetectedSystem } from '../vocabularies/detect';
import type { OurRule } from './rules';

/** One of our alerts, for the jobs that a system has here. */
export interface OurAlert extends OurRule {
  alert: CompiledAlert;
  /** What it asks. */
  condition: Condition;
}

/**
 * Every alert that a system has the metrics for.
 * @param dataSource uid of the Prometheus that the rules are to ask
 * @param grafana what links begin with
 */
export const ourRules = ({ vocabulary, jobs }: DetectedSystem, dataSource: string, grafana: string): OurAlert[] =>
  ALERTS[vocabulary.id].flatMap((definition) => {
    const alert = compileAlert(definition, { vocabulary, jobs }, grafana);
    return alert
      ? [
          {
            uid: alert.uid,
            name: alert.name,
            alert,
            condition: definition.condition,
            json: asJson(grafanaRule(alert, dataSource)),
          },
        ]
      : [];
  });
