import { differs, equals, excludes, type Matcher } from '../promql/matcher';
import { SCRAPE_MEASURES, TARGET_LABELS } from './process';
import type { CounterSource, Dimension, ExporterVocabulary, GaugeSource, ExporterId } from './vocabulary';

const counter = (metric: string, dimensions: readonly Dimension[], ...where: Matcher[]): CounterSource => ({
  kind: 'counter',
  series: [{ metric: [metric], where, dimensions: ['instance', ...dimensions] }],
});

const gauge = (metric: string, dimensions: readonly Dimension[], ...where: Matcher[]): GaugeSource => ({
  kind: 'gauge',
  series: [{ metric: [metric], where, dimensions: ['instance', ...dimensions] }],
});

/** File systems in memory and images that are always full say nothing about the disk. */
const onDisk = excludes('fstype', 'tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|nsfs|fuse.*|proc|sysfs|cgroup2?');
const realNetwork = excludes('device', 'lo|veth.*|docker.*|br-.*|cali.*|flannel.*');
const realDisk = excludes('device', 'loop.*|ram.*|sr[0-9]+|fd[0-9]+');

const node: ExporterVocabulary = {
  id: 'node',
  title: 'Node exporter',
  source: 'the README of prometheus/node_exporter',
  instrumentation: 'exporter',
  evidence: [{ metric: ['node_cpu_seconds_total'], labels: ['mode'] }],
  labels: { ...TARGET_LABELS, mode: 'mode', device: 'device', mountpoint: 'mountpoint' },
  measures: {
    ...SCRAPE_MEASURES,
    cpu: counter('node_cpu_seconds_total', ['mode']),
    cpuIdle: counter('node_cpu_seconds_total', [], equals('mode', 'idle')),
    load1: gauge('node_load1', []),
    load5: gauge('node_load5', []),
    load15: gauge('node_load15', []),
    memoryTotal: gauge('node_memory_MemTotal_bytes', []),
    memoryAvailable: gauge('node_memory_MemAvailable_bytes', []),
    swapTotal: gauge('node_memory_SwapTotal_bytes', []),
    swapFree: gauge('node_memory_SwapFree_bytes', []),
    diskSize: gauge('node_filesystem_size_bytes', ['device', 'mountpoint'], onDisk),
    diskAvailable: gauge('node_filesystem_avail_bytes', ['device', 'mountpoint'], onDisk),
    diskRead: counter('node_disk_read_bytes_total', ['device'], realDisk),
    diskWritten: counter('node_disk_written_bytes_total', ['device'], realDisk),
    diskTime: counter('node_disk_io_time_seconds_total', ['device'], realDisk),
    networkReceived: counter('node_network_receive_bytes_total', ['device'], realNetwork),
    networkTransmitted: counter('node_network_transmit_bytes_total', ['device'], realNetwork),
    networkErrors: counter('node_network_receive_errs_total', ['device'], realNetwork),
    networkDrops: counter('node_network_receive_drop_total', ['device'], realNetwork),
  },
};

/** cAdvisor also measures the groups that containers are in: those have no name. */
const named = differs('name', '');

const cadvisor: ExporterVocabulary = {
  id: 'cadvisor',
  title: 'Container exporter (cAdvisor)',
  source: 'the Prometheus page of google/cadvisor',
  instrumentation: 'exporter',
  evidence: [{ metric: ['container_cpu_usage_seconds_total'], labels: ['name'] }],
  labels: { ...TARGET_LABELS, container: 'name' },
  measures: {
    ...SCRAPE_MEASURES,
    containerCpu: counter('container_cpu_usage_seconds_total', ['container'], named),
    containerPeriods: counter('container_cpu_cfs_periods_total', ['container'], named),
    containerThrottled: counter('container_cpu_cfs_throttled_periods_total', ['container'], named),
    containerMemory: gauge('container_memory_working_set_bytes', ['container'], named),
    containerMemoryLimit: gauge('container_spec_memory_limit_bytes', ['container'], named),
    containerStart: gauge('container_start_time_seconds', ['container'], named),
    containerOomKills: counter('container_oom_events_total', ['container'], named),
    containerReceived: counter('container_network_receive_bytes_total', ['container'], named),
    containerTransmitted: counter('container_network_transmit_bytes_total', ['container'], named),
  },
};

const redis: ExporterVocabulary = {
  id: 'redis',
  title: 'Redis',
  source: 'the README of oliver006/redis_exporter',
  instrumentation: 'exporter',
  evidence: [{ metric: ['redis_up'], labels: [] }],
  labels: { ...TARGET_LABELS, command: 'cmd', database: 'db' },
  measures: {
    ...SCRAPE_MEASURES,
    redisUp: gauge('redis_up', []),
    redisClients: gauge('redis_connected_clients', []),
    redisBlocked: gauge('redis_blocked_clients', []),
    redisMemory: gauge('redis_memory_used_bytes', []),
    redisMemoryLimit: gauge('redis_memory_max_bytes', []),
    redisHits: counter('redis_keyspace_hits_total', []),
    redisMisses: counter('redis_keyspace_misses_total', []),
    redisEvicted: counter('redis_evicted_keys_total', []),
    redisCommands: counter('redis_commands_total', ['command']),
    redisCommandTime: counter('redis_commands_duration_seconds_total', ['command']),
    redisKeys: gauge('redis_db_keys', ['database']),
  },
};

/** Templates are used by nobody. What all databases share has none: its blocks count, it has no size. */
const inUse = excludes('datname', '|template.*');
const inUseOrShared = excludes('datname', 'template.*');

const postgres: ExporterVocabulary = {
  id: 'postgres',
  title: 'PostgreSQL',
  source: 'the README of prometheus-community/postgres_exporter',
  instrumentation: 'exporter',
  evidence: [{ metric: ['pg_up'], labels: [] }],
  labels: { ...TARGET_LABELS, database: 'datname', state: 'state' },
  measures: {
    ...SCRAPE_MEASURES,
    postgresUp: gauge('pg_up', []),
    postgresConnections: gauge('pg_stat_activity_count', ['database', 'state']),
    postgresMaxConnections: gauge('pg_settings_max_connections', []),
    postgresCommits: counter('pg_stat_database_xact_commit', ['database'], inUse),
    postgresRollbacks: counter('pg_stat_database_xact_rollback', ['database'], inUse),
    postgresBlocksHit: counter('pg_stat_database_blks_hit', ['database'], inUseOrShared),
    postgresBlocksRead: counter('pg_stat_database_blks_read', ['database'], inUseOrShared),
    postgresDeadlocks: counter('pg_stat_database_deadlocks', ['database'], inUse),
    postgresSize: gauge('pg_database_size_bytes', ['database'], inUse),
  },
};

/** Every exporter that the plugin reads. */
export const EXPORTERS: Record<ExporterId, ExporterVocabulary> = { node, cadvisor, redis, postgres };
