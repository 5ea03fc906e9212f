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
};
