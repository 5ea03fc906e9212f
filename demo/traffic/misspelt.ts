/** Names of models that nobody serves, as careless clients send them: each is refused, and each is a series more. */

import { failed, succeeded, type Call, type Profile } from './profile';

const SECONDS_BETWEEN_REQUESTS = 600;

/** Adds calls for `count` misspelt models, each made every ten minutes or so, like the profile's first call to a model. */
export function withMisspeltModels(profile: Profile, count: number): Profile {
  const template = profile.calls.find(({ layer, outcomes }) => layer === 'llm' && outcomes.some(isRefusal));
  if (count === 0 || template === undefined) {
    return profile;
  }
  const misspelt = Array.from({ length: count }, (_none, index) => misspeltCall(template, index + 1));
  return { ...profile, calls: [...profile.calls, ...misspelt] };
}

function misspeltCall(template: Call, number: number): Call {
  const model = `${template.model}-misspelt-${number}`;
  const outcomes = template.outcomes.filter(isRefusal).slice(0, 1);
  return {
    ...template,
    model,
    // A gateway's groups are asked for by name, too.
    tags: 'group' in template.tags ? { ...template.tags, group: model } : template.tags,
    responseModel: null,
    price: null,
    streaming: 0,
    perSecond: 1 / SECONDS_BETWEEN_REQUESTS,
    outcomes: outcomes.map((outcome) => ({ ...outcome, share: 1 })),
  };
}

/** A quick no, or what comes closest to it where the system has none. */
function isRefusal(outcome: Call['outcomes'][number]): boolean {
  return (
    !succeeded(outcome) && outcome.pace < 1 && (outcome.status === null || !failed(outcome) || outcome.status < 500)
  );
}
