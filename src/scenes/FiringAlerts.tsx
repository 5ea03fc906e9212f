import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { Alert, Badge, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import { isEqual } from 'lodash';
import React from 'react';
import { Subscription } from 'rxjs';
import { firingIn, type Firing, type Subject } from '../alerts/firing';
import type { Instance } from '../alerts/live';
import type { Access } from './access';
import { cancellable } from './cancellable';
import { FiringLayer } from './FiringLayer';
import { severityBadge } from './severityBadge';

interface FiringAlertsState extends SceneObjectState {
  /** What fires of that which the page is about, worst first. */
  alerts: readonly Firing[];
  /** Where the page with all alerts is. */
  page: string;
}

/** Rules are evaluated twice a minute: nothing new is to be had sooner, however often a page asks for its figures. */
const EVERY_MS = 30_000;

/** Tells on a page what fires; takes no room where nothing does, or where nobody says. */
export class FiringAlerts extends SceneObjectBase<FiringAlertsState> {
  static Component = FiringBanner;

  /** Marks in the charts what Grafana evaluates. */
  readonly marks = new FiringLayer();

  private found: readonly Instance[] = [];
  private subject: Subject = { systems: [] };
  /** The last look: at which data source, and when. */
  private last = { dataSource: '', at: 0 };
  private underWay = new Subscription();

  constructor(
    private access: Access,
    page: string
  ) {
    super({ alerts: [], page });
    this.addActivationHandler(() => () => this.leave());
  }

  /** @param dataSource uid of the Prometheus whose rules count, beside Grafana's own */
  show(dataSource: string, subject: Subject): void {
    this.subject = subject;
    if (dataSource !== this.last.dataSource) {
      this.found = [];
    }
    this.tell();
    this.look(dataSource);
  }

  /** Looks again, unless it has only just looked. */
  look(dataSource: string = this.last.dataSource): void {
    if (dataSource === '' || (dataSource === this.last.dataSource && Date.now() - this.last.at < EVERY_MS)) {
      return;
    }
    this.last = { dataSource, at: Date.now() };
    this.underWay.unsubscribe();
    this.underWay = cancellable((signal) => this.access.firing(dataSource, signal)).subscribe((found) => {
      this.found = found;
      this.tell();
    });
  }

  private tell(): void {
    const alerts = firingIn(this.found, this.subject, this.access.grafana());
    if (!isEqual(alerts, this.state.alerts)) {
      this.setState({ alerts });
      this.marks.show(alerts);
    }
  }

  /** What was under way is begun again when the page is back. */
  private leave(): void {
    if (!this.underWay.closed) {
      this.last = { ...this.last, at: 0 };
      this.underWay.unsubscribe();
    }
  }
}

/** As many as are told one by one. */
const MOST = 3;

function FiringBanner({ model }: SceneComponentProps<FiringAlerts>) {
  const { alerts, page } = model.useState();
  const styles = useStyles2(getStyles);
  if (alerts.length === 0) {
    return null;
  }
  const more = alerts.length - MOST;
  return (
    // An alert by itself grows with the room that there is.
    <div data-testid="firing alerts">
      <Alert
        severity={alerts.some(({ severity }) => severity === 'critical') ? 'error' : 'warning'}
        title={
          alerts.length === 1
            ? t('firing.title.one', 'An alert fires')
            : t('firing.title.many', '{{count}} alerts fire', { count: alerts.length })
        }
        bottomSpacing={0}
      >
        <ul className={styles.list}>
          {alerts.slice(0, MOST).map((alert) => (
            <li key={JSON.stringify([alert.name, alert.system, alert.what])}>
              <One alert={alert} />
            </li>
          ))}
        </ul>
        <TextLink href={page} inline variant="bodySmall">
          {more > 0
            ? t('firing.more', 'All alerts, {{count}} more that fire among them', { count: more })
            : t('firing.all', 'All alerts')}
        </TextLink>
      </Alert>
    </div>
  );
}

function One({ alert: { name, severity, what, summary, since, runbook } }: { alert: Firing }) {
  return (
    <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
      <Badge {...severityBadge(severity)} />
      <Text weight="medium">{name}</Text>
      <Text variant="bodySmall">{summary || what}</Text>
      <Text color="secondary" variant="bodySmall">
        {t('firing.since', 'since {{time}}', { time: dateTimeFormat(since), interpolation: { escapeValue: false } })}
      </Text>
      {runbook && (
        <TextLink href={runbook} inline variant="bodySmall" external>
          {t('alerts.runbook', 'Runbook')}
        </TextLink>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', marginBottom: theme.spacing(0.5), overflowWrap: 'anywhere' }),
});
