import type { RowDefinition } from '../../dashboard';
import { ask, optional, optionalStacked } from '../panels';

/** What agents do, how long it takes and how often it fails. A system without agents has no such row. */
export const agents: RowDefinition = {
  id: 'agents',
  title: 'Agents',
  panels: [
    optionalStacked(
      { id: 'agent-executions', title: 'Agent executions', description: 'Executions per second, by agent.' },
      [ask('agentRate', 'agent', 'Executions')]
    ),
    optionalStacked(
      {
        id: 'agent-intents',
        title: 'Executions by intent',
        description: 'Executions per second, by what was asked for.',
      },
      [ask('agentRate', 'intent', 'Executions')]
    ),
    optional(
      {
        id: 'agent-latency',
        title: 'Agent execution time',
        description: 'How long an agent works on what it was asked.',
      },
      [ask('agentLatencyP50', undefined, 'p50'), ask('agentLatencyP95', undefined, 'p95')]
    ),
    optional(
      {
        id: 'agent-latency-by-agent',
        title: 'Agent execution time p95 by agent',
        description: 'Of 100 executions, 95 were faster.',
      },
      [ask('agentLatencyP95', 'agent', 'p95')]
    ),
    optional(
      {
        id: 'slow-agents',
        title: 'Share of slow agent executions',
        description: 'Executions that took longer than 10 s, or the nearest bucket to it.',
      },
      [ask('agentSlowerThan10s', undefined, 'Slower than 10 s')]
    ),
    optional(
      { id: 'agent-errors', title: 'Agent error ratio', description: 'Share of the executions that failed, by agent.' },
      [ask('agentErrorRatio', 'agent', 'Errors')]
    ),
    optional({ id: 'agent-error-types', title: 'Agent errors by type', description: 'Failed executions per second.' }, [
      ask('agentErrorRate', 'errorType', 'Errors'),
    ]),
    optionalStacked(
      { id: 'active-agents', title: 'Agents at work', description: 'Executions in progress, by agent.' },
      [ask('activeAgents', 'agent', 'Executions')]
    ),
    optionalStacked({ id: 'tool-calls', title: 'Tool calls', description: 'Calls per second, by tool.' }, [
      ask('toolRate', 'tool', 'Calls'),
    ]),
    optional(
      { id: 'tool-latency', title: 'Tool call time p95', description: 'Of 100 calls of a tool, 95 were faster.' },
      [ask('toolLatencyP95', 'tool', 'p95')]
    ),
  ],
};
