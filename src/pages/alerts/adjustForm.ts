import { limitOf, shippedLimit, type TeamAlert } from '../../definitions/alertOverrides';
import type { Rule } from '../../pricing/price';
import { LASTING, LIMIT, type AlertOverride, type Severity } from '../../settings/alerts';
import type { Settings } from '../../settings/schema';
import type { VocabularyId } from '../../vocabularies/vocabulary';

/** As it stands in the inputs: what is empty is as shipped. */
export interface Entered {
  limit: string;
  for: string;
  severity: Severity;
  off: boolean;
}

export const enteredFrom = ({ shipped, override }: TeamAlert): Entered => ({
  limit: override.limit === undefined ? '' : String(override.limit),
  for: override.for ?? '',
  severity: override.severity ?? shipped.severity,
  off: override.off ?? false,
});

/** What is in force where nothing is entered. */
export const asShipped = ({ shipped }: TeamAlert): Entered =>
  enteredFrom({ shipped, definition: shipped, override: {} });

/** What a team wants, or what each field that is wrong should be. */
export type Understood = { override: AlertOverride } | { expected: Partial<Record<'limit' | 'for', string>> };

export function understand(entered: Entered, { shipped }: TeamAlert, system: VocabularyId): Understood {
  const [limit, lasting] = [entered.limit.trim(), entered.for.trim()];
  const expected = {
    ...(limit !== '' && broken('limit', Number(limit), [limitOf(shipped) ?? LIMIT, LIMIT])),
    ...(lasting !== '' && broken('for', lasting, [LASTING])),
  };
  if (Object.keys(expected).length > 0) {
    return { expected };
  }
  return {
    override: {
      ...(limit !== '' && Number(limit) !== shippedLimit(system, shipped) && { limit: Number(limit) }),
      ...(lasting !== '' && lasting !== shipped.for && { for: lasting }),
      ...(entered.severity !== shipped.severity && { severity: entered.severity }),
      ...(entered.off && { off: true }),
    },
  };
}

const broken = (field: 'limit' | 'for', value: unknown, rules: readonly Rule[]) => {
  const rule = rules.find(({ holds }) => !holds(value));
  return rule && { [field]: rule.expected };
};

/** Settings in which a team wants this of an alert, and of others what it wanted before. */
export function withOverride(
  settings: Settings,
  system: VocabularyId,
  name: string,
  override: AlertOverride
): Settings {
  return {
    ...settings,
    alerts: { ...settings.alerts, [system]: { ...settings.alerts[system], [name]: override } },
  };
}
