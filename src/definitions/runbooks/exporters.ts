import type { Runbook } from './runbook';

const cpu: Runbook = {
  meaning: 'The machine computes all the time: everything on it becomes slow.',
  look: ['CPU by mode: user, system, or waiting for disks?', '`top` on the machine; CPU by container.'],
  causes: ['More load.', 'A process in a loop.', 'A neighbour: steal time on a virtual machine.'],
  fix: ['Stop the process.', 'Move load away, or add a machine.'],
  falseAlarms: 'Builds, backups and batches.',
};

const memory: Runbook = {
  meaning: 'Little memory is left; soon the kernel ends the process that has most.',
  look: ['Memory by process and container.', 'Does it grow steadily (a leak) or at once?'],
  causes: ['A leak.', 'More load, larger caches.', 'A process that does not belong here.'],
  fix: ['Restart what leaks, then mend it.', 'Give limits to what may not have all of it.', 'Add memory.'],
  falseAlarms: 'None for caches of the kernel: memory that can be had back counts as available.',
};

const disk: Runbook = {
  meaning: 'A file system fills up. When it is full, databases stop and logs are lost.',
  look: [
    '`du -x` from the mount point: what is large, and what is new?',
    'How fast does it fill: the graph says how long is left.',
  ],
  causes: ['Logs that nobody rotates.', 'Prometheus or a database that grows.', 'Images and volumes of containers.'],
  fix: ['Delete what can go: `docker system prune`, old logs.', 'Shorten retention.', 'Enlarge the volume.'],
  falseAlarms: 'A volume that is full on purpose. Image and memory file systems are left out.',
};

const containerMemory: Runbook = {
  meaning: 'A container comes near its memory limit; beyond, it is killed.',
  look: ['Does it grow steadily or with load?', 'Restarts and kills of the container.'],
  causes: ['A leak.', 'A limit that is too small.', 'Large requests.'],
  fix: ['Raise the limit if the machine has it.', 'Restart it; mend the leak.'],
  falseAlarms: 'Programs that use what they get, such as databases with a cache of a fixed size.',
};

const redisMemory: Runbook = {
  meaning: 'Redis comes near maxmemory. Beyond, it evicts keys, or refuses writes.',
  look: ['Evictions.', '`redis-cli --bigkeys`, `INFO memory`.'],
  causes: ['Keys without an expiry.', 'More data than planned.'],
  fix: ['Set expiries; choose an eviction policy.', 'Raise maxmemory.'],
  falseAlarms: 'A cache with an eviction policy is meant to be full. Without a limit (maxmemory 0) it is silent.',
};

const connections: Runbook = {
  meaning: 'PostgreSQL has few connections left; when there are none, applications cannot connect.',
  look: ['pg_stat_activity by state and application: many idle in transaction?'],
  causes: ['Pools that are too large, or too many replicas.', 'Transactions that are never ended.', 'Slow queries.'],
  fix: [
    'End idle transactions: pg_terminate_backend.',
    'Shrink pools, or put pgbouncer in front.',
    'Raise max_connections: needs a restart.',
  ],
  falseAlarms: 'A deployment in which old and new replicas are connected at once.',
};

const hitRatio: Runbook = {
  meaning: 'Much of what is asked for is not in memory: answers are slower.',
  look: ['Was it restarted? A cold cache fills by itself.', 'Memory and its limit.'],
  causes: ['A cold cache.', 'Too little memory.', 'A new query or key pattern that reads everything.'],
  fix: [
    'Wait if it is cold.',
    'Give it more memory.',
    'Find the query: pg_stat_statements, or Redis’s MONITOR for some seconds.',
  ],
  falseAlarms: 'Reports and backups read everything once.',
};

/** By the alert's name. */
export const EXPORTER_RUNBOOKS: Readonly<Record<string, Runbook>> = {
  HighCpuUsage: cpu,
  CriticalCpuUsage: cpu,
  HighMemoryUsage: memory,
  CriticalMemoryUsage: memory,
  DiskSpaceLow: disk,
  DiskFull: disk,
  ContainerMemoryHigh: containerMemory,
  ContainerMemoryCritical: containerMemory,
  ContainerThrottled: {
    meaning: 'A container is held back at its CPU limit: it is slow although the machine may be idle.',
    look: ['CPU of the container against its limit.'],
    causes: ['A limit that is too small.', 'Many threads that use a period up at once.'],
    fix: ['Raise the limit, or take it away.', 'Run fewer threads.'],
    falseAlarms: 'Batches that may take long.',
  },
  ContainerRestarts: {
    meaning: 'A container started three times or more within an hour: it does not stay up.',
    look: ['`docker logs` or `kubectl logs --previous`.', 'Was it killed for its memory?'],
    causes: ['It crashes at start: a setting, a secret, a dependency.', 'Its health check fails.', 'Memory.'],
    fix: ['Roll back.', 'Mend what it needs at start.'],
    falseAlarms: 'Several deployments in one hour.',
  },
  ContainerOomKilled: {
    ...containerMemory,
    meaning: 'A process was killed because its container had no memory left. What it was doing is lost.',
  },
  ExporterDown: {
    meaning: 'An exporter does not answer: nothing is known of what it watches, and its other alerts are silent.',
    look: ['Status, Targets in Prometheus.', 'Is what it watches well? Look by hand.'],
    causes: ['The exporter crashed.', 'The machine is gone.', 'A firewall.'],
    fix: ['Restart the exporter; if the machine is gone, that is the incident.'],
    falseAlarms: 'An exporter that was removed on purpose counts as down for a day.',
  },
  RedisDown: {
    meaning: 'The exporter answers and cannot reach Redis: caches and sessions are gone, rate limits may be.',
    look: ['`redis-cli ping` on its host.', 'Its log; was it killed for its memory?'],
    causes: ['It crashed or was killed.', 'A changed password.', 'It loads a large dump at start.'],
    fix: ['Start it.', 'Give the exporter the password.'],
    falseAlarms: 'A password that only the exporter does not know.',
  },
  RedisMemoryHigh: redisMemory,
  RedisMemoryCritical: redisMemory,
  RedisLowHitRatio: hitRatio,
  PostgresDown: {
    meaning: 'The exporter answers and cannot reach PostgreSQL: what stands on it fails.',
    look: ['`pg_isready` on its host.', 'Its log, and the disk: is it full?'],
    causes: ['It crashed, or its disk is full.', 'No connection is left.', 'A changed password.'],
    fix: ['Free the disk, then start it.', 'End idle connections.'],
    falseAlarms: 'A password that only the exporter does not know.',
  },
  PostgresConnectionsHigh: connections,
  PostgresConnectionsCritical: connections,
  PostgresLowHitRatio: hitRatio,
  PostgresDeadlocks: {
    meaning:
      'Transactions waited for each other, and PostgreSQL ended one of them: what it did is lost unless it is tried again.',
    look: ['The log of PostgreSQL names both statements.'],
    causes: ['Two places that lock rows in different orders.', 'Long transactions.'],
    fix: ['Lock in one order.', 'Shorten transactions; try again on error 40P01.'],
    falseAlarms: 'A single one that was tried again did no harm.',
  },
};
