import { sceneGraph, VariableDependencyConfig, type VariableValueOption } from '@grafana/scenes';
import { map, type Observable } from 'rxjs';
import type { Selectable } from '../definitions/dashboard';
import { readValues } from '../doctor/readValues';
import { titleOfValue } from '../compile/dimensionTitles';
import type { Access } from './access';
import { cancellable } from './cancellable';
import { ChoiceVariable } from './ChoiceVariable';
import { DATA_SOURCE_VARIABLE, LOOK, SYSTEM_VARIABLE, SystemVariable } from './SystemVariable';

/** The values of one dimension that the selected systems have in the time range. */
export class ValuesVariable extends ChoiceVariable {
  protected _variableDependency = new VariableDependencyConfig(this, {
    variableNames: [DATA_SOURCE_VARIABLE, SYSTEM_VARIABLE, LOOK],
  });

  constructor(
    private access: Access,
    private dimension: Selectable,
    label: string
  ) {
    super({
      name: dimension,
      label,
      type: 'custom',
      value: '$__all',
      text: 'All',
      options: [],
      isMulti: true,
      includeAll: true,
      defaultToAll: true,
    });
  }

  getValueOptions(): Observable<VariableValueOption[]> {
    const uid = sceneGraph.interpolate(this, `\${${DATA_SOURCE_VARIABLE}}`);
    const systems = sceneGraph.lookupVariable(SYSTEM_VARIABLE, this);
    const { from, to } = sceneGraph.getTimeRange(this).state.value;
    return cancellable((signal) =>
      readValues(
        this.access.probe(uid),
        systems instanceof SystemVariable ? systems.selected() : [],
        this.dimension,
        { from: from.unix(), to: to.unix() },
        signal
      )
    ).pipe(map((values) => values.map((value) => ({ label: this.nameOf(value), value }))));
  }

  private nameOf(value: string): string {
    return titleOfValue(this.dimension, value);
  }

  /** Every value that was found. */
  found(): string[] {
    return this.state.options.map(({ value }) => String(value));
  }

  /** What a person selected; nothing where all values are in view. */
  selected(): string[] {
    return this.hasAllValue() ? [] : [this.state.value].flat().map(String);
  }
}
