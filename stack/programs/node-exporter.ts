import type { Program } from '../processes';
import { HOST, SERVICES, servicePort } from '../services';
import { requireExtra } from '../extras';
import type { Run } from '../way';

/** What this machine does: CPU, memory, disks, network. */
export function nodeExporterProgram({ options }: Run): Program {
  return {
    id: 'node-exporter',
    title: SERVICES['node-exporter'].title,
    command: [
      requireExtra('node_exporter'),
      `--web.listen-address=${HOST}:${servicePort('node-exporter', options.portOffset)}`,
    ],
  };
}
