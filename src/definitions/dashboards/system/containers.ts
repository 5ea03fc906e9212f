import type { RowDefinition } from '../../dashboard';
import { ask, lines, third } from '../panels';

/** The containers that cAdvisor sees. */
export const containers: RowDefinition = {
  id: 'containers',
  title: 'Containers',
  exporter: 'cadvisor',
  panels: [
    third(
      lines({ id: 'container-cpu', title: 'CPU by container', description: 'CPU cores in use.' }, [
        ask('containerCpu', 'container', 'CPU'),
      ])
    ),
    third(
      lines(
        {
          id: 'container-throttled',
          title: 'CPU throttled by container',
          description: 'Share of the scheduling periods in which a container was held back by its CPU limit.',
        },
        [ask('containerThrottled', 'container', 'Throttled')]
      )
    ),
    third(
      lines(
        {
          id: 'container-memory',
          title: 'Memory by container',
          description: 'Working set: what the kernel cannot take back. At the limit the container is killed.',
        },
        [ask('containerMemory', 'container', 'Memory')]
      )
    ),
    third(
      lines(
        {
          id: 'container-memory-used',
          title: 'Memory of the limit by container',
          description: 'Working set as a share of the limit. Containers without a limit are left out.',
        },
        [ask('containerMemoryUsed', 'container', 'Memory')]
      )
    ),
    third(
      lines(
        {
          id: 'container-restarts',
          title: 'Restarts by container',
          description: 'How often a container was started again in the last hour.',
        },
        [ask('containerRestarts', 'container', 'Restarts')]
      )
    ),
    third(
      lines(
        {
          id: 'container-oom-kills',
          title: 'Out-of-memory kills by container',
          description: 'Processes that the kernel ended for their memory in the last hour.',
        },
        [ask('containerOomKills', 'container', 'Kills')]
      )
    ),
    lines(
      {
        id: 'container-network',
        title: 'Network of containers',
        description: 'Bytes per second, all containers.',
      },
      [ask('containerReceived', undefined, 'Received'), ask('containerTransmitted', undefined, 'Sent')]
    ),
  ],
};
