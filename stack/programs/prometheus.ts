import type { Program } from '../processes';
import { HOST, servicePort } from '../services';
import type { Run } from '../way';

/** Longer than the 30 days that dashboards look back. */
export const RETENTION = '40d';

/** Debian's or anybody's Prometheus, from the PATH. */
export function prometheusProgram({ options, state }: Run): Program {
  return {
    id: 'prometheus',
    title: 'Prometheus',
    command: [
      'prometheus',
      `--config.file=${state.prometheusConfig}`,
      `--storage.tsdb.path=${state.prometheusData}`,
      `--storage.tsdb.retention.time=${RETENTION}`,
      '--enable-feature=exemplar-storage',
      `--web.listen-address=${HOST}:${servicePort('prometheus', options.portOffset)}`,
    ],
  };
}
