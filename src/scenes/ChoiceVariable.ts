import { MultiOrSingleValueSelect, MultiValueVariable, type MultiValueVariableState } from '@grafana/scenes';

/** A selector above the panels. What was chosen stays chosen while nothing is found: it may be there at the next look. */
export abstract class ChoiceVariable<
  S extends MultiValueVariableState = MultiValueVariableState,
> extends MultiValueVariable<S> {
  static Component = MultiOrSingleValueSelect;

  protected interceptStateUpdateAfterValidation(update: Partial<MultiValueVariableState>): void {
    super.interceptStateUpdateAfterValidation(update);
    if (update.options?.length === 0) {
      update.value = this.state.value;
      update.text = this.state.text;
    }
  }
}
