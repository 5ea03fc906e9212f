/** What a person is told at three in the morning, beside what the alert's definition says. */
export interface Runbook {
  /** What it means for users; sentences. */
  meaning: string;
  /** What to look at first, after the panel. */
  look: readonly string[];
  causes: readonly string[];
  fix: readonly string[];
  /** When it is nothing. */
  falseAlarms: string;
}
