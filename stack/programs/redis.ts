import type { Program } from '../processes';
import { HOST, SERVICES, servicePort, serviceUrl } from '../services';
import { requireExtra } from '../extras';
import type { Run } from '../way';

/** So little that a cache fills it. */
export const REDIS_MAXMEMORY = '64mb';

/** A Redis that keeps nothing. It reads its configuration, the password included, from its standard input. */
export function redisProgram({ options, state, secret }: Run): Program {
  const configuration = [
    `bind ${HOST}`,
    `port ${servicePort('redis', options.portOffset)}`,
    `requirepass ${secret}`,
    `maxmemory ${REDIS_MAXMEMORY}`,
    'maxmemory-policy allkeys-lru',
    'save ""',
    `dir ${JSON.stringify(state.redisData)}`,
    // A title would overwrite the environment by which its processes are found.
    'set-proc-title no',
  ];
  return {
    id: 'redis',
    title: SERVICES.redis.title,
    command: [requireExtra('redis-server'), '-'],
    input: `${configuration.join('\n')}\n`,
  };
}

/** What that Redis does. */
export function redisExporterProgram({ options, secret }: Run): Program {
  return {
    id: 'redis-exporter',
    title: SERVICES['redis-exporter'].title,
    command: [
      requireExtra('redis_exporter'),
      `-web.listen-address=${HOST}:${servicePort('redis-exporter', options.portOffset)}`,
    ],
    env: { REDIS_ADDR: serviceUrl('redis', options.portOffset), REDIS_PASSWORD: secret },
  };
}
