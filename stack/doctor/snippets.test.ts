import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { instrumentation, scraped } from '../../src/doctor/instrument';
import { JSON_LOGGING, REQUEST_ID, SPANS, TRACE_ID } from '../../src/doctor/snippets';
import { namesIn } from '../../src/vocabularies/presence';
import { CORE_MEASURES, type CoreMeasureId } from '../../src/vocabularies/measures';
import { SYSTEMS } from '../../src/vocabularies/vocabularies';
import { sourceOf, type SystemId } from '../../src/vocabularies/vocabulary';
import { needs, PYTHON_WITH_CLIENT } from '../../tests/real';

/** Runs a program in Python. @returns what it writes */
const python = (...lines: string[]): string => pythonOf('python3', lines);

function pythonOf(program: string, lines: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, ['-c', lines.join('\n')], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const IDS = Object.keys(SYSTEMS) as SystemId[];

needs('python3')('lines of JSON', () => {
  it('keep what is given in extra, and are one line each, an error with its trace, too', () => {
    const out = python(
      JSON_LOGGING,
      'request_id = "abc"',
      REQUEST_ID,
      'try:',
      '    1 / 0',
      'except ZeroDivisionError:',
      '    logger.error("Request failed", extra={"request_id": "abc"}, exc_info=True)'
    );
    const [completed, failed, ...more] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(more).toEqual([]);
    expect(completed).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+00:00$/),
      level: 'INFO',
      logger: 'choreoai',
      message: 'Request completed',
      request_id: 'abc',
      method: 'POST',
      path: '/v1/chat/completions',
      status_code: 200,
      duration: 1.2,
      provider: 'openai',
      model: 'gpt-4o',
    });
    expect(failed).toMatchObject({
      level: 'ERROR',
      request_id: 'abc',
      exception: expect.stringContaining('ZeroDivision'),
    });
  });

  it('differ from those of the guide, which do not run', () => {
    const guide =
      'import logging\nlogging.basicConfig(handlers=[logging.StreamHandler()])\nlogger = logging.getLogger("choreoai")\n';
    const { stderr } = spawnSync('python3', ['-c', `${guide}logger.handlers[0].setFormatter(None)`], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('IndexError: list index out of range');
  });
});

needs('python3')('lines of Python', () => {
  it.each<[string, string]>([
    ['trace ids', TRACE_ID],
    ['spans', SPANS],
    ...IDS.map((id): [string, string] => [id, instrumentation(id)]).filter(([, code]) => /^(from|import) /.test(code)),
  ])('for %s can be read', (_, code) => expect(python(`import ast; ast.parse(${JSON.stringify(code)})`)).toBe(''));
});

/** What a snippet has registered, as Prometheus would read it. */
const exposed = (id: SystemId) =>
  pythonOf(PYTHON_WITH_CLIENT ?? 'python3', [
    instrumentation(id).replace(/^start_http_server.*$/m, ''),
    'from prometheus_client import generate_latest',
    'print(generate_latest().decode())',
  ]);

needs('python3-prometheus-client')('metrics of', () => {
  const ours = IDS.filter(
    (id) => SYSTEMS[id].instrumentation === 'prometheus_client' && instrumentation(id).startsWith('from')
  );

  it.each(ours)('%s are all there, under the names that are read', (id) => {
    const text = exposed(id);
    const wanted = (Object.keys(CORE_MEASURES) as CoreMeasureId[]).flatMap((measure) => {
      const source = sourceOf(SYSTEMS[id], measure);
      return source.kind === 'absent' ? [] : [namesIn(source)];
    });
    expect(wanted.length).toBeGreaterThan(3);
    wanted.forEach((names) =>
      expect(names.some((name) => text.includes(`\n${name}{`) || text.includes(`\n${name} `))).toBe(true)
    );
  });
});

it.each(IDS)('%s has a scrape job, and lines that make it write', (id) => {
  expect(parse(scraped(id)).scrape_configs).toMatchObject([{ static_configs: [{ targets: [expect.any(String)] }] }]);
  expect(instrumentation(id)).not.toBe('');
});
