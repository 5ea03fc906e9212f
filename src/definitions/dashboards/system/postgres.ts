import type { RowDefinition } from '../../dashboard';
import { ask, lines, stacked, stat, third } from '../panels';

export const postgres: RowDefinition = {
  id: 'postgres',
  title: 'PostgreSQL',
  exporter: 'postgres',
  panels: [
    stat(
      {
        id: 'postgres-up',
        title: 'PostgreSQL up',
        description: 'It is 1 where every PostgreSQL answers its exporter, 0 where one does not.',
      },
      'postgresUp'
    ),
    stat(
      {
        id: 'postgres-connections-used',
        title: 'Connections of the limit',
        description: 'Connections as a share of max_connections. At 100% new ones are refused.',
      },
      'postgresConnectionsUsed'
    ),
    stat(
      {
        id: 'postgres-hit-ratio',
        title: 'Cache hit ratio',
        description: 'Share of the blocks that were found in memory.',
      },
      'postgresHitRatio'
    ),
    third(
      stacked(
        {
          id: 'postgres-connections',
          title: 'Connections by state',
          description: 'Connections of all databases. Many that are idle in transaction hold locks.',
        },
        [ask('postgresConnections', 'state', 'Connections')]
      )
    ),
    third(
      lines(
        {
          id: 'postgres-transactions',
          title: 'Transactions',
          description: 'Transactions per second that were committed, and rolled back.',
        },
        [ask('postgresCommits', undefined, 'Committed'), ask('postgresRollbacks', undefined, 'Rolled back')]
      )
    ),
    third(
      lines(
        {
          id: 'postgres-deadlocks',
          title: 'Deadlocks by database',
          description: 'Transactions that waited for each other in the last hour; PostgreSQL ends one of them.',
        },
        [ask('postgresDeadlocks', 'database', 'Deadlocks')]
      )
    ),
    lines({ id: 'postgres-size', title: 'Database size', description: 'Space on disk, by database.' }, [
      ask('postgresSize', 'database', 'Size'),
    ]),
  ],
};
