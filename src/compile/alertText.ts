import { snakeCase } from '../signals/recorded';
import type { AlertExpression } from './alertAnswer';

type ValueUnit = AlertExpression['unit'];

interface Format {
  /** How Prometheus's templates write the value. */
  template: string;
  text(value: number): string;
}

const plain = (value: number): string => value.toLocaleString('en-US');

const figure = (unit: string): Format => ({
  template: `{{ $value | humanize }}${unit}`,
  text: (value) => `${plain(value)}${unit}`,
});

const FORMATS: Record<ValueUnit, Format> = {
  percentunit: {
    template: '{{ $value | humanizePercentage }}',
    text: (value) => `${plain(Number((value * 100).toFixed(2)))}%`,
  },
  s: { template: '{{ $value | humanizeDuration }}', text: (value) => `${plain(value)} s` },
  currencyUSD: { template: '${{ $value | printf "%.2f" }}', text: (value) => `$${plain(value)}` },
  bytes: { template: '{{ $value | humanize1024 }}B', text: (value) => `${plain(value)} B` },
  reqps: figure(' requests/s'),
  reqpm: figure(' requests/min'),
  ops: figure('/s'),
  h: figure(' h'),
  short: figure(''),
  Bps: figure(' B/s'),
  pps: figure(' packets/s'),
  'si:tok/s': figure(' tokens/s'),
  'si:tok/min': figure(' tokens/min'),
  'si:tok': figure(' tokens'),
  times: figure(''),
};

/** A limit with its unit, as people read it. */
export const limitText = ({ limit, unit }: Pick<AlertExpression, 'limit' | 'unit'>): string =>
  FORMATS[unit].text(limit);

/** A definition's text as a template of Prometheus's: `{value}` and `{limit}` with their unit, `{provider}` and the like as labels. */
export const alertText = (text: string, { limit, unit }: Pick<AlertExpression, 'limit' | 'unit'>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    switch (name) {
      case 'value':
        return FORMATS[unit].template;
      case 'limit':
        return FORMATS[unit].text(limit);
      default:
        return `{{ $labels.${snakeCase(name)} }}`;
    }
  });

/** The same template as Grafana's rules write it: the value is that of the query A, which has none while all is well. */
export const asGrafanaText = (text: string): string =>
  text.replace(
    /\{\{ \$value([^}]*)\}\}/g,
    (_, format: string) => `{{ if $values.A.Labels }}{{ $values.A.Value${format}}}{{ end }}`
  );
