import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answering, openDashboard, prometheusWith } from '../../tests/openDashboard';
import type { RawAnswer } from '../doctor/answer';
import { CHOREOAI } from '../doctor/fakePrometheus';
import type { FailureKind } from '../doctor/outcome';
import type { PrometheusProbe } from '../doctor/prometheus';

const json = (status: number, body: unknown): RawAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

const always = (answer: RawAnswer) => answering(async () => answer);

/** What a data source answers, and what the page then says first. */
const FAILURES: Record<FailureKind, [probe: PrometheusProbe, title: string]> = {
  empty: [prometheusWith({}), 'http://prom:9090 has no LLM metric: it scrapes nothing.'],
  unauthorised: [always(json(401, { message: 'Unauthorized' })), 'Prometheus wants authentication: Unauthorized.'],
  forbidden: [
    always(json(403, { message: 'You need datasources:query' })),
    'Prometheus refuses access: You need datasources:query.',
  ],
  'not-found': [
    always(json(404, { message: 'Unable to load datasource metadata' })),
    'Prometheus has no Prometheus API: Unable to load datasource metadata.',
  ],
  rejected: [
    {
      ...always(json(422, { status: 'error', error: 'found duplicate series' })),
      health: async () => json(200, { status: 'OK' }),
    },
    'Prometheus did not take the question: HTTP 422, found duplicate series.',
  ],
  'too-much': [
    {
      ...always(json(422, { status: 'error', error: 'query processing would load too many samples' })),
      health: async () => json(200, { status: 'OK' }),
    },
    'Prometheus would have to read too many samples: HTTP 422, query processing would load too many samples.',
  ],
  unhealthy: [
    always(json(400, { status: 'ERROR', message: '503 Service Unavailable' })),
    'Prometheus is not healthy: 503 Service Unavailable.',
  ],
  'timed-out': [
    answering(() => Promise.reject(new DOMException('', 'TimeoutError'))),
    'Prometheus gave no answer within 3 s.',
  ],
  unreachable: [
    answering(() => Promise.reject(new TypeError('Failed to fetch'))),
    'Prometheus cannot be reached: Failed to fetch.',
  ],
  malformed: [
    {
      ...always({ status: 200, contentType: 'text/html', body: '<html><title>Log in</title></html>' }),
      health: async () => json(200, { status: 'OK' }),
    },
    'Prometheus does not answer like Prometheus: HTTP 200, an HTML page with the title "Log in".',
  ],
};

describe('a page says why it has nothing to show', () => {
  it.each(Object.entries(FAILURES))('%s', async (kind, [prometheus, title]) => {
    openDashboard({ prometheus });
    const problem = await screen.findByTestId(`problem ${kind}`);
    expect(problem).toHaveAccessibleName(title);
    expect(screen.queryByText('At a glance')).toBeNull();
  });

  it('no data source', async () => {
    const prometheus = prometheusWith({ choreoai: CHOREOAI });
    const health = jest.fn(async () => json(200, { status: 'OK' }));
    openDashboard({ prometheus: { ...prometheus, health } }, (grafana) => {
      grafana.dataSources = [];
    });
    expect(await screen.findByTestId('problem no-data-source')).toHaveAccessibleName(
      'Grafana has no Prometheus data source'
    );
    expect(health).not.toHaveBeenCalled();
  });

  it('metrics under the name of a known one, and no system that is known', async () => {
    openDashboard({ prometheus: prometheusWith({ shop: { http_requests_total: ['method'] } }) });
    expect(await screen.findByTestId('problem empty')).toBeInTheDocument();
  });

  it('and shows a hostile message as text', async () => {
    const error = '<script>document.title = "owned"</script>';
    openDashboard({ prometheus: { ...always(json(422, { status: 'error', error })), health: undefined } });
    expect(await screen.findByTestId('problem rejected')).toHaveTextContent(error);
    expect(document.querySelector('script')).toBeNull();
  });
});

describe('a page with data', () => {
  it('shows its rows, and no problem', async () => {
    const { grafana } = openDashboard({ prometheus: prometheusWith({ choreoai: CHOREOAI }) });
    expect(await screen.findByRole('heading', { name: 'At a glance' })).toBeInTheDocument();
    expect(await screen.findByText('Error ratio by provider')).toBeInTheDocument();
    expect(screen.queryByTestId(/^problem/)).toBeNull();
    await waitFor(() => expect(grafana.requests.length).toBeGreaterThan(10));
  });

  it('says that it is looking until it knows', () => {
    openDashboard({ prometheus: answering(() => new Promise(() => {})) });
    expect(screen.getByText('Looking for systems…')).toBeInTheDocument();
  });

  it.each([
    ['Data source', 'Prometheus'],
    ['System', 'ChoreoAI'],
    ['Provider', '<script>alert(1)</script>'],
    ['Provider', 'Unattributed'],
    ['Model', 'gpt-4o'],
  ])('offers what is there to choose from, as text: %s', async (label, option) => {
    openDashboard({
      prometheus: prometheusWith(
        { choreoai: CHOREOAI },
        { provider: ['<script>alert(1)</script>', 'unknown'], model: ['gpt-4o'] }
      ),
    });
    await screen.findByText('At a glance');
    await userEvent.click(screen.getByLabelText(label));
    const options = await screen.findAllByTestId('data-testid Select option');
    expect(options.map(({ textContent }) => textContent)).toContain(option);
    expect(document.querySelector('script')).toBeNull();
  });
});
