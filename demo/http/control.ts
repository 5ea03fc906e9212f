/** The control port: scenarios, dependencies, hostile label values, the ledger, what became of log lines and traces, and the inbox of notifications. */

import type { Simulation } from '../simulation';
import type { GaugesAnswer, LedgerAnswer } from '../ledger';
import { DEMO_SYSTEM_IDS, type DemoSystemId } from '../targets';
import type { Telemetry, TelemetryState } from '../telemetry/telemetry';
import { HOSTILE_VALUES } from '../traffic/hostile';
import { scenarioNamed, SCENARIOS } from '../traffic/scenarios';
import { DEPENDENCIES, type Dependency } from './health';
import { inboxRoutes } from './inbox';
import { json, type HttpCall, type Route } from './server';

/** A row of `GET /scenarios`. */
export interface ScenarioState {
  name: string;
  description: string;
  active: boolean;
}

export interface Controlled {
  simulation: Simulation;
  telemetry: Telemetry | undefined;
  /** Changed by `/dependencies`. */
  outages: Set<Dependency>;
  /** Seconds since 1970. */
  now(): number;
}

/** @param demo what the routes look at and change */
export function controlRoutes(demo: Controlled): Route[] {
  return [
    {
      method: 'GET',
      path: '/health',
      answer: ({ response }) =>
        json(response, 200, {
          status: 'healthy',
          systems: [...new Set(demo.simulation.replicas.map(({ system }) => system.id))],
        }),
    },
    ...scenarioRoutes(demo),
    ...labelValueRoutes(demo),
    ...dependencyRoutes(demo),
    ...ledgerRoutes(demo),
    { method: 'GET', path: '/telemetry', answer: ({ response }) => json(response, 200, telemetryState(demo)) },
    ...inboxRoutes(),
  ];
}

function telemetryState({ telemetry }: Controlled): TelemetryState {
  return telemetry?.state ?? { logs: null, spans: null };
}

function scenarioRoutes({ simulation }: Controlled): Route[] {
  const states = (): ScenarioState[] =>
    SCENARIOS.map(({ name, description }) => ({ name, description, active: simulation.activeScenarios.has(name) }));
  const switchTo =
    (active: boolean) =>
    ({ response, name }: HttpCall) => {
      const scenario = scenarioNamed(name);
      if (!scenario) {
        const known = SCENARIOS.map((row) => row.name);
        return json(response, 404, { error: `There is no scenario "${name}".`, known });
      }
      simulation.setScenario(scenario.name, active);
      return json(response, 200, states());
    };
  return [
    { method: 'GET', path: '/scenarios', answer: ({ response }) => json(response, 200, states()) },
    { method: 'POST', path: '/scenarios/:name', answer: switchTo(true) },
    { method: 'DELETE', path: '/scenarios/:name', answer: switchTo(false) },
  ];
}

function labelValueRoutes({ simulation }: Controlled): Route[] {
  const state = () => ({ hostile: simulation.isHostile, values: HOSTILE_VALUES });
  const switchTo =
    (hostile: boolean) =>
    ({ response }: HttpCall) => {
      simulation.setHostile(hostile);
      json(response, 200, state());
    };
  return [
    { method: 'GET', path: '/label-values', answer: ({ response }) => json(response, 200, state()) },
    { method: 'POST', path: '/label-values', answer: switchTo(true) },
    { method: 'DELETE', path: '/label-values', answer: switchTo(false) },
  ];
}

function dependencyRoutes({ outages }: Controlled): Route[] {
  const states = () => DEPENDENCIES.map((name) => ({ name, up: !outages.has(name) }));
  const change =
    (apply: (name: Dependency) => void) =>
    ({ response, name }: HttpCall) => {
      const dependency = DEPENDENCIES.find((known) => known === name);
      if (!dependency) {
        return json(response, 404, { error: `There is no dependency "${name}".`, known: DEPENDENCIES });
      }
      apply(dependency);
      return json(response, 200, states());
    };
  return [
    { method: 'GET', path: '/dependencies', answer: ({ response }) => json(response, 200, states()) },
    { method: 'POST', path: '/dependencies/:name', answer: change((name) => outages.delete(name)) },
    { method: 'DELETE', path: '/dependencies/:name', answer: change((name) => outages.add(name)) },
  ];
}

function ledgerRoutes({ simulation, now }: Controlled): Route[] {
  return [
    {
      method: 'GET',
      path: '/ledger',
      answer: withinPeriod((system, from, to): LedgerAnswer => {
        simulation.advance(now());
        return { system, from, to, entries: simulation.ledger.entriesOf(system, from, to) };
      }),
    },
    {
      method: 'GET',
      path: '/gauges',
      answer: withinPeriod((system, from, to): GaugesAnswer => {
        simulation.advance(now());
        return { system, from, to, samples: simulation.ledger.samplesOf(system, from, to) };
      }),
    },
  ];
}

/** Reads `system`, `from` and `to`; says which of them is wrong. */
function withinPeriod(read: (system: DemoSystemId, from: number, to: number) => LedgerAnswer | GaugesAnswer) {
  return ({ response, query }: HttpCall) => {
    const system = DEMO_SYSTEM_IDS.find((id) => id === query.get('system'));
    if (!system) {
      return json(response, 404, { error: `There is no system "${query.get('system')}".`, known: DEMO_SYSTEM_IDS });
    }
    const [from, to] = [secondsIn(query, 'from'), secondsIn(query, 'to')];
    if (!Number.isFinite(from) || !Number.isFinite(to)) {
      return json(response, 400, { error: 'Give "from" and "to" in seconds since 1970.' });
    }
    return json(response, 200, read(system, from, to));
  };
}

function secondsIn(query: URLSearchParams, name: string): number {
  return Number(query.get(name) || NaN);
}
