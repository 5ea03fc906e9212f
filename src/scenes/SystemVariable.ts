import {
  ConstantVariable,
  sceneGraph,
  SceneVariableValueChangedEvent,
  VariableDependencyConfig,
  type MultiValueVariableState,
  type VariableValueOption,
} from '@grafana/scenes';
import { map, of, tap, type Observable } from 'rxjs';
import type { Outcome } from '../doctor/outcome';
import { detectSystems } from '../doctor/detectSystems';
import type { DetectedSystem } from '../vocabularies/detect';
import { isSystem, knownWith } from '../vocabularies/vocabularies';
import type { ExporterId } from '../vocabularies/vocabulary';
import type { Access } from './access';
import { cancellable } from './cancellable';
import { ChoiceVariable } from './ChoiceVariable';

export const DATA_SOURCE_VARIABLE = 'ds';
export const SYSTEM_VARIABLE = 'system';

/** No selector: what selectors depend on that ask again when there may be something else to choose from. */
export const LOOK = 'look';

interface SystemVariableState extends MultiValueVariableState {
  /** What the last look found; undefined before the first. */
  detection?: Outcome<DetectedSystem[]>;
}

/** The systems that the chosen data source has metrics of: the first alone, until a person chooses any number of them. */
export class SystemVariable extends ChoiceVariable<SystemVariableState> {
  protected _variableDependency = new VariableDependencyConfig(this, { variableNames: [DATA_SOURCE_VARIABLE, LOOK] });

  constructor(
    private access: Access,
    label: string
  ) {
    super({
      name: SYSTEM_VARIABLE,
      label,
      type: 'custom',
      value: [],
      text: [],
      options: [],
      isMulti: true,
      includeAll: true,
    });
  }

  /** Looks for systems; what it found is in the state when it completes. */
  getValueOptions(): Observable<VariableValueOption[]> {
    const uid = sceneGraph.interpolate(this, `\${${DATA_SOURCE_VARIABLE}}`);
    if (uid === '') {
      return of([]);
    }
    const { from, to } = sceneGraph.getTimeRange(this).state.value;
    const { jobs, customMetrics } = this.access.settings();
    return cancellable((signal) =>
      // At both ends of the range: what went down within it is still looked at.
      detectSystems(this.access.probe(uid), signal, knownWith(customMetrics), [from.unix(), to.unix()], jobs)
    ).pipe(
      tap((detection) => this.setState({ detection })),
      map((detection) =>
        detection.kind === 'ok'
          ? detection.value
              .filter(({ vocabulary }) => isSystem(vocabulary.id))
              .map(({ vocabulary }) => ({ label: vocabulary.title, value: vocabulary.id }))
          : []
      )
    );
  }

  /** A system that only a link names gives way to one that is there: without any, there is nothing to show. */
  protected interceptStateUpdateAfterValidation(update: Partial<MultiValueVariableState>): void {
    this.skipNextValidation = false;
    super.interceptStateUpdateAfterValidation(update);
  }

  /** Has the selectors ask again. Scenes puts their questions in order, and ends them when the page closes. */
  lookAgain(): void {
    this.publishEvent(new SceneVariableValueChangedEvent(new ConstantVariable({ name: LOOK })), true);
  }

  private found(): readonly DetectedSystem[] {
    const { detection } = this.state;
    return detection?.kind === 'ok' ? detection.value : [];
  }

  /** The systems that are selected and there. */
  selected(): DetectedSystem[] {
    const { value } = this.state;
    const all = this.hasAllValue();
    return this.found().filter(({ vocabulary: { id } }) => isSystem(id) && (all || [value].flat().includes(id)));
  }

  /** The systems that are selected, and every exporter. */
  everything(): DetectedSystem[] {
    return [...this.selected(), ...this.found().filter(({ vocabulary: { id } }) => !isSystem(id))];
  }

  /** Of these exporters those that are there: nobody has to select them. */
  exporters(ids: readonly ExporterId[]): DetectedSystem[] {
    return this.found().filter(({ vocabulary }) => ids.some((id) => id === vocabulary.id));
  }
}
