import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { demoTargets } from '../../demo/targets';
import { neighboursOf, prometheusConfig, SCRAPE_INTERVAL, TIME_INTERVAL } from '../prometheus-config';
import { needs } from '../../tests/real';
import { temporaryFolder } from './temporary';

const running = ['demo', 'node-exporter', 'redis', 'redis-exporter', 'alertmanager'] as const;
const neighbours = neighboursOf(running, (id) => `${id}:1`);
const config = prometheusConfig(demoTargets(1000), '127.0.0.1:10090', neighbours);

describe('the scrape configuration', () => {
  it('scrapes every replica of every demo system under its own job, Prometheus itself, and the exporters that run', () => {
    const jobs = parse(config).scrape_configs.map(
      (job: { job_name: string; metrics_path?: string; static_configs: Array<{ targets: string[] }> }) => [
        job.job_name,
        job.metrics_path,
        ...job.static_configs.flatMap(({ targets }) => targets),
      ]
    );
    expect(jobs).toEqual([
      ['choreoai', '/metrics', '127.0.0.1:9000', '127.0.0.1:9010'],
      ['convergeai-backend', '/api/v1/metrics', '127.0.0.1:9020'],
      ['project-ai', '/metrics', '127.0.0.1:9030'],
      ['ai-companion', '/metrics', '127.0.0.1:9040'],
      ['otel-genai', '/metrics', '127.0.0.1:9050'],
      ['otel-genai-gen1', '/metrics', '127.0.0.1:9051'],
      ['otel-genai-gen3', '/metrics', '127.0.0.1:9052'],
      ['litellm', '/metrics', '127.0.0.1:9060'],
      ['vllm', '/metrics', '127.0.0.1:9070'],
      ['envoy-ai-gateway', '/metrics', '127.0.0.1:9080'],
      ['openlit', '/metrics', '127.0.0.1:9090'],
      ['cadvisor', '/metrics', '127.0.0.1:9098'],
      ['prometheus', undefined, '127.0.0.1:10090'],
      ['node', undefined, 'node-exporter:1'],
      ['redis', undefined, 'redis-exporter:1'],
    ]);
  });

  it('sends alerts to an Alertmanager that runs, and to none otherwise', () => {
    const targets = (text: string) => parse(text).alerting.alertmanagers;
    expect(targets(config)).toEqual([{ static_configs: [{ targets: ['alertmanager:1'] }] }]);
    expect(targets(prometheusConfig(demoTargets(), '127.0.0.1:9090'))).toEqual([]);
  });

  it('finds the demo under another host name in containers, and calls it as the history does', () => {
    const inContainers = demoTargets().map((target) => ({ ...target, host: 'demo' }));
    const [, convergeai] = parse(prometheusConfig(inContainers, '127.0.0.1:9090')).scrape_configs;
    expect(convergeai.static_configs).toEqual([{ targets: ['demo:8020'], labels: { instance: '127.0.0.1:8020' } }]);
  });

  it('loads the rules, those that record and those that alert', () => {
    expect(parse(config).rule_files).toEqual([expect.stringMatching(/rules\/\*\.yaml$/)]);
  });

  it('scrapes at least as often as panels are told', () => {
    expect(parse(config).global.scrape_interval).toBe(SCRAPE_INTERVAL);
    expect(parseInt(TIME_INTERVAL, 10) % parseInt(SCRAPE_INTERVAL, 10)).toBe(0);
  });
});

needs('promtool')('promtool', () => {
  it('accepts the scrape configuration', () => {
    const file = path.join(temporaryFolder(), 'prometheus.yml');
    writeFileSync(file, config);
    expect(execFileSync('promtool', ['check', 'config', file], { encoding: 'utf8' })).toContain('SUCCESS');
  });
});
