import { t } from '@grafana/i18n';
import { Alert, TextLink } from '@grafana/ui';
import React from 'react';
import type { Written } from '../../grafana/dashboards';
import { DASHBOARD_RIGHTS } from '../../grafana/permissions';
import type { Action, Done } from './actions';

const verbatim = { interpolation: { escapeValue: false } };

const RIGHTS: Record<Action, string> = {
  install: DASHBOARD_RIGHTS.create,
  update: DASHBOARD_RIGHTS.write,
  remove: DASHBOARD_RIGHTS.remove,
  beside: DASHBOARD_RIGHTS.create,
};

const DONE: Record<Action, () => string> = {
  install: () => t('dashboards.done.install', 'installed'),
  update: () => t('dashboards.done.update', 'updated'),
  remove: () => t('dashboards.done.remove', 'removed'),
  beside: () => t('dashboards.done.beside', 'ours is saved beside yours'),
};

/** What kept a dashboard from being written, and what to do. */
export function whyNotWritten(written: Exclude<Written, { kind: 'done' }>, right: string): string {
  switch (written.kind) {
    case 'changed':
      return t('dashboards.not-done.changed', 'somebody has changed it meanwhile. Look again, and decide anew.');
    case 'provisioned':
      return t('dashboards.not-done.provisioned', 'it is provisioned from a file: change it there.');
    case 'forbidden':
      return t('dashboards.not-done.forbidden', 'Grafana refuses it: {{said}} It needs the right {{right}}.', {
        said: sentence(written.said),
        right,
        ...verbatim,
      });
    case 'failed':
      return t('dashboards.not-done.failed', 'Grafana says: {{said}} Try again.', {
        said: sentence(written.said),
        ...verbatim,
      });
  }
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What became of each dashboard. */
export function Outcomes({ done, onClose }: { done: readonly Done[]; onClose(): void }) {
  const failed = done.filter(({ written }) => written.kind !== 'done').length;
  return (
    <Alert severity={failed === 0 ? 'success' : 'error'} title={titleOf(done.length, failed)} onRemove={onClose}>
      <ul>
        {done.map((one) => (
          <li key={one.ours.uid}>
            <OneOutcome {...one} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function titleOf(all: number, failed: number): string {
  if (failed === 0) {
    return t('dashboards.outcome.done', 'Done');
  }
  return failed === all
    ? t('dashboards.outcome.failed', 'Nothing was changed')
    : t('dashboards.outcome.some', '{{failed}} of {{all}} dashboards were not changed', { failed, all });
}

function OneOutcome({ ours: { title }, action, written }: Done) {
  if (written.kind !== 'done') {
    return <>{`${title}: ${whyNotWritten(written, RIGHTS[action])}`}</>;
  }
  return (
    <>
      {written.url === '' ? (
        title
      ) : (
        <TextLink href={written.url} inline>
          {title}
        </TextLink>
      )}
      {`: ${DONE[action]()}`}
    </>
  );
}
