import { suggestionsAmong } from './suggestions';
import { SYSTEMS, VOCABULARIES } from './vocabularies';

it('suggests what no vocabulary knows, a team’s own first, with the kind that its name says', () => {
  const names = [
    'aaa_workers',
    'choreoai_custom_metric',
    'choreoai_requests_total',
    'choreoai_request_duration_seconds_bucket',
    'choreoai_request_duration_seconds_count',
    'custom_jobs_total',
    'custom_jobs_created',
    'custom_wait_seconds_bucket',
    'custom_wait_seconds_count',
    'custom_wait_seconds_sum',
    'go_goroutines',
    'process_cpu_seconds_total',
    'up',
  ];
  expect(suggestionsAmong(names, SYSTEMS.choreoai, Object.values(VOCABULARIES))).toEqual([
    { name: 'choreoai_custom_metric', kind: 'gauge' },
    { name: 'custom_jobs_total', kind: 'counter' },
    { name: 'custom_wait_seconds', kind: 'histogram' },
    { name: 'aaa_workers', kind: 'gauge' },
  ]);
});
