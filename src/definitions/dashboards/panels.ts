import type { SignalId } from '../../signals/signals';
import type { Dimension } from '../../vocabularies/vocabulary';
import type { Ask, PanelDefinition } from '../dashboard';

/** A signal, split by one dimension or not at all. */
export const ask = (signal: SignalId, by: Dimension | undefined, name: string): Ask => ({
  signal,
  by: by === undefined ? [] : [by],
  name,
});

type PanelText = Pick<PanelDefinition, 'id' | 'title' | 'description'>;

/** One figure for the whole, with a sparkline; wide enough for its title beside what Grafana puts in a panel's head. */
export const stat = (text: PanelText, signal: SignalId): PanelDefinition => ({
  ...text,
  visualization: 'stat',
  asks: [ask(signal, undefined, text.title)],
  size: { width: 8, height: 4 },
  whenMissing: 'explain',
});

/** A graph of half the page's width. */
export const lines = (text: PanelText, asks: PanelDefinition['asks']): PanelDefinition => ({
  ...text,
  visualization: 'lines',
  asks,
  size: { width: 12, height: 8 },
  whenMissing: 'explain',
});

/** A graph whose lines add up to a whole. */
export const stacked = (text: PanelText, asks: PanelDefinition['asks']): PanelDefinition => ({
  ...lines(text, asks),
  visualization: 'stackedLines',
});

/** Three panels a line in place of two. */
export const third = (panel: PanelDefinition): PanelDefinition => ({ ...panel, size: { width: 8, height: 8 } });

/** Left out for a system that does not have it: there is nothing to mend. */
export const ifEmitted = (panel: PanelDefinition): PanelDefinition => ({ ...panel, whenMissing: 'omit' });

/** A graph of a third of the width, where the system has its figures. */
export const optional = (text: PanelText, asks: PanelDefinition['asks']): PanelDefinition =>
  ifEmitted(third(lines(text, asks)));

/** The same, its lines stacked. */
export const optionalStacked = (text: PanelText, asks: PanelDefinition['asks']): PanelDefinition =>
  ifEmitted(third(stacked(text, asks)));
