import path from 'node:path';
import { requireExtra } from '../extras';
import type { Program } from '../processes';
import { HOST, SERVICES, servicePort } from '../services';
import { ROOT } from '../state';
import type { Run } from '../way';

/** Shows the alerts that Prometheus fires, and sends them nowhere. */
export function alertmanagerProgram({ options, state }: Run): Program {
  return {
    id: 'alertmanager',
    title: SERVICES.alertmanager.title,
    command: [
      requireExtra('alertmanager'),
      `--config.file=${path.join(ROOT, 'stack/config/alertmanager.yml')}`,
      `--storage.path=${state.alertmanagerData}`,
      `--web.listen-address=${HOST}:${servicePort('alertmanager', options.portOffset)}`,
      // It is alone, and would listen on every interface for others.
      '--cluster.listen-address=',
    ],
  };
}
