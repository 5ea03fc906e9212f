/** The doctor as a command: reads the command line, looks, and tells. */
import { createColors } from 'picocolors';
import { countFindings, diagnose } from '../../src/doctor/diagnose';
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

async function look({ json, window, overrules, ...where }: DoctorOptions, { out, colours }: Terminal): Promise<number> {
  const diagnosis = await diagnose(httpProbe(where), { window, overrules });
  const summary = countFindings(diagnosis);
  out(json ? JSON.stringify({ summary, ...diagnosis }, null, 2) : report(diagnosis, createColors(colours)));
  return summary.problem + summary.unknown > 0 ? WRONG : WELL;
}
