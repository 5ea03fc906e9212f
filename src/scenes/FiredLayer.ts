import type { AnnotationQuery } from '@grafana/data';
import { dataLayers } from '@grafana/scenes';
import type { DataQuery } from '@grafana/schema';
import { firedSeries, type Subject } from '../alerts/firing';
import { DATA_SOURCE_VARIABLE } from './SystemVariable';

/** What Grafana's Prometheus data source makes of series: each stretch of samples is one mark. */
interface Marks extends AnnotationQuery<DataQuery & { expr: string }> {
  titleFormat: string;
  tagKeys: string;
}

const marksOf = (expr: string): Marks => ({
  name: 'Alerts',
  enable: true,
  iconColor: 'red',
  datasource: { type: 'prometheus', uid: `\${${DATA_SOURCE_VARIABLE}}` },
  target: { refId: 'Alerts', expr },
  titleFormat: '{{alertname}}',
  tagKeys: 'severity,system,job,provider,model,instance',
});

/**
 * Marks in every chart of a page when alerts fired, by Prometheus's own rules. One query for all panels, which find them drawn
 * when they come: none waits for it.
 */
export class FiredLayer extends dataLayers.AnnotationsDataLayer {
  private asked = '';

  constructor() {
    super({ key: 'fired', name: 'Alerts', isEnabled: false, query: marksOf('') });
  }

  /** Asks when it is on a page, and anew when the page is about something else. */
  show(subject: Subject): void {
    const { isEnabled } = this.state;
    const expr = firedSeries(subject);
    if (expr === this.asked) {
      return;
    }
    this.asked = expr;
    this.setState({ query: marksOf(expr), isEnabled: true, data: undefined });
    if (isEnabled && this.isActive) {
      this.runLayer();
    }
  }
}
