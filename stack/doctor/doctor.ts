/** The doctor as a command: reads the command line, looks, and tells. */
import { createColors } from 'picocolors';
import { countFindings, diagnose } from '../../src/doctor/diagnose';
import { countStates, STATES } from '../../src/doctor/finding';
import { lookFurther } from './further';
import { httpProbe } from './http-probe';
import { HELP, readOptions, UsageError, type DoctorOptions } from './options';
import { report } from './report';

/** Where the doctor writes to. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `out` shows colours. */
  colours: boolean;
}

const WELL = 0;
const WRONG = 1;
const USAGE = 2;

/** Runs the command. @returns its exit status */
export async function doctor(args: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  try {
    const options = readOptions(args, env);
    return options.help ? help(terminal) : await look(options, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\nnpm run doctor -- --help shows the options.`);
      return USAGE;
    }
    throw error;
  }
}

function help({ out }: Terminal): number {
  out(HELP);
  return WELL;
}

async function look(options: DoctorOptions, { out, colours }: Terminal): Promise<number> {
  const { json, window, overrules, prometheus } = options;
  const diagnosis = await diagnose(httpProbe(prometheus), { window, overrules });
  const steps = await lookFurther(options, diagnosis);
  const of = { diagnosis: countFindings(diagnosis), steps: countStates(Object.values(steps).flat()) };
  const summary = Object.fromEntries(STATES.map((state) => [state, of.diagnosis[state] + of.steps[state]]));
  out(
    json ? JSON.stringify({ summary, ...diagnosis, steps }, null, 2) : report(diagnosis, steps, createColors(colours))
  );
  // What a service that only answers like Prometheus does not tell of itself is nothing wrong.
  return of.diagnosis.problem + of.diagnosis.unknown + of.steps.problem > 0 ? WRONG : WELL;
}
