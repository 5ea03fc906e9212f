/** The two ways of running the stack, as one interface. */
import type { Processes, Program } from './processes';
import type { ServiceId } from './services';
import type { State } from './state';

export type WayId = 'native' | 'docker';

export interface StackOptions {
  services: readonly ServiceId[];
  /** Run what is optional besides, as far as it is to be had: see `extras.ts`. */
  extras: boolean;
  way: WayId;
  /** Added to every port, so that two stacks can run side by side. */
  portOffset: number;
  stateDir: string;
  /** Grafana's admin password; without one it is generated and kept in the state folder. */
  password?: string;
  /** Build the plugin when it is older than its sources. */
  build: boolean;
  /** Install what is missing, where that is allowed. */
  install: boolean;
  /** How much past the demo writes before Prometheus starts, for instance `30d`. */
  history?: string;
  /** Of the demo's random numbers. */
  seed?: number;
  /** Takes one line of progress for a person. */
  report: (line: string) => void;
  /** Stops the stack while it is still starting. */
  signal?: AbortSignal;
}

/** One run of the stack, as its parts see it. */
export interface Run {
  options: StackOptions;
  state: State;
  password: string;
  /** What Redis and PostgreSQL want to hear: made up for this run and kept nowhere. */
  secret: string;
  processes: Processes;
  /** Aborted when the stack is stopped. */
  ended: AbortSignal;
}

/** Something optional that does not run, and what to do about it. */
export interface Absent {
  title: string;
  state: string;
  remedy: string;
}

/** What runs besides the services that were asked for. */
export interface Extras {
  services: readonly ServiceId[];
  absent: readonly Absent[];
}

export interface Way {
  /** Makes sure that what cannot be missing is here. */
  install(run: Run): Promise<void>;
  /** Which of the optional services can run. */
  extras(run: Run): Promise<Extras>;
  /** What has to be done once before anything is started. */
  prepare(run: Run): Promise<void>;
  /** What runs until the stack is stopped. */
  programs(run: Run): Program[];
  /** Sets the password of a Grafana that is running. */
  resetPassword(run: Run): Program;
  /** What remains to be done when every program has ended. */
  cleanUp(run: Run): Promise<void>;
}
