import type { Scope } from '../../src/signals/scope';
import type { SignalId } from '../../src/signals/signals';
import type { Vocabulary } from '../../src/vocabularies/vocabulary';
import type { Answers, InputSeries } from './promtool';

/** What a signal answers on given series. */
export interface Situation {
  title: string;
  series: InputSeries;
  ours: {
    vocabulary: Vocabulary;
    job: string;
    signal: SignalId;
    by?: Scope['by'];
    select?: Scope['select'];
    answers: Answers;
  } & Pick<Scope, 'prices' | 'budgets' | 'range'>;
}

/** What the expression of the system's own document answers on the same series. */
export interface Pitfall extends Situation {
  /** As it stands in the document, and its wrong answer: `NaN` where it is that, as one series without labels. */
  documented: { expression: string; answers: Answers | 'NaN' };
}
