import { NAME, type Rule } from '../pricing/price';
import type { VocabularyId } from '../vocabularies/vocabulary';
import { LASTING, SEVERITIES, type Severity } from './alerts';
import { object, oneOf, record, rows, text } from './read';
import { systemId } from './schema';

/** An alert that a team has written itself, of a system. */
export interface CustomAlert {
  name: string;
  /** PromQL that has a series for each alert that holds. */
  expr: string;
  /** How long it must hold; at once where it is absent. */
  for?: string;
  severity: Severity;
  /** These two are templates of Prometheus's: `{{ $labels.job }}`, `{{ $value }}`. */
  summary: string;
  description?: string;
  runbookUrl?: string;
}

const ALERT_NAME: Rule = {
  expected: "an alert's name: letters, digits and _, no digit first, such as CustomAlert",
  holds: (value) => /^[a-zA-Z_]\w*$/.test(String(value)),
};

const TEXT: Rule = { expected: 'a text that is not empty', holds: (value) => String(value).trim() !== '' };

const ADDRESS: Rule = {
  expected: 'an address that begins with http:// or https://',
  holds: (value) => /^https?:\/\/\S+$/.test(String(value)) && URL.canParse(String(value)),
};

const customAlert = object<CustomAlert>(
  {
    name: text(ALERT_NAME),
    expr: text(TEXT),
    for: text(LASTING),
    severity: oneOf(SEVERITIES),
    summary: text(NAME),
    description: text(TEXT),
    runbookUrl: text(ADDRESS),
  },
  ['name', 'expr', 'severity', 'summary']
);

/** A team's own alerts, by system. */
export type CustomAlerts = Partial<Record<VocabularyId, CustomAlert[]>>;

export const customAlerts = record(
  systemId,
  rows(customAlert, ({ name }) => name)
);
