import * as promql from '../promql/expression';
import {
  changesInLastHour,
  each,
  inLastHour,
  level,
  partsOf,
  perSecond,
  rest,
  share,
  shareOfBoth,
  shareOfLimit,
  since,
  used,
} from './formulas';
import type { Signal } from './signal';

/** What systems run on: the scrape, the process, the machine, containers, Redis and PostgreSQL. */
export const MACHINE = {
  targetUp: level('Targets up', 'targetUp', 'percentunit', promql.avg),
  scrapeDuration: level('Scrape duration', 'scrapeDuration', 's', promql.max),
  scrapeSamples: level('Samples of a scrape', 'scrapeSamples'),

  processCpu: perSecond('CPU of the process', 'short', 'processCpu'),
  processMemory: level('Resident memory of the process', 'processMemory', 'bytes'),
  processFiles: shareOfLimit('Open files, of the limit', 'processFiles', 'processFileLimit'),
  processUptime: since('Time since the start', 'processStart'),
  garbageCollections: perSecond('Garbage collections', 'ops', 'garbageCollections'),

  cpuUsed: rest('CPU used', 'cpuIdle', 'cpu'),
  cpuByMode: partsOf('CPU by mode', 'cpu', 'mode'),
  load1: level('Load, 1 minute', 'load1'),
  load5: level('Load, 5 minutes', 'load5'),
  load15: level('Load, 15 minutes', 'load15'),
  memoryUsed: used('Memory used', 'memoryAvailable', 'memoryTotal'),
  memoryAvailable: level('Memory available', 'memoryAvailable', 'bytes'),
  swapUsed: { ...used('Swap used', 'swapFree', 'swapTotal'), emptyWhen: 'The machine may have no swap space.' },
  diskUsed: used('Disk space used', 'diskAvailable', 'diskSize'),
  diskRead: perSecond('Disk reads', 'Bps', 'diskRead'),
  diskWritten: perSecond('Disk writes', 'Bps', 'diskWritten'),
  diskBusy: perSecond('Disk busy', 'percentunit', 'diskTime'),
  networkReceived: perSecond('Network received', 'Bps', 'networkReceived'),
  networkTransmitted: perSecond('Network sent', 'Bps', 'networkTransmitted'),
  networkErrors: perSecond('Network errors', 'pps', 'networkErrors'),
  networkDrops: perSecond('Dropped packets', 'pps', 'networkDrops'),

  containerCpu: perSecond('CPU of containers', 'short', 'containerCpu'),
  containerThrottled: share('CPU of containers, throttled', 'containerThrottled', 'containerPeriods'),
  containerMemory: level('Memory of containers', 'containerMemory', 'bytes'),
  containerMemoryUsed: {
    ...shareOfLimit('Memory of containers, of the limit', 'containerMemory', 'containerMemoryLimit'),
    emptyWhen: 'Containers without a memory limit are left out.',
  },
  containerRestarts: changesInLastHour('Restarts of containers in the last hour', 'containerStart'),
  containerOomKills: inLastHour('Out-of-memory kills in the last hour', 'short', 'containerOomKills'),
  containerReceived: perSecond('Network received by containers', 'Bps', 'containerReceived'),
  containerTransmitted: perSecond('Network sent by containers', 'Bps', 'containerTransmitted'),

  redisUp: level('Redis up', 'redisUp', 'short', promql.min),
  redisClients: level('Redis clients', 'redisClients'),
  redisBlocked: level('Blocked Redis clients', 'redisBlocked'),
  redisMemory: level('Redis memory', 'redisMemory', 'bytes'),
  redisMemoryUsed: {
    ...shareOfLimit('Redis memory, of the limit', 'redisMemory', 'redisMemoryLimit'),
    emptyWhen: 'Redis may have no memory limit (maxmemory 0).',
  },
  redisHitRatio: shareOfBoth('Redis hit ratio', 'redisHits', 'redisMisses'),
  redisEvictions: perSecond('Evicted keys', 'ops', 'redisEvicted'),
  redisCommands: perSecond('Redis commands', 'ops', 'redisCommands'),
  redisCommandTime: each('Time for a Redis command', 's', 'redisCommandTime', 'redisCommands'),
  redisKeys: level('Redis keys', 'redisKeys'),

  postgresUp: level('PostgreSQL up', 'postgresUp', 'short', promql.min),
  postgresConnections: level('PostgreSQL connections', 'postgresConnections'),
  postgresConnectionsUsed: shareOfLimit(
    'PostgreSQL connections, of the limit',
    'postgresConnections',
    'postgresMaxConnections'
  ),
  postgresCommits: perSecond('Committed transactions', 'ops', 'postgresCommits'),
  postgresRollbacks: perSecond('Transactions rolled back', 'ops', 'postgresRollbacks'),
  postgresHitRatio: shareOfBoth('PostgreSQL cache hit ratio', 'postgresBlocksHit', 'postgresBlocksRead'),
  postgresDeadlocks: inLastHour('Deadlocks in the last hour', 'short', 'postgresDeadlocks'),
  postgresSize: level('Database size', 'postgresSize', 'bytes'),
} satisfies Record<string, Signal>;
