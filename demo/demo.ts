/** The running demo: every system on its ports, and the control port last. */

import type { Server } from 'node:http';

import { controlRoutes } from './http/control';
import { healthRoutes, type Dependency } from './http/health';
import { closeServer, listen, type Route } from './http/server';
import type { Replica } from './replica';
import { Simulation } from './simulation';
import { Telemetry, type TelemetryOptions } from './telemetry/telemetry';
import { controlPort, demoTarget, portOf, type DemoSystemId } from './targets';

export interface DemoOptions {
  seed: number;
  /** Added to every port. */
  portOffset: number;
  hostile: boolean;
  /** How many misspelt names of models are asked for now and then. */
  misspelt?: number;
  /** All systems where it is not given. */
  only?: readonly DemoSystemId[];
  /** How long it has been running already when it starts, in seconds: rare series are then there, and far from 0. */
  age?: number;
  /** The address to listen on. */
  host: string;
  /** Where log lines and traces go; there are none where it is not given. */
  telemetry?: TelemetryOptions;
  /** The clock, in seconds since 1970. */
  now(): number;
}

export interface Demo {
  simulation: Simulation;
  /** Closes every port and every connection. */
  stop(): Promise<void>;
}

const MILLISECONDS_BETWEEN_SAMPLES = 1000;

/**
 * Starts the demo.
 * @throws PortBusyError; nothing is left running then
 */
export async function startDemo({
  portOffset,
  age = 0,
  host,
  now,
  telemetry: told,
  ...options
}: DemoOptions): Promise<Demo> {
  const telemetry = told && new Telemetry(told, now(), portOffset);
  const simulation = new Simulation({ ...options, start: now() - age, telemetry });
  simulation.advance(now());
  const outages = new Set<Dependency>();
  const servers: Server[] = [];

  const timer = setInterval(() => {
    const time = now();
    simulation.advance(time);
    simulation.sample(time);
  }, MILLISECONDS_BETWEEN_SAMPLES);
  const stop = async () => {
    clearInterval(timer);
    await Promise.all(servers.map(closeServer));
    await Promise.all([simulation.close(), telemetry?.close()]);
  };

  try {
    for (const replica of simulation.replicas) {
      const target = demoTarget(replica.system.id, portOffset);
      const { id, title, ports, metricsPath } = target;
      const name = ports.length > 1 ? `${title}, replica ${replica.number}` : title;
      const routes = [scrapeRoute(metricsPath, simulation, replica, now), ...healthRoutes(outages)[id]];
      servers.push(await listen(name, host, portOf(target, replica.number), routes));
    }
    const control = controlRoutes({ simulation, telemetry, outages, now });
    servers.push(await listen("the demo's control port", host, controlPort(portOffset), control));
  } catch (error) {
    await stop();
    throw error;
  }
  return { simulation, stop };
}

function scrapeRoute(path: string, simulation: Simulation, replica: Replica, now: () => number): Route {
  return {
    method: 'GET',
    path,
    answer: ({ request, response }) => {
      simulation.scrape(replica, now());
      return replica.exposition.answer(request, response);
    },
  };
}
