import type { DashboardDefinition, PanelDefinition } from '../dashboard';
import { containers } from './system/containers';
import { machine } from './system/machine';
import { postgres } from './system/postgres';
import { redis } from './system/redis';
import { ask, lines, third } from './panels';

const scrape: PanelDefinition[] = [
  third(
    lines(
      {
        id: 'targets-up',
        title: 'Targets up',
        description: 'Share of the targets that answered the last scrape. A target that is down has no other figures.',
      },
      [ask('targetUp', undefined, 'Up')]
    )
  ),
  third(
    lines(
      {
        id: 'scrape-duration',
        title: 'Scrape duration',
        description: 'Time that Prometheus waits for the metrics of each target.',
      },
      [ask('scrapeDuration', 'instance', 'Duration')]
    )
  ),
  third(
    lines(
      {
        id: 'scrape-samples',
        title: 'Samples of a scrape',
        description: 'How many series each target writes. Steady growth is a label with too many values.',
      },
      [ask('scrapeSamples', 'instance', 'Samples')]
    )
  ),
];

const processes: PanelDefinition[] = [
  third(
    lines({ id: 'process-cpu', title: 'CPU of the process', description: 'CPU cores in use, by instance.' }, [
      ask('processCpu', 'instance', 'CPU'),
    ])
  ),
  third(
    lines(
      {
        id: 'process-memory',
        title: 'Memory of the process',
        description: 'Resident memory (RSS), by instance.',
      },
      [ask('processMemory', 'instance', 'Memory')]
    )
  ),
  third(
    lines(
      {
        id: 'process-files',
        title: 'Open files',
        description: 'Open file descriptors, as a share of the limit of the process. Connections count as files.',
      },
      [ask('processFiles', 'instance', 'Files')]
    )
  ),
  lines(
    {
      id: 'process-uptime',
      title: 'Time since the start',
      description: 'A line that falls to 0 is a restart.',
    },
    [ask('processUptime', 'instance', 'Uptime')]
  ),
  lines(
    {
      id: 'garbage-collections',
      title: 'Garbage collections',
      description: "Collections per second of the language's runtime, by instance.",
    },
    [ask('garbageCollections', 'instance', 'Collections')]
  ),
];

/** What the systems run on: the scrape, the processes, machines, containers, Redis and PostgreSQL. */
export const system: DashboardDefinition = {
  id: 'system',
  title: 'System metrics',
  titles: {
    choreoai: 'ChoreoAI System Metrics',
    convergeai: 'ConvergeAI - System Metrics',
    'project-ai': 'Project-AI System Metrics',
    'ai-companion': 'AI Companion System Metrics',
    litellm: 'LiteLLM System Metrics',
    vllm: 'vLLM System Metrics',
    'envoy-ai-gateway': 'Envoy AI Gateway System Metrics',
    openlit: 'OpenLIT System Metrics',
    'otel-genai-3': 'OpenTelemetry GenAI System Metrics (after 1.41)',
    'otel-genai': 'OpenTelemetry GenAI System Metrics',
    'otel-genai-1': 'OpenTelemetry GenAI System Metrics (up to 1.36)',
  },
  refresh: '10s',
  from: 'now-1h',
  selects: [],
  rows: [
    { id: 'scrape', title: 'Scrape health', panels: scrape },
    { id: 'process', title: 'Process', panels: processes },
    ...machine,
    containers,
    redis,
    postgres,
  ],
};
