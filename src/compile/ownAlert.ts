import * as promql from '../promql/expression';
import { fingerprint } from '../json/fingerprint';
import { durationOf, secondsOfDuration } from '../promql/duration';
import type { CustomAlert } from '../settings/customAlerts';
import type { VocabularyId } from '../vocabularies/vocabulary';
import type { WatchedAlert } from './alert';
import { uidOf } from './identity';

/** A team's own alert, ready for Prometheus or for Grafana. It is about itself, so that it silences no other one. */
export const compileOwnAlert = (system: VocabularyId, own: CustomAlert): WatchedAlert => ({
  name: own.name,
  uid: uidOf(system, `own-${fingerprint(own.name)}`),
  system,
  category: 'application',
  topic: own.name,
  severity: own.severity,
  expr: promql.asWritten(own.expr.trim()),
  for: durationOf(secondsOfDuration(own.for ?? '') ?? 0),
  summary: own.summary,
  ...(own.description !== undefined && { description: own.description.trim() }),
  ...(own.runbookUrl !== undefined && { runbookUrl: own.runbookUrl }),
});
