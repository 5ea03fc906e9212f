import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  sceneGraph,
  SceneDataLayerSet,
  SceneObjectBase,
  VariableDependencyConfig,
  type SceneComponentProps,
  type SceneObjectState,
} from '@grafana/scenes';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Facts } from '../compile/facts';
import { compileDashboard } from '../compile/panel';
import { viewFrom } from '../compile/readFrom';
import { PANEL_RANGE, type Addresses, type SystemView, type View } from '../compile/view';
import { movedThresholds } from '../definitions/alertOverrides';
import { exportersOf, SELECTABLE, type DashboardContent } from '../definitions/dashboard';
import { KNOWN_MODELS, priceBook } from '../pricing/lookUp';
import type { ModelCall } from '../pricing/names';
import { anyOf } from '../promql/matcher';
import { budgetOf, type Settings } from '../settings/schema';
import type { DetectedSystem } from '../vocabularies/detect';
import type { Access } from './access';
import { DetectionProblem, type Problem } from './DetectionProblem';
import { FactsLook } from './FactsLook';
import { FiredLayer } from './FiredLayer';
import { FiringAlerts } from './FiringAlerts';
import { rowScenes, sameItems, type RowScene } from './RowScene';
import { SourceNote, type SystemReading } from './SourceNote';
import { SOURCE_VARIABLE, SourceVariable } from './SourceVariable';
import { choiceOf, toggled } from './selection';
import { DATA_SOURCE_VARIABLE, SYSTEM_VARIABLE, SystemVariable } from './SystemVariable';
import { ValuesVariable } from './ValuesVariable';

interface DashboardBodyState extends SceneObjectState {
  /** Why there is nothing to show. */
  problem?: Problem;
  /** Undefined until the first look at the data source is over. */
  rows?: RowScene[];
  /** Where the figures of each system are read from. */
  readings: SystemReading[];
  /** Whether the server had to refuse a panel since the page was last drawn anew: too many samples. */
  tooMuch?: boolean;
  /** What fires; only on pages that tell. */
  firing?: FiringAlerts;
}

/** What a page is about, beyond what a person selects on it. */
export interface About {
  /** Where its links lead. */
  addresses?: Addresses;
  /** What it always shows: a provider's page that provider alone. */
  only?: { provider: readonly string[] };
  /** Where all alerts are: the page tells which of its own fire, and marks in its charts when some did. */
  alerts?: string;
}

/**
 * A dashboard on a page: follows the selectors, and compiles its definition for what they say. Selected values are written
 * into the queries by us, escaped, so that no label value can be read as part of a query.
 */
export class DashboardBody extends SceneObjectBase<DashboardBodyState> {
  static Component = DashboardBodyRenderer;

  protected _variableDependency = new VariableDependencyConfig(this, {
    variableNames: [SYSTEM_VARIABLE, SOURCE_VARIABLE, ...SELECTABLE],
    onVariableUpdateCompleted: () => this.compile(),
  });

  private facts = new FactsLook(() => this.compile());
  private fired = new FiredLayer();

  constructor(
    private definition: DashboardContent,
    private path: string,
    private access: Access,
    private about: About = {}
  ) {
    super({ readings: [] });
    if (about.alerts !== undefined) {
      const firing = new FiringAlerts(access, about.alerts);
      this.setState({ firing, $data: new SceneDataLayerSet({ layers: [this.fired, firing.marks] }) });
    }
    this.addActivationHandler(() => this.onActivate());
  }

  private onActivate() {
    this.compile();
    this._subs.add(
      sceneGraph.getTimeRange(this).subscribeToState(({ from, to }, before) => this.onTime(from, to, before))
    );
    return () => this.facts.leave();
  }

  /** A new range may hold other systems, providers and models. While there is nothing to see, each refresh looks again. */
  private onTime(from: string, to: string, before: { from: string; to: string }) {
    this.state.firing?.look();
    const moved = from !== before.from || to !== before.to;
    if (moved || (this.state.problem && !sceneGraph.hasVariableDependencyInLoadingState(this))) {
      this.systems().lookAgain();
    }
  }

  private systems(): SystemVariable {
    const variable = sceneGraph.lookupVariable(SYSTEM_VARIABLE, this);
    if (!(variable instanceof SystemVariable)) {
      throw new Error('A dashboard needs the system variable above it.');
    }
    return variable;
  }

  private values(): ValuesVariable[] {
    return SELECTABLE.map((name) => sceneGraph.lookupVariable(name, this)).filter(
      (variable): variable is ValuesVariable => variable instanceof ValuesVariable
    );
  }

  private source(): SourceVariable {
    const variable = sceneGraph.lookupVariable(SOURCE_VARIABLE, this);
    if (!(variable instanceof SourceVariable)) {
      throw new Error('A dashboard needs the source variable above it.');
    }
    return variable;
  }

  /** Draws the page anew for the present selection; panels that stay the same stay as they are. */
  compile(): void {
    if (sceneGraph.hasVariableDependencyInLoadingState(this)) {
      return;
    }
    if (!this.dataSource()) {
      this.setState({ problem: { kind: 'no-data-source' } });
      return;
    }
    const { detection } = this.systems().state;
    if (detection && detection.kind !== 'ok') {
      this.setState({ problem: detection });
      return;
    }
    const settings = this.access.settings();
    const selected = this.systems().selected();
    const source = this.source();
    const read = (look: (system: DetectedSystem) => SystemView) => (system: DetectedSystem) =>
      viewFrom(look(system), source.readingOf(system), source.lookingBackOf(system));
    const [first, ...rest] = selected.map((system) => ({
      ...read(withSettings(settings))(system),
      facts: this.factsOf(system),
    }));
    if (first !== undefined) {
      this.tellAlerts(selected);
      const exporters = this.systems()
        .exporters(exportersOf(this.definition))
        .map(read(withLimits(settings)));
      this.setState({
        tooMuch: false,
        readings: selected.map((system) => ({
          system: system.vocabulary.title,
          reading: source.readingOf(system),
          recordedBack: source.lookingBackOf(system).length > 0,
          tooMany: source.tooMany(system),
        })),
      });
      this.show({
        systems: [first, ...rest, ...exporters],
        select: { ...this.selection(), ...this.about.only },
        window: '$__rate_interval',
        range: PANEL_RANGE,
        path: this.path,
        addresses: this.about.addresses,
        prices: { book: priceBook(settings.prices), models: this.models() },
      });
    }
  }

  private tellAlerts(systems: readonly DetectedSystem[]): void {
    const { firing } = this.state;
    if (firing) {
      const subject = {
        systems: systems.map(({ vocabulary }) => vocabulary.id),
        provider: this.about.only?.provider,
      };
      firing.show(this.dataSource(), subject);
      this.fired.show(subject);
    }
  }

  private dataSource(): string {
    return sceneGraph.interpolate(this, `\${${DATA_SOURCE_VARIABLE}}`);
  }

  /** Undefined until its series have been looked at: the page is drawn anew then. */
  private factsOf(system: DetectedSystem): Facts | undefined {
    const uid = this.dataSource();
    const { from, to, value } = sceneGraph.getTimeRange(this).state;
    const probe = this.access.probe(uid);
    return this.facts.of(system, { probe, key: JSON.stringify([uid, from, to]), time: value.to.unix() });
  }

  private show(view: View): void {
    const present = this.state.rows ?? [];
    const rows = rowScenes(present, compileDashboard(this.definition, view), {
      onSelect: (labels) => this.onSelect(labels),
      mayExplore: () => this.access.mayExplore(),
      onTooMuch: () => this.setState({ tooMuch: true }),
    });
    this.setState({ problem: undefined, ...(sameItems(present, rows) ? {} : { rows }) });
  }

  /** Those in view; every known one where the page has no selector for them, or nobody answers what is there. */
  private models(): readonly ModelCall[] {
    const found =
      this.values()
        .find(({ state }) => state.name === 'model')
        ?.found() ?? [];
    return found.length > 0 ? found.map((model) => ({ model })) : KNOWN_MODELS;
  }

  private selection(): View['select'] {
    return Object.fromEntries(this.values().map((variable) => [variable.state.name, variable.selected()]));
  }

  private onSelect(labels: Readonly<Record<string, string>>): boolean {
    const choice = choiceOf(labels, this.systems().selected().map(viewOf));
    const variable = this.values().find(({ state }) => state.name === choice?.dimension);
    if (!choice || !variable) {
      return false;
    }
    variable.changeValueTo(toggled(variable.selected(), choice.value), undefined, true);
    return true;
  }
}

const viewOf = ({ vocabulary, jobs }: DetectedSystem): SystemView => ({ vocabulary, jobs: anyOf('job', jobs) });

const withLimits =
  ({ alerts }: Pick<Settings, 'alerts'>) =>
  (system: DetectedSystem): SystemView => ({
    ...viewOf(system),
    thresholds: movedThresholds(system.vocabulary.id, alerts),
  });

const withSettings =
  (settings: Pick<Settings, 'alerts' | 'budgets' | 'customMetrics'>) =>
  (system: DetectedSystem): SystemView => ({
    ...withLimits(settings)(system),
    budgets: budgetOf(settings, system.vocabulary.id),
    own: settings.customMetrics[system.vocabulary.id],
  });

function DashboardBodyRenderer({ model }: SceneComponentProps<DashboardBody>) {
  const { problem, rows, readings, tooMuch, firing } = model.useState();
  const styles = useStyles2(getStyles);
  if (problem) {
    return <DetectionProblem problem={problem} />;
  }
  if (!rows) {
    return <LoadingPlaceholder text={t('dashboard.looking', 'Looking for systems…')} />;
  }
  return (
    <div className={styles.rows}>
      {firing && <firing.Component model={firing} />}
      <SourceNote readings={readings} tooMuch={tooMuch} />
      {rows.map((row) => (
        <row.Component key={row.state.key} model={row} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3), width: '100%', minWidth: 0 }),
});
