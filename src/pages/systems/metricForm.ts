import { NAME, type Rule } from '../../pricing/price';
import { LABEL_NAME, METRIC_NAME, type CustomMetric } from '../../settings/schema';
import { METRIC_KINDS } from '../../vocabularies/ownMetrics';

/** As it stands in the inputs. */
export interface EnteredMetric {
  name: string;
  kind: CustomMetric['kind'];
  unit: string;
  /** Separated by commas. */
  labels: string;
  title: string;
}

export type MetricField = Exclude<keyof EnteredMetric, 'kind'>;

export const NOTHING_ENTERED: EnteredMetric = { name: '', kind: METRIC_KINDS[0], unit: '', labels: '', title: '' };

export const enteredFrom = ({ name, kind, unit = '', labels, title }: CustomMetric): EnteredMetric => ({
  name,
  kind,
  unit,
  labels: labels.join(', '),
  title,
});

/** A metric, or what each field that is wrong should be. */
export type Understood = { metric: CustomMetric } | { expected: Partial<Record<MetricField, string>> };

const listed = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
  ),
];

/** A unit has no rule of its own: Grafana takes any id, and shows an unknown one as it stands. */
const RULES: Record<MetricField, { rule: Rule; required: boolean; values(text: string): string[] }> = {
  name: { rule: METRIC_NAME, required: true, values: (text) => [text] },
  unit: { rule: NAME, required: false, values: (text) => [text] },
  labels: { rule: LABEL_NAME, required: false, values: listed },
  title: { rule: NAME, required: true, values: (text) => [text] },
};
const FIELDS = Object.keys(RULES) as MetricField[];

export function understand(entered: EnteredMetric): Understood {
  const text = (field: MetricField) => entered[field].trim();
  const wrong = FIELDS.filter((field) => {
    const { rule, required, values } = RULES[field];
    return text(field) === '' ? required : !values(text(field)).every((value) => rule.holds(value));
  });
  if (wrong.length > 0) {
    return { expected: Object.fromEntries(wrong.map((field) => [field, RULES[field].rule.expected])) };
  }
  return {
    metric: {
      name: text('name'),
      kind: entered.kind,
      ...(text('unit') !== '' && { unit: text('unit') }),
      labels: listed(entered.labels),
      title: text('title'),
    },
  };
}
