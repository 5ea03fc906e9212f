import { requireExtra } from '../extras';
import type { Program } from '../processes';
import { HOST, SERVICES, servicePort } from '../services';
import type { Run } from '../way';

/** Shows the alerts that Prometheus fires, and sends them to the demo's inbox. */
export function alertmanagerProgram({ options, state }: Run): Program {
  return {
    id: 'alertmanager',
    title: SERVICES.alertmanager.title,
    command: [
      requireExtra('alertmanager'),
      `--config.file=${state.alertmanagerConfig}`,
      `--storage.path=${state.alertmanagerData}`,
      `--web.listen-address=${HOST}:${servicePort('alertmanager', options.portOffset)}`,
      // It is alone, and would listen on every interface for others.
      '--cluster.listen-address=',
    ],
  };
}
