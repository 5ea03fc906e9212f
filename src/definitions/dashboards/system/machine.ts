import type { RowDefinition } from '../../dashboard';
import { ask, lines, stacked, stat, third } from '../panels';

/** The machines that a node exporter runs on. */
export const machine: RowDefinition[] = [
  {
    id: 'machine',
    title: 'Machine',
    exporter: 'node',
    panels: [
      stat(
        {
          id: 'cpu-used',
          title: 'CPU used',
          description: 'Share of the CPU time that was not idle, over all machines.',
        },
        'cpuUsed'
      ),
      stat(
        {
          id: 'memory-used',
          title: 'Memory used',
          description: 'Memory that is not available to programs, caches that can be given up left out.',
        },
        'memoryUsed'
      ),
      stat(
        {
          id: 'swap-used',
          title: 'Swap used',
          description: 'Share of the swap space in use. No value where the machine has none.',
        },
        'swapUsed'
      ),
      stat(
        {
          id: 'disk-used',
          title: 'Disk space used',
          description: 'Over all file systems on disks; those in memory are left out.',
        },
        'diskUsed'
      ),
      stat({ id: 'load', title: 'Load', description: 'Processes that run or wait, in one minute.' }, 'load1'),
      stat(
        {
          id: 'memory-available',
          title: 'Memory available',
          description: 'What programs can still have, over all machines.',
        },
        'memoryAvailable'
      ),
    ],
  },
  {
    id: 'machine-cpu',
    title: 'CPU, load and memory',
    exporter: 'node',
    panels: [
      third(
        stacked(
          {
            id: 'cpu-by-mode',
            title: 'CPU by mode',
            description: 'Share of the CPU time. Time in iowait is idle: a disk is waited for.',
          },
          [ask('cpuByMode', 'mode', 'CPU')]
        )
      ),
      third(
        lines({ id: 'load-averages', title: 'Load', description: 'Processes that run or wait.' }, [
          ask('load1', undefined, '1 minute'),
          ask('load5', undefined, '5 minutes'),
          ask('load15', undefined, '15 minutes'),
        ])
      ),
      third(
        lines(
          {
            id: 'memory-by-machine',
            title: 'Memory used by machine',
            description: 'Memory that is not available to programs.',
          },
          [ask('memoryUsed', 'instance', 'Memory')]
        )
      ),
    ],
  },
  {
    id: 'machine-disk',
    title: 'Disks',
    exporter: 'node',
    panels: [
      third(
        lines(
          {
            id: 'disk-by-mountpoint',
            title: 'Disk space used by mount point',
            description: 'Share of each file system in use.',
          },
          [ask('diskUsed', 'mountpoint', 'Used')]
        )
      ),
      third(
        lines({ id: 'disk-traffic', title: 'Disk reads and writes', description: 'Bytes per second, all disks.' }, [
          ask('diskRead', undefined, 'Read'),
          ask('diskWritten', undefined, 'Written'),
        ])
      ),
      third(
        lines(
          {
            id: 'disk-busy',
            title: 'Disk busy',
            description: 'Share of the time in which a disk had work to do.',
          },
          [ask('diskBusy', 'device', 'Busy')]
        )
      ),
    ],
  },
  {
    id: 'machine-network',
    title: 'Network',
    exporter: 'node',
    panels: [
      lines(
        {
          id: 'network-traffic',
          title: 'Network traffic',
          description: 'Bytes per second; loopback and virtual interfaces of containers left out.',
        },
        [ask('networkReceived', undefined, 'Received'), ask('networkTransmitted', undefined, 'Sent')]
      ),
      lines(
        {
          id: 'network-faults',
          title: 'Network errors and drops',
          description: 'Packets per second that were faulty or thrown away on receipt.',
        },
        [ask('networkErrors', undefined, 'Errors'), ask('networkDrops', undefined, 'Drops')]
      ),
    ],
  },
];
