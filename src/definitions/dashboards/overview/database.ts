import type { RowDefinition } from '../../dashboard';
import { ask, optional, optionalStacked } from '../panels';

/** The database as the application sees it. A system that does not measure it has no such row. */
export const database: RowDefinition = {
  id: 'database',
  title: 'Database',
  panels: [
    optionalStacked(
      { id: 'database-queries', title: 'Database queries', description: 'Queries per second, by operation.' },
      [ask('databaseRate', 'operation', 'Queries')]
    ),
    optionalStacked({ id: 'database-tables', title: 'Database queries by table', description: 'Queries per second.' }, [
      ask('databaseRate', 'table', 'Queries'),
    ]),
    optional(
      {
        id: 'database-latency',
        title: 'Database query time',
        description: 'How long a query takes. Percentiles cannot exceed the top bucket of the histogram.',
      },
      [ask('databaseLatencyP50', undefined, 'p50'), ask('databaseLatencyP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'slow-queries',
        title: 'Share of slow queries',
        description:
          'Queries that took longer than 1 s, which is the top bucket: the 95th percentile cannot show them.',
      },
      [ask('databaseSlowerThan1s', undefined, 'Slower than 1 s')]
    ),
    optional(
      {
        id: 'database-connections',
        title: 'Database connections',
        description: 'Connections in use, and the size of the pool, over all replicas.',
      },
      [ask('databaseConnections', undefined, 'In use'), ask('databasePool', undefined, 'Pool')]
    ),
    optional(
      {
        id: 'database-pool',
        title: 'Database pool in use',
        description: 'Connections in use, as a share of the pool.',
      },
      [ask('databasePoolUsed', undefined, 'In use')]
    ),
  ],
};
