import type { ExporterId } from '../../../src/vocabularies/vocabulary';
import type { InputSeries } from '../promtool';
import { firedBy, never, type Cases, type Course } from './case';
import { LEVEL, levelCases, NOT_OF_SUCCESS } from './levelCases';
import { exporterDown } from './targetCases';
import { counter, gauge, type Phase } from './timeline';

const AT = 'instance="a:1"';
const LONG: Course = { healthy: 15, happens: 42, after: 20 };

/** Two counters of which the first is a share: of 100, so many while it happens. */
const shareOf = (
  write: (part: readonly Phase[], rest: readonly Phase[]) => InputSeries,
  beyond: number,
  within: number,
  well: number,
  { healthy, happens, after }: Course = LEVEL
): Cases => {
  const minutes = healthy + happens + after;
  const phases = (...each: [number, number, number]): Phase[] => [
    [each[0], healthy],
    [each[1], happens],
    [each[2], after],
  ];
  return {
    firesAndResolves: {
      series: write(phases(well, beyond, well), phases(100 - well, 100 - beyond, 100 - well)),
      firing: firedBy({ healthy, happens, after }),
    },
    underThreshold: { series: write([[within, minutes]], [[100 - within, minutes]]), firing: never(minutes) },
    idle: { series: write([[0, minutes]], [[0, minutes]]), firing: never(minutes) },
    totalOutage: NOT_OF_SUCCESS,
  };
};

const cpu = (busy: readonly Phase[], idle: readonly Phase[]): InputSeries => ({
  [`node_cpu_seconds_total{job="node",${AT},cpu="0",mode="user"}`]: counter(...busy),
  [`node_cpu_seconds_total{job="node",${AT},cpu="0",mode="idle"}`]: counter(...idle),
});

const memory = (beyond: number, within: number): Cases =>
  levelCases({
    series: `node_memory_MemAvailable_bytes{job="node",${AT}}`,
    beside: { [`node_memory_MemTotal_bytes{job="node",${AT}}`]: '100x80' },
    values: [60, 100 - beyond, 100 - within, 100],
  });

const DISK = `job="node",${AT},device="/dev/sda1",fstype="ext4",mountpoint="/"`;
const disk = (beyond: number, within: number): Cases =>
  levelCases({
    series: `node_filesystem_avail_bytes{${DISK}}`,
    beside: { [`node_filesystem_size_bytes{${DISK}}`]: '100x80' },
    values: [60, 100 - beyond, 100 - within, 100],
  });

const CONTAINER = 'job="cadvisor",instance="c:1",id="/docker/x",image="api",name="api"';

const containerMemory = (beyond: number, within: number): Cases =>
  levelCases({
    series: `container_memory_working_set_bytes{${CONTAINER}}`,
    beside: { [`container_spec_memory_limit_bytes{${CONTAINER}}`]: '100x80' },
    values: [50, beyond, within, 0],
  });

/** Something that happens now and then, counted over an hour: once is one too many, or three times are. */
const inAnHour = (series: string, happens: string, within: string, quiet: string): Cases => ({
  firesAndResolves: { series: { [series]: happens }, firing: { 14: 0, 50: 1, 175: 0 } },
  underThreshold: { series: { [series]: within }, firing: never(120) },
  idle: { series: { [series]: quiet }, firing: never(120) },
  totalOutage: NOT_OF_SUCCESS,
});

const isUp = (series: string): Cases => ({
  ...levelCases({ series, values: [1, 0, 1, 1], course: { healthy: 15, happens: 5, after: 10 } }),
  totalOutage: { because: 'Where the exporter itself is gone, ExporterDown tells.' },
});

const redisMemory = (beyond: number, within: number): Cases =>
  levelCases({
    series: `redis_memory_used_bytes{job="redis",${AT}}`,
    beside: { [`redis_memory_max_bytes{job="redis",${AT}}`]: '100x80' },
    values: [50, beyond, within, 0],
  });

const connections = (beyond: number, within: number): Cases =>
  levelCases({
    // By database and state; the limit is of the server.
    series: ['app', 'other'].map(
      (name) => `pg_stat_activity_count{job="postgres",${AT},datname="${name}",state="active"}`
    ),
    beside: { [`pg_settings_max_connections{job="postgres",${AT}}`]: '200x80' },
    values: [10, beyond, within, 0],
  });

const DATABASE = `job="postgres",${AT},datid="1",datname="app"`;

export const EXPORTER_CASES: Record<ExporterId, Readonly<Record<string, Cases>>> = {
  node: {
    HighCpuUsage: shareOf(cpu, 85, 75, 20, LEVEL),
    CriticalCpuUsage: shareOf(cpu, 97, 90, 20, LEVEL),
    HighMemoryUsage: memory(87, 83),
    CriticalMemoryUsage: memory(97, 93),
    DiskSpaceLow: disk(82, 78),
    DiskFull: disk(92, 88),
    ExporterDown: exporterDown('node', `node_cpu_seconds_total{job="node",${AT},mode="idle"}`),
    TargetDown: {
      firesAndResolves: {
        series: {
          [`node_cpu_seconds_total{job="node",instance="b:1",mode="idle"}`]: '1x60',
          'up{job="node",instance="a:1"}': gauge([1, 15], [0, 15], [1, 10]),
          'up{job="node",instance="b:1"}': '1x60',
        },
        firing: { 14: 0, 29: 1, 39: 0 },
      },
      underThreshold: {
        series: {
          [`node_cpu_seconds_total{job="node",instance="b:1",mode="idle"}`]: '1x60',
          'up{job="node",instance="a:1"}': gauge([1, 15], [0, 15], [1, 10]),
          'up{job="node",instance="b:1"}': gauge([1, 15], [0, 15], [1, 10]),
        },
        firing: never(40),
      },
      idle: { because: 'An exporter has no traffic.' },
      totalOutage: { because: 'Where no target answers, ExporterDown tells, once.' },
    },
  },
  cadvisor: {
    ContainerMemoryHigh: containerMemory(85, 78),
    ContainerMemoryCritical: containerMemory(97, 93),
    ContainerThrottled: shareOf(
      (part, rest) => ({
        [`container_cpu_cfs_throttled_periods_total{${CONTAINER}}`]: counter(...part),
        [`container_cpu_cfs_periods_total{${CONTAINER}}`]: counter(
          ...part.map(([each, minutes], index) => [each + (rest[index]?.[0] ?? 0), minutes] as const)
        ),
      }),
      30,
      20,
      2
    ),
    ContainerRestarts: inAnHour(
      `container_start_time_seconds{${CONTAINER}}`,
      gauge([100, 15], [200, 10], [300, 10], [400, 160]),
      gauge([100, 15], [200, 10], [300, 160]),
      gauge([100, 180])
    ),
    ContainerOomKilled: inAnHour(
      `container_oom_events_total{${CONTAINER}}`,
      gauge([0, 15], [1, 180]),
      gauge([0, 180]),
      gauge([3, 180])
    ),
    ExporterDown: exporterDown('cadvisor', `container_cpu_usage_seconds_total{${CONTAINER}}`),
  },
  redis: {
    RedisDown: isUp(`redis_up{job="redis",${AT}}`),
    RedisMemoryHigh: redisMemory(85, 78),
    RedisMemoryCritical: redisMemory(95, 88),
    RedisLowHitRatio: shareOf(
      (hits, misses) => ({
        [`redis_commands_total{job="redis",${AT},cmd="get"}`]: counter(
          ...hits.map(([each, minutes], index) => [each + (misses[index]?.[0] ?? 0), minutes] as const)
        ),
        [`redis_keyspace_hits_total{job="redis",${AT}}`]: counter(...hits),
        [`redis_keyspace_misses_total{job="redis",${AT}}`]: counter(...misses),
      }),
      70,
      85,
      95,
      LONG
    ),
    ExporterDown: exporterDown('redis', `redis_up{job="redis",${AT}}`),
  },
  postgres: {
    PostgresDown: isUp(`pg_up{job="postgres",${AT}}`),
    PostgresConnectionsHigh: connections(82, 78),
    PostgresConnectionsCritical: connections(95, 88),
    PostgresLowHitRatio: shareOf(
      (hits, reads) => ({
        [`pg_stat_database_xact_commit{${DATABASE}}`]: counter(
          ...hits.map(([each, minutes], index) => [each + (reads[index]?.[0] ?? 0), minutes] as const)
        ),
        [`pg_stat_database_blks_hit{${DATABASE}}`]: counter(...hits),
        [`pg_stat_database_blks_read{${DATABASE}}`]: counter(...reads),
      }),
      80,
      95,
      99,
      LONG
    ),
    PostgresDeadlocks: inAnHour(
      `pg_stat_database_deadlocks{${DATABASE}}`,
      gauge([0, 15], [3, 180]),
      gauge([0, 180]),
      gauge([3, 180])
    ),
    ExporterDown: exporterDown('postgres', `pg_up{job="postgres",${AT}}`),
  },
};
