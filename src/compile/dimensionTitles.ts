import { UNATTRIBUTED, UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import type { Dimension } from '../vocabularies/vocabulary';

/** What a person calls a dimension, as a column's or selector's title. */
export const DIMENSION_TITLES: Record<Dimension, string> = {
  provider: 'Provider',
  model: 'Model',
  endpoint: 'Endpoint',
  method: 'Method',
  status: 'Status',
  tokenType: 'Token type',
  errorType: 'Error type',
  operation: 'Operation',
  finishReason: 'Finish reason',
  deployment: 'Deployment',
  team: 'Team',
  agent: 'Agent',
  intent: 'Intent',
  tool: 'Tool',
  table: 'Table',
  namespace: 'Namespace',
  event: 'Event',
  instance: 'Instance',
  mode: 'Mode',
  device: 'Device',
  mountpoint: 'Mount point',
  container: 'Container',
  database: 'Database',
  state: 'State',
  command: 'Command',
  generation: 'Generation',
};

/** What a person calls the value of a dimension that nobody knows. */
export const UNKNOWN_TITLES: Partial<Record<Dimension, string>> = {
  provider: UNATTRIBUTED,
  model: 'Unknown model',
};

/** A value as a person reads it: `unknown` says of what. */
export const titleOfValue = (dimension: Dimension, value: string): string =>
  (value === UNKNOWN_PROVIDER ? UNKNOWN_TITLES[dimension] : undefined) ?? value;
