import { UNATTRIBUTED, UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import { isOwn, type Dimension, type KnownDimension, type OwnDimension } from '../vocabularies/vocabulary';

const TITLES: Record<KnownDimension, string> = {
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
  apiKey: 'Key',
  user: 'User',
  organisation: 'Organisation',
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

const labelOf = (dimension: OwnDimension) => dimension.slice('own:'.length);

/** What a person calls a dimension, as a column's or selector's title. */
export const titleOfDimension = (dimension: Dimension): string =>
  isOwn(dimension) ? labelOf(dimension) : TITLES[dimension];

/** What a person calls a dimension within a sentence. */
export const nameOfDimension = (dimension: Dimension): string =>
  isOwn(dimension) ? labelOf(dimension) : TITLES[dimension].toLowerCase();

/** What a person calls the value of a dimension that nobody knows. */
export const UNKNOWN_TITLES: Partial<Record<Dimension, string>> = {
  provider: UNATTRIBUTED,
  model: 'Unknown model',
};

/** A value as a person reads it: `unknown` says of what. */
export const titleOfValue = (dimension: Dimension, value: string): string =>
  (value === UNKNOWN_PROVIDER ? UNKNOWN_TITLES[dimension] : undefined) ?? value;
