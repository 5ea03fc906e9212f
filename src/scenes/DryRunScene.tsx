import { css } from '@emotion/css';
import {
  dateTimeFormat,
  FieldType,
  intervalToAbbreviatedDurationString,
  LoadingState,
  rangeUtil,
  type DataFrame,
  type FieldConfigSource,
  type GrafanaTheme2,
  type PanelData,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  sceneGraph,
  SceneDataTransformer,
  SceneObjectBase,
  SceneQueryRunner,
  SceneTimeRange,
  VizPanel,
  type SceneComponentProps,
  type SceneObjectState,
} from '@grafana/scenes';
import { Alert, LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { dryRun, type DryRun, type Fired, type HeldSeries } from '../alerts/dryRun';
import { whatOf } from '../alerts/firing';
import type { CompiledAlert } from '../compile/alert';
import { DRY_RUN_POINTS, DRY_RUN_STEP, dryRunQueries, dryRunVisual, HOLDS } from '../compile/dryRunPanel';

interface DryRunState extends SceneObjectState {
  chart: VizPanel;
}

/** Evaluates an alert over the last week: its value against its limit, and when it would have fired. It asks once it is shown. */
export class DryRunScene extends SceneObjectBase<DryRunState> {
  static Component = DryRunRenderer;

  /** @param dataSource uid of the Prometheus that it asks */
  constructor(
    public readonly alert: CompiledAlert,
    dataSource: string
  ) {
    super({
      $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
      $data: new SceneQueryRunner({
        datasource: { type: 'prometheus', uid: dataSource },
        queries: dryRunQueries(alert).map((query) => ({
          ...query,
          range: true,
          instant: false,
          interval: DRY_RUN_STEP,
        })),
        maxDataPoints: DRY_RUN_POINTS,
      }),
      chart: chartOf(alert),
    });
  }
}

function chartOf(alert: CompiledAlert): VizPanel {
  const { pluginId, options, fieldConfig, transformations } = dryRunVisual(
    alert,
    t('alerts.dry-run.worst', 'Worst value')
  );
  return new VizPanel<object, object>({
    pluginId,
    title: alert.value
      ? t('alerts.dry-run.chart', 'Worst value, and the limit')
      : t('alerts.dry-run.chart.held', 'Its value while it held'),
    options,
    // The same JSON under two types: Grafana's schema and its data package declare it each.
    fieldConfig: { ...(fieldConfig as FieldConfigSource<object>), defaults: withReason(fieldConfig) },
    $data: new SceneDataTransformer({ transformations }),
  });
}

/** A system that is younger than a step has no figure at any. */
const withReason = ({ defaults }: ReturnType<typeof dryRunVisual>['fieldConfig']) => ({
  ...(defaults as FieldConfigSource<object>['defaults']),
  noValue: t('alerts.dry-run.no-figures', 'There was no figure yet when it was looked at.'),
});

/** Milliseconds of a duration as Prometheus writes it. */
const milliseconds = (duration: string) => rangeUtil.intervalToMs(duration);

function runOf(alert: CompiledAlert, { series, timeRange }: PanelData): DryRun {
  return dryRun(series.filter(({ refId }) => refId === HOLDS).map(heldIn), {
    for: milliseconds(alert.for),
    keepFiringFor: milliseconds(alert.keepFiringFor ?? '0s'),
    step: milliseconds(DRY_RUN_STEP),
    until: timeRange.to.valueOf(),
  });
}

function heldIn({ fields }: DataFrame): HeldSeries {
  const times = fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const value = fields.find(({ type }) => type === FieldType.number);
  return {
    what: whatOf(value?.labels ?? {}),
    times: times.filter((_, index) => value?.values[index] !== null),
  };
}

/** As many as are told one by one. */
const MOST = 10;

function DryRunRenderer({ model }: SceneComponentProps<DryRunScene>) {
  const { chart } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const styles = useStyles2(getStyles);
  if (data?.state === LoadingState.Error) {
    return (
      <Alert
        severity="warning"
        title={t('alerts.dry-run.failed', 'The last 7 days cannot be looked at')}
        bottomSpacing={0}
      >
        {data.errors?.map(({ message }) => message).join(' ')}
      </Alert>
    );
  }
  return (
    <div className={styles.all} data-testid={`dry run ${model.alert.uid}`}>
      <div className={styles.chart}>
        <chart.Component model={chart} />
      </div>
      {data?.state === LoadingState.Done ? (
        <Outcome run={runOf(model.alert, data)} />
      ) : (
        <LoadingPlaceholder text={t('alerts.dry-run.loading', 'Evaluating the last 7 days…')} />
      )}
    </div>
  );
}

function Outcome({ run: { firings, total } }: { run: DryRun }) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <Text element="p" weight="medium">
        {outcomeText(firings.length, total)}
      </Text>
      <ul className={styles.list}>
        {firings.slice(0, MOST).map((fired) => (
          <li key={`${fired.what} ${fired.from}`}>
            <Text variant="bodySmall">{firedText(fired)}</Text>
          </li>
        ))}
      </ul>
      {firings.length > MOST && (
        <Text element="p" variant="bodySmall">
          {t('alerts.dry-run.more', '{{count}} more before these', { count: firings.length - MOST })}
        </Text>
      )}
      <Text element="p" color="secondary" variant="bodySmall">
        {t(
          'alerts.dry-run.about',
          'Looked at every 5 minutes, as far back as there are figures: what is shorter may be missing here.'
        )}
      </Text>
    </div>
  );
}

function outcomeText(count: number, total: number): string {
  if (count === 0) {
    return t('alerts.dry-run.silent', 'It would not have fired in the last 7 days');
  }
  const duration = durationText(total);
  return count === 1
    ? t('alerts.dry-run.once', 'It would have fired once in the last 7 days, for {{duration}}', { duration })
    : t('alerts.dry-run.fired', 'It would have fired {{count}} times in the last 7 days, {{duration}} in all', {
        count,
        duration,
      });
}

function firedText({ what, from, to, ongoing }: Fired): string {
  const values = {
    from: dateTimeFormat(from),
    to: dateTimeFormat(to),
    duration: durationText(to - from),
    interpolation: { escapeValue: false },
  };
  const when = ongoing
    ? t('alerts.dry-run.ongoing', 'Since {{from}}, {{duration}} so far', values)
    : t('alerts.dry-run.span', '{{from}} to {{to}}, {{duration}}', values);
  return what === '' ? when : `${when}: ${what}`;
}

/** `1d 2h 25m`: nothing is looked at more often than every few minutes. */
const durationText = (duration: number): string =>
  intervalToAbbreviatedDurationString({ start: 0, end: duration }, false) || '0m';

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 0),
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  chart: css({ position: 'relative', height: theme.spacing(28) }),
  list: css({ listStyle: 'none' }),
});
