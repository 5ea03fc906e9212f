/** LiteLLM's gauges: what a deployment may still be asked, how it is, and what a team may still spend. */

import { mean } from '../traffic/log-normal';
import { MEASURES, type Measure } from '../traffic/measures';
import { failed, kindsOf, loadAt, type Kind, type Profile } from '../traffic/profile';
import { deployment } from './litellm-labels';
import { CALLS, DEPLOYMENTS, TEAMS, type Deployment, type Team } from './litellm-traffic';
import { wave } from './python-process';
import { ofLayers, plainGauge, type Moment, type Reading, type ReadingRow } from './system';

const MINUTE = 60;
const HOUR = 3600;
/** Budgets begin anew every 30 days. */
const BUDGET_PERIOD = 30 * 24 * HOUR;

const DEPLOYMENT = ['litellm_model_name', 'model_id', 'api_base', 'api_provider'];

function gauge(name: string, help: string, labels: readonly string[], read: (moment: Moment) => Reading[]): ReadingRow {
  return { kind: 'gauge', name: `litellm_${name}`, help, labels, read };
}

function ofDeployment({ model }: Deployment) {
  const call = CALLS.find((row) => row.model === model);
  return deployment(model, call?.provider ?? null);
}

/** Of many kinds of requests, in a second. */
function total(kinds: readonly Kind[], measure: Measure): number {
  return kinds.reduce((sum, kind) => sum + kind.perSecond * mean(MEASURES[measure].spread(kind)), 0);
}

/** What a deployment is asked in a minute, the mean of a day, and how it bears it. */
interface Load {
  requests: number;
  tokens: number;
  /** 0 healthy, 1 partial outage, 2 complete outage: by the share of calls that the deployment itself fails. */
  state: number;
}

const PARTIAL_OUTAGE = 0.1;
const COMPLETE_OUTAGE = 0.5;

const known = new WeakMap<Profile, ReadonlyMap<string, Load>>();

/** By model. A history asks for the same profile thousands of times. */
function loadsOf(profile: Profile): ReadonlyMap<string, Load> {
  const loads = known.get(profile) ?? new Map(DEPLOYMENTS.map(({ model }) => [model, loadOf(profile, model)] as const));
  known.set(profile, loads);
  return loads;
}

function loadOf(profile: Profile, model: string): Load {
  const asked = kindsOf(profile).filter(({ call, outcome }) => call.model === model && !outcome.free);
  const failing = asked.filter(({ outcome }) => failed(outcome) || outcome.fallback !== undefined);
  const share = total(failing, 'count') / total(asked, 'count');
  return {
    requests: MINUTE * total(asked, 'count'),
    tokens: MINUTE * total(asked, 'totalTokens'),
    state: share > COMPLETE_OUTAGE ? 2 : share > PARTIAL_OUTAGE ? 1 : 0,
  };
}

/** What providers say is left of a minute, each for the key that asked last. */
function remaining(what: 'requests' | 'tokens'): ReadingRow {
  const labels = [...DEPLOYMENT, 'model_group', 'hashed_api_key', 'api_key_alias'];
  return gauge(
    `remaining_${what}_metric`,
    `Remaining ${what} for model, returned from LLM API Provider.`,
    labels,
    ({ profile, time }) =>
      DEPLOYMENTS.map((row) => {
        const used = (loadsOf(profile).get(row.model)?.[what] ?? 0) * loadAt(time) * (1 + 0.15 * wave(time, 240));
        const team = TEAMS.find(({ alias }) =>
          CALLS.some(({ model, tags }) => model === row.model && tags.team === alias)
        );
        return {
          labels: {
            ...ofDeployment(row),
            model_group: row.group,
            hashed_api_key: team?.keyHash ?? '',
            api_key_alias: team?.keyAlias ?? '',
          },
          value: Math.max(0, Math.round(row.perMinute[what] - used)),
        };
      })
  );
}

/** What is configured. */
function limit(name: string, help: string, what: 'requests' | 'tokens'): ReadingRow {
  return gauge(name, help, DEPLOYMENT, () =>
    DEPLOYMENTS.map((row) => ({ labels: ofDeployment(row), value: row.perMinute[what] }))
  );
}

/** USD a second, the mean of a day. */
function spendRate(alias: string): number {
  const calls = CALLS.filter(({ tags }) => tags.team === alias);
  return total(kindsOf({ calls, heldConnections: 0, workers: 0, fragile: '' }), 'cost');
}

/** Somebody with a budget. */
interface Account {
  labels: Record<string, string>;
  /** USD for 30 days; null where there is no limit. */
  budget: number | null;
  /** USD a second, as usual. */
  rate: number;
}

function accountsOf(labels: (team: Team) => Record<string, string>): Account[] {
  return TEAMS.map((team) => ({ labels: labels(team), budget: team.budget, rate: spendRate(team.alias) }));
}

/** All teams belong to one organisation, which has a budget of its own. */
const ORGANISATION: Account = {
  labels: { org_id: 'org-1', org_alias: 'demo' },
  budget: 30_000,
  rate: TEAMS.reduce((sum, { alias }) => sum + spendRate(alias), 0),
};

function budgetGauges(owner: string, accounts: readonly Account[]): ReadingRow[] {
  const names = Object.keys(accounts[0]?.labels ?? {});
  const limited = accounts.flatMap(({ labels, budget }) => (budget === null ? [] : [{ labels, budget }]));
  return [
    gauge(`remaining_${owner}_budget_metric`, `Remaining budget for ${owner}`, names, ({ time }) =>
      accounts.map(({ labels, budget, rate }) => ({
        labels,
        value: budget === null ? Infinity : budget - rate * (time % BUDGET_PERIOD),
      }))
    ),
    gauge(`${owner}_max_budget_metric`, `Maximum budget set for ${owner}`, names, () =>
      limited.map(({ labels, budget }) => ({ labels, value: budget }))
    ),
    gauge(`${owner}_budget_remaining_hours_metric`, `Hours until the budget of ${owner} is reset`, names, ({ time }) =>
      limited.map(({ labels }) => ({ labels, value: (BUDGET_PERIOD - (time % BUDGET_PERIOD)) / HOUR }))
    ),
  ];
}

export function litellmGauges(): ReadingRow[] {
  return [
    plainGauge(
      'litellm_in_flight_requests',
      'Number of HTTP requests currently in-flight.',
      ({ underWay, profile }) => underWay(ofLayers('llm')) + profile.heldConnections
    ),
    remaining('requests'),
    remaining('tokens'),
    limit('deployment_rpm_limit', 'Deployment RPM limit found in config', 'requests'),
    limit('deployment_tpm_limit', 'Deployment TPM limit found in config', 'tokens'),
    gauge('deployment_state', '0 = healthy, 1 = partial outage, 2 = complete outage', DEPLOYMENT, ({ profile }) =>
      DEPLOYMENTS.map((row) => ({ labels: ofDeployment(row), value: loadsOf(profile).get(row.model)?.state ?? 0 }))
    ),
    ...budgetGauges(
      'team',
      accountsOf(({ id, alias }) => ({ team: id, team_alias: alias }))
    ),
    ...budgetGauges(
      'api_key',
      accountsOf(({ keyHash, keyAlias }) => ({ hashed_api_key: keyHash, api_key_alias: keyAlias }))
    ),
    ...budgetGauges(
      'user',
      accountsOf(({ user }) => ({ user }))
    ),
    ...budgetGauges('org', [ORGANISATION]),
  ];
}
