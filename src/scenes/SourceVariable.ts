import { t } from '@grafana/i18n';
import {
  sceneGraph,
  VariableDependencyConfig,
  type MultiValueVariableState,
  type VariableValueOption,
} from '@grafana/scenes';
import { map, of, tap, type Observable } from 'rxjs';
import {
  isSourceChoice,
  isTooMany,
  lookingBackOf,
  readingOf,
  SOURCES,
  type Reading,
  type SourceChoice,
} from '../compile/readFrom';
import type { TimeRange } from '../doctor/prometheus';
import { recordingsOf, stepOf, type Recordings } from '../doctor/recordings';
import { tierFor, type LookBack } from '../signals/recorded';

import type { DetectedSystem } from '../vocabularies/detect';
import type { VocabularyId } from '../vocabularies/vocabulary';
import type { Access } from './access';
import { cancellable } from './cancellable';
import { ChoiceVariable } from './ChoiceVariable';
import { DATA_SOURCE_VARIABLE, LOOK, SYSTEM_VARIABLE, SystemVariable } from './SystemVariable';

export const SOURCE_VARIABLE = 'source';

interface SourceVariableState extends MultiValueVariableState {
  /** What the last look found, and for which range. */
  found?: { range: TimeRange; recordings: ReadonlyMap<VocabularyId, Recordings> };
}

const NOTHING: Recordings = { rawSeries: 0, reaches: [] };

/** Whether a page reads raw or recorded series: as it suits the range, until a person says. */
export class SourceVariable extends ChoiceVariable<SourceVariableState> {
  protected _variableDependency = new VariableDependencyConfig(this, {
    variableNames: [DATA_SOURCE_VARIABLE, SYSTEM_VARIABLE, LOOK],
  });

  /** @param lookBacks how far back figures look that do not follow the page's range */
  constructor(
    private access: Access,
    label: string,
    private lookBacks: readonly LookBack[]
  ) {
    super({ name: SOURCE_VARIABLE, label, type: 'custom', value: 'auto', text: '', options: [] });
  }

  /** Looks for recorded series, and counts raw ones. Raw is no option where there are too many. */
  getValueOptions(): Observable<VariableValueOption[]> {
    const systems = sceneGraph.lookupVariable(SYSTEM_VARIABLE, this);
    const looked = systems instanceof SystemVariable ? systems.everything() : [];
    const uid = sceneGraph.interpolate(this, `\${${DATA_SOURCE_VARIABLE}}`);
    if (uid === '' || looked.length === 0) {
      return of(optionsFor(SOURCES));
    }
    const { from, to } = sceneGraph.getTimeRange(this).state.value;
    const range = { from: from.unix(), to: to.unix() };
    return cancellable((signal) =>
      recordingsOf(this.access.probe(uid), looked, tierFor(lengthOf(range)), range, signal, this.lookBacks)
    ).pipe(
      tap((recordings) => this.setState({ found: { range, recordings } })),
      map((recordings) => optionsFor(choicesAmong([...recordings.values()], range)))
    );
  }

  /** What a person chose. */
  chosen(): SourceChoice {
    const { value } = this.state;
    return isSourceChoice(value) ? value : 'auto';
  }

  /** Where a system's figures are to be read from. */
  readingOf({ vocabulary }: DetectedSystem): Reading {
    const { found } = this.state;
    if (!found) {
      return { from: 'raw', why: 'not-recorded' };
    }
    const { range, recordings } = found;
    return readingOf(this.chosen(), recordings.get(vocabulary.id) ?? NOTHING, {
      range: lengthOf(range),
      begins: range.from,
      slack: stepOf(tierFor(lengthOf(range)), range),
    });
  }

  /** Which of a system's figures of a day or a month are read from recorded series. */
  lookingBackOf({ vocabulary }: DetectedSystem): readonly LookBack[] {
    return lookingBackOf(this.chosen(), this.state.found?.recordings.get(vocabulary.id) ?? NOTHING);
  }

  /** Whether the raw series of a system are too many for the range. */
  tooMany({ vocabulary }: DetectedSystem): boolean {
    const { found } = this.state;
    return found !== undefined && isTooMany(found.recordings.get(vocabulary.id) ?? NOTHING, lengthOf(found.range));
  }
}

const lengthOf = ({ from, to }: TimeRange) => to - from;

/** Raw is no choice where it would be refused; recorded is none where nothing is recorded. */
function choicesAmong(found: readonly Recordings[], range: TimeRange): SourceChoice[] {
  const tooMany = found.some((one) => one.since !== undefined && isTooMany(one, lengthOf(range)));
  const recorded = found.some(({ since }) => since !== undefined);
  return SOURCES.filter((choice) => (choice === 'raw' ? !tooMany : choice === 'auto' || recorded));
}

const optionsFor = (choices: readonly SourceChoice[]): VariableValueOption[] =>
  choices.map((value) => ({ value, label: SOURCE_LABELS[value]() }));

const SOURCE_LABELS: Record<SourceChoice, () => string> = {
  auto: () => t('selectors.source.auto', 'Auto'),
  raw: () => t('selectors.source.raw', 'Raw'),
  recorded: () => t('selectors.source.recorded', 'Recorded'),
};
