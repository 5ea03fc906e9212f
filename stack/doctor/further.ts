/** What the page Setup looks at beside the panels: the same steps, over HTTP. */
import { isDeepStrictEqual } from 'node:util';
import { BACKENDS } from '../../src/doctor/backends';
import { checkConnection, type Connection } from '../../src/doctor/connection';
import type { Diagnosis } from '../../src/doctor/diagnose';
import type { Findings } from '../../src/doctor/reportText';
import { STEPS, type StepId, type Surroundings } from '../../src/doctor/steps';
import { NO_SETTINGS, type Purpose } from '../../src/settings/schema';
import { httpProbe, type Address } from './http-probe';
import type { DoctorOptions } from './options';

/** Runs the steps that there is something to look at for; what the diagnosis tells already is not told twice. */
export async function lookFurther(
  { prometheus, others, overrules }: DoctorOptions,
  { findings: told, systems }: Diagnosis
): Promise<Findings> {
  const all = others.map(({ backend, ...address }): Connection => ({ ...at(address), backend }));
  const serving = (purpose: Purpose) => all.find(({ backend }) => BACKENDS[backend].purpose === purpose);
  const around: Surroundings = {
    all,
    metrics: { ...at(prometheus), backend: 'prometheus' },
    logs: serving('logs'),
    traces: serving('traces'),
    settings: { ...NO_SETTINGS, jobs: overrules },
  };
  const answering = await Promise.all(all.map((connection) => checkConnection(connection)));
  const ids: StepId[] = [
    ...(systems.length > 0 ? (['metrics', 'rules', 'prices', 'stack'] as const) : []),
    ...(['logs', 'traces'] as const).filter((purpose) => around[purpose] !== undefined),
  ];
  const found = await Promise.all(ids.map(async (id) => [id, await STEPS[id](around)] as const));
  return {
    ...(answering.length > 0 && { sources: answering }),
    ...Object.fromEntries(
      found.map(([id, findings]) => [
        id,
        findings.filter((finding) => !told.some((other) => isDeepStrictEqual(finding, other))),
      ])
    ),
  };
}

const at = (address: Address) => ({ uid: '', name: address.url, probe: httpProbe(address) });
