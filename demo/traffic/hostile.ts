/** Label values as an attacker, or a careless client, would send them. */

import type { Call, Profile } from './profile';

export const HOSTILE_VALUES = [
  'double "quotes" and \'single\' ones',
  'a \\ backslash and a last one \\',
  'a line\nand another',
  '<script>alert(1)</script>',
] as const;

const PER_SECOND = 0.25;

/** Adds calls whose provider and model are hostile values, made after the profile's first call to a model. */
export function withHostileValues(profile: Profile): Profile {
  const template = profile.calls.find(({ layer }) => layer === 'llm');
  const calls = template ? HOSTILE_VALUES.map((value) => hostileCall(template, value)) : [];
  return { ...profile, calls: [...profile.calls, ...calls] };
}

function hostileCall(template: Call, value: string): Call {
  return { ...template, provider: value, model: value, responseModel: value, perSecond: PER_SECOND };
}
