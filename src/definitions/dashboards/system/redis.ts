import type { RowDefinition } from '../../dashboard';
import { ask, lines, stacked, stat, third } from '../panels';

export const redis: RowDefinition = {
  id: 'redis',
  title: 'Redis',
  exporter: 'redis',
  panels: [
    stat(
      {
        id: 'redis-up',
        title: 'Redis up',
        description: 'It is 1 where every Redis answers its exporter, 0 where one does not.',
      },
      'redisUp'
    ),
    stat(
      {
        id: 'redis-memory-used',
        title: 'Memory of the limit',
        description: 'Memory as a share of maxmemory. No value where Redis has no limit.',
      },
      'redisMemoryUsed'
    ),
    stat(
      {
        id: 'redis-hit-ratio',
        title: 'Hit ratio',
        description: 'Share of the look-ups that found their key. No value without look-ups.',
      },
      'redisHitRatio'
    ),
    third(
      lines({ id: 'redis-clients', title: 'Redis clients', description: 'Connected clients, and those that wait.' }, [
        ask('redisClients', undefined, 'Connected'),
        ask('redisBlocked', undefined, 'Blocked'),
      ])
    ),
    third(
      lines({ id: 'redis-memory', title: 'Redis memory', description: 'Memory in use, by instance.' }, [
        ask('redisMemory', 'instance', 'Memory'),
      ])
    ),
    third(
      lines(
        {
          id: 'redis-evictions',
          title: 'Evicted keys',
          description: 'Keys per second that were thrown away to stay below maxmemory.',
        },
        [ask('redisEvictions', undefined, 'Evicted')]
      )
    ),
    third(
      stacked({ id: 'redis-commands', title: 'Redis commands', description: 'Commands per second.' }, [
        ask('redisCommands', 'command', 'Commands'),
      ])
    ),
    third(
      lines(
        {
          id: 'redis-command-time',
          title: 'Time for a Redis command',
          description: 'Mean time in Redis itself, by command.',
        },
        [ask('redisCommandTime', 'command', 'Time')]
      )
    ),
    third(
      lines({ id: 'redis-keys', title: 'Redis keys', description: 'Keys, by database.' }, [
        ask('redisKeys', 'database', 'Keys'),
      ])
    ),
  ],
};
