import path from 'node:path';
import { requireExtra } from '../extras';
import type { Program } from '../processes';
import { innerPort, SERVICES, servicePort } from '../services';
import { ROOT } from '../state';
import type { Run } from '../way';

/** Keeps the demo's latest traces in memory. */
export function jaegerProgram({ options }: Run): Program {
  return {
    id: 'jaeger',
    title: SERVICES.jaeger.title,
    command: [requireExtra('jaeger'), `--config=${path.join(ROOT, 'stack/config/jaeger.yaml')}`],
    env: {
      JAEGER_PORT: String(servicePort('jaeger', options.portOffset)),
      JAEGER_GRPC_PORT: String(innerPort('jaeger-grpc', options.portOffset)),
      JAEGER_OTLP_PORT: String(innerPort('jaeger-otlp', options.portOffset)),
    },
  };
}
