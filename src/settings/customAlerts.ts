import { NAME, type Rule } from '../pricing/price';
import { LASTING, SEVERITIES, type Severity } from './alerts';
import { object, oneOf, text } from './read';

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
  holds: (value) => /^https?:\/\/[^\s/"<>]+\S*$/.test(String(value)),
};

export const customAlert = object<CustomAlert>(
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

/** Two of one name would be one. */
export const customAlertKey = ({ name }: CustomAlert): string => JSON.stringify([name]);
