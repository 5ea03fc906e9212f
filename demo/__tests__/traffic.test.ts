import { Ledger, type Entry } from '../ledger';
import { Simulation } from '../simulation';
import { failed, loadAt } from '../traffic/profile';
import { SYSTEMS } from '../systems/all';
import { typicalRequests } from '../traffic/requests';
import type { ScenarioName } from '../traffic/scenarios';

const MIDNIGHT = 1780272000;
const NIGHT = MIDNIGHT + 2 * 3600;
const AFTERNOON = MIDNIGHT + 14 * 3600;

interface Run {
  seed?: number;
  start?: number;
  seconds: number;
  /** Seconds between two looks at the simulation. */
  every?: number;
  scenarios?: ScenarioName[];
}

function live({ seed = 42, start = AFTERNOON, seconds, every = 1, scenarios = [] }: Run): Simulation {
  const simulation = new Simulation({ seed, start, hostile: false, only: ['choreoai'] });
  scenarios.forEach((name) => simulation.setScenario(name, true));
  for (let passed = 0; passed <= seconds; passed += every) {
    simulation.advance(start + passed);
    simulation.sample(start + passed);
  }
  return simulation;
}

function choreoai(run: Run): Entry[] {
  return live(run).ledger.entriesOf('choreoai', 0, Infinity);
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('a run', () => {
  const byTime = (entries: Entry[]) => [...entries].sort((a, b) => a.time - b.time || a.replica - b.replica);

  it('is the same for the same seed', () => {
    expect(choreoai({ seconds: 120 })).toEqual(choreoai({ seconds: 120 }));
  });

  it('is another one for another seed', () => {
    expect(choreoai({ seconds: 120 })).not.toEqual(choreoai({ seconds: 120, seed: 43 }));
  });

  it('does not depend on how often it is looked at', () => {
    const often = choreoai({ seconds: 120, every: 0.25 });
    expect(byTime(choreoai({ seconds: 120, every: 40 }))).toEqual(byTime(often));
  });
});

describe('ordinary traffic', () => {
  it.each([
    ['at night', NIGHT],
    ['in the afternoon', AFTERNOON],
  ])('is 5 to 15 requests a second for each ChoreoAI replica %s', (_when, start) => {
    const seconds = 600;
    const entries = choreoai({ start, seconds });
    for (const replica of [1, 2]) {
      const rate = entries.filter((entry) => entry.replica === replica).length / seconds;
      expect(rate).toBeGreaterThan(5);
      expect(rate).toBeLessThan(15);
    }
  });

  it('follows the day', () => {
    const requests = (start: number) => choreoai({ start, seconds: 900 }).length;
    expect(requests(AFTERNOON) / requests(NIGHT)).toBeGreaterThan(0.9 * (loadAt(AFTERNOON) / loadAt(NIGHT)));
  });

  it('has every provider, streaming, and every kind of status', () => {
    const entries = choreoai({ seconds: 900 });
    expect(new Set(entries.map(({ provider }) => provider))).toEqual(
      new Set(['openai', 'anthropic', 'mistral', 'gemini', 'unknown'])
    );
    const classes = new Set(entries.map(({ status }) => status && Math.floor(status / 100)));
    expect(classes).toEqual(new Set([2, 3, 4, 5, null]));
    expect(entries.some(({ status }) => status === 429)).toBe(true);
    const streaming = entries.filter((entry) => entry.streaming).length / entries.length;
    expect(streaming).toBeGreaterThan(0.3);
    expect(streaming).toBeLessThan(0.7);
  });

  it('either answers a request or raises an exception', () => {
    const entries = choreoai({ seconds: 300 });
    expect(entries.filter(({ status, errorType }) => (status === null) !== (errorType !== null))).toEqual([]);
  });

  it('fails seldom', () => {
    const entries = choreoai({ seconds: 900 });
    expect(entries.filter(failed).length / entries.length).toBeLessThan(0.03);
  });
});

describe('scenarios', () => {
  const SECONDS = 300;
  const settled = AFTERNOON + 120;
  const under = (...scenarios: ScenarioName[]) => choreoai({ seconds: SECONDS, scenarios, every: 5 });
  const tokensOf = (entries: Entry[]) => entries.reduce((sum, { tokens }) => sum + tokens.input + tokens.output, 0);
  const connections = (scenarios: ScenarioName[]) =>
    meanOf(
      live({ seconds: SECONDS, scenarios })
        .ledger.samplesOf('choreoai', settled, Infinity)
        .filter(({ name }) => name === 'choreoai_active_connections')
        .map(({ value }) => value)
    );

  it('provider-outage: every call to OpenAI raises an exception, and none to the others', () => {
    const entries = under('provider-outage');
    const openai = entries.filter(({ provider }) => provider === 'openai');
    expect(openai.length).toBeGreaterThan(500);
    expect(openai.every(({ errorType }) => errorType !== null)).toBe(true);
    const anthropic = entries.filter(({ provider }) => provider === 'anthropic');
    expect(anthropic.filter(failed).length / anthropic.length).toBeLessThan(0.05);
  });

  it('error-burst: three calls in ten fail, both ways', () => {
    const calls = under('error-burst').filter(({ layer, provider }) => layer === 'llm' && provider !== 'unknown');
    const share = calls.filter(failed).length / calls.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
    expect(calls.some(({ errorType }) => errorType !== null)).toBe(true);
    expect(calls.some(({ status }) => status !== null && status >= 500)).toBe(true);
  });

  it('latency-spike: calls take six times as long', () => {
    const median = (entries: Entry[]) => {
      const sorted = entries.filter(({ layer }) => layer === 'llm').map(({ duration }) => duration);
      return sorted.sort((a, b) => a - b)[Math.floor(sorted.length / 2)] ?? NaN;
    };
    expect(median(under('latency-spike')) / median(under())).toBeGreaterThan(5);
  });

  it('traffic-stop: only probes go on', () => {
    const entries = under('traffic-stop');
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every(({ layer }) => layer === 'probe')).toBe(true);
  });

  it('token-surge: ten times the tokens', () => {
    const times = tokensOf(under('token-surge')) / tokensOf(under());
    expect(times).toBeGreaterThan(9);
    expect(times).toBeLessThan(11);
  });

  it('connection-pile-up: more than 100 connections a replica', () => {
    expect(connections([])).toBeLessThan(60);
    expect(connections(['connection-pile-up'])).toBeGreaterThan(140);
  });

  it('can be active together', () => {
    const entries = under('provider-outage', 'error-burst');
    const openai = entries.filter(({ provider }) => provider === 'openai');
    expect(openai.every(({ errorType }) => errorType !== null)).toBe(true);
    const anthropic = entries.filter(({ provider }) => provider === 'anthropic');
    expect(anthropic.filter(failed).length / anthropic.length).toBeGreaterThan(0.2);
  });

  it('end when they are stopped', () => {
    const simulation = live({ seconds: SECONDS, scenarios: ['provider-outage'] });
    simulation.setScenario('provider-outage', false);
    const since = AFTERNOON + SECONDS + 120;
    simulation.advance(since);
    simulation.advance(since + SECONDS);
    const after = simulation.ledger.entriesOf('choreoai', since, Infinity);
    const openai = after.filter(({ provider }) => provider === 'openai');
    expect(openai.filter(failed).length / openai.length).toBeLessThan(0.1);
  });
});

describe('the ledger', () => {
  it('forgets what is older than two hours', () => {
    const ledger = new Ledger();
    const [entry] = typicalRequests(SYSTEMS.choreoai.profile, 1);
    for (let minute = 0; entry && minute <= 180; minute += 1) {
      ledger.add('choreoai', { ...entry, time: minute * 60 });
      ledger.trim(minute * 60);
    }
    const kept = ledger.entriesOf('choreoai', 0, Infinity).map(({ time }) => time / 60);
    expect(kept.at(0)).toBe(61);
    expect(kept.at(-1)).toBe(180);
  });
});
