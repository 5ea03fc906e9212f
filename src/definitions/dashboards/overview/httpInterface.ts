import type { RowDefinition } from '../../dashboard';
import { ask, ifEmitted, lines, stacked, third } from '../panels';

/** What an application serves over HTTP, apart from the LLM calls behind it. A system without it has no such row. */
export const httpInterface: RowDefinition = {
  id: 'http',
  title: 'HTTP interface',
  panels: [
    ifEmitted(
      third(
        stacked(
          {
            id: 'requests-by-endpoint',
            title: 'Requests by endpoint',
            description: 'Requests per second, health checks and scrapes left out.',
          },
          [ask('httpRequestRate', 'endpoint', 'Requests')]
        )
      )
    ),
    ifEmitted(
      third(
        stacked(
          {
            id: 'requests-by-status',
            title: 'Requests by status',
            description: 'Requests per second, by HTTP status.',
          },
          [ask('httpRequestRate', 'status', 'Requests')]
        )
      )
    ),
    ifEmitted(
      third(
        stacked(
          {
            id: 'requests-by-method',
            title: 'Requests by method',
            description: 'Requests per second, by HTTP method.',
          },
          [ask('httpRequestRate', 'method', 'Requests')]
        )
      )
    ),
    ifEmitted(
      lines(
        {
          id: 'latency-by-endpoint',
          title: 'Latency p95 by endpoint',
          description: 'Of 100 answered requests, 95 were faster.',
        },
        [ask('latencyP95', 'endpoint', 'p95')]
      )
    ),
    ifEmitted(
      lines(
        {
          id: 'http-latency-by-endpoint',
          title: 'HTTP latency p95 by endpoint',
          description: 'Of 100 requests, 95 were answered faster.',
        },
        [ask('httpLatencyP95', 'endpoint', 'p95')]
      )
    ),
    ifEmitted(
      lines(
        {
          id: 'http-error-ratio',
          title: 'HTTP error ratio',
          description: "Share of requests to the application's own interface answered with status 5xx.",
        },
        [ask('httpErrorRatio', undefined, 'Errors')]
      )
    ),
    ifEmitted(
      lines(
        {
          id: 'http-latency',
          title: 'HTTP latency',
          description: "Time that the application's own interface takes to answer.",
        },
        [ask('httpLatencyP50', undefined, 'p50'), ask('httpLatencyP95', undefined, 'p95')]
      )
    ),
  ],
};
