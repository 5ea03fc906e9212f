import path from 'node:path';
import { requireExtra } from '../extras';
import type { Program } from '../processes';
import { innerPort, SERVICES, servicePort } from '../services';
import { ROOT } from '../state';
import type { Run } from '../way';

/** Keeps the demo's log lines in the state folder. */
export function lokiProgram({ options, state }: Run): Program {
  return {
    id: 'loki',
    title: SERVICES.loki.title,
    command: [
      requireExtra('loki'),
      `-config.file=${path.join(ROOT, 'stack/config/loki.yaml')}`,
      '-config.expand-env=true',
    ],
    env: {
      LOKI_PORT: String(servicePort('loki', options.portOffset)),
      LOKI_GRPC_PORT: String(innerPort('loki-grpc', options.portOffset)),
      LOKI_DATA: state.lokiData,
    },
  };
}
