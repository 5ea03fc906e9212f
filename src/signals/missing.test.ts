import { choreoai } from '../vocabularies/choreoai';
import { convergeai } from '../vocabularies/convergeai';
import { otelGenai } from '../vocabularies/otelGenai';
import { missing } from './missing';
import { SIGNALS } from './signals';

describe('what a system lacks', () => {
  it('is nothing where it has every measure and label', () => {
    expect(missing(choreoai, SIGNALS.errorRatio, ['provider'])).toBeUndefined();
  });

  it('is a measure, with the reason and the remedy of its vocabulary', () => {
    expect(missing(otelGenai, SIGNALS.streamingShare, [])).toEqual({
      system: 'OpenTelemetry GenAI',
      signal: 'Streaming share',
      why: 'The GenAI conventions, up to 1.41, do not say whether a call was streamed.',
      howToEmit: 'Add a counter of your own for streamed calls, for example with the attribute gen_ai.request.stream.',
    });
  });

  it('is a label of the series that does not have it, and the remedy adds it', () => {
    expect(missing(choreoai, SIGNALS.errorRatio, ['model'])).toEqual({
      system: 'ChoreoAI',
      signal: 'Error ratio',
      why: 'choreoai_errors_total has no label model, so it cannot be split by it.',
      howToEmit:
        "Add the label model: Counter('choreoai_errors_total', '…', ['provider', 'endpoint', 'error_type', 'model'])",
    });
  });

  it('is named by the dimension where the system has no label for it', () => {
    expect(missing(convergeai, SIGNALS.requestRate, ['endpoint', 'status'])?.why).toBe(
      'llm_requests_total has no label endpoint, status_code, so it cannot be split by it.'
    );
    expect(missing(otelGenai, SIGNALS.requestRate, ['endpoint'])?.why).toBe(
      'gen_ai_client_operation_duration_seconds_count has no label endpoint, so it cannot be split by it.'
    );
  });
});
