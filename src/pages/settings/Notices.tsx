import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { WRITE_SETTINGS } from '../../grafana/permissions';
import type { Saved, StoredSettings } from '../../grafana/settings';
import type { Problem } from '../../settings/problem';

/** Why nobody, or not this person, can save; undefined where they can. */
export function whyNotSaved({ readOnly, provisioned }: StoredSettings, mayWrite: boolean): string | undefined {
  if (readOnly) {
    return t(
      'settings.locked.newer',
      'A newer version of the plugin has saved these settings. Update it to change them.'
    );
  }
  if (provisioned) {
    return t(
      'settings.locked.provisioned',
      'These settings come from a file under provisioning/plugins, which would overwrite any change at the next start. Change them there.'
    );
  }
  return mayWrite
    ? undefined
    : t('settings.locked.right', 'Saving needs the right {{right}}: ask an administrator.', { right: WRITE_SETTINGS });
}

const problemText = ({ field, what, expected }: Problem) =>
  t('settings.problem', '{{field}} {{what}}. Expected: {{expected}}.', {
    field: field === '' ? t('settings.problem.all', 'What is stored') : field,
    what,
    expected,
    interpolation: { escapeValue: false },
  });

export const Problems = ({ problems }: { problems: readonly Problem[] }) => (
  <ul>
    {problems.map((problem, index) => (
      <li key={index}>{problemText(problem)}</li>
    ))}
  </ul>
);

/** What is stored and cannot be read: it is kept where it is. */
export const Unreadable = ({ problems }: { problems: readonly Problem[] }) =>
  problems.length === 0 ? null : (
    <Alert severity="warning" title={t('settings.unreadable.title', 'Some stored settings cannot be read')}>
      {t('settings.unreadable.kept', 'They do not count, and stay stored as they are:')}
      <Problems problems={problems} />
    </Alert>
  );

interface OutcomeProps {
  saved: Saved;
  onReload(): void;
}

/** What came of a save. */
export function Outcome({ saved, onReload }: OutcomeProps) {
  switch (saved.kind) {
    case 'saved':
      return <Alert severity="success" title={t('settings.saved.title', 'Saved')} />;
    case 'conflict':
      return (
        <NotSaved
          why={<Problems problems={saved.conflicts} />}
          title={t('settings.conflict.title', 'Nothing was saved: somebody else has changed the same settings')}
          action={
            <Button onClick={onReload}>{t('settings.conflict.reload', 'Drop my changes and show theirs')}</Button>
          }
        />
      );
    case 'invalid':
    case 'newer':
      return <NotSaved why={<Problems problems={saved.problems} />} />;
    case 'provisioned':
      return (
        <NotSaved
          why={t(
            'settings.saved.provisioned',
            'The settings come from a file under provisioning/plugins: change them there.'
          )}
        />
      );
    case 'forbidden':
      return (
        <NotSaved
          why={t('settings.saved.forbidden', 'Grafana refuses it: {{said}} Saving needs the right {{right}}.', {
            said: saved.said,
            right: WRITE_SETTINGS,
            interpolation: { escapeValue: false },
          })}
        />
      );
    case 'failed':
      return (
        <NotSaved
          why={t('settings.saved.failed', 'Grafana says: {{said}} Your changes are still here: save again.', {
            said: saved.said,
            interpolation: { escapeValue: false },
          })}
        />
      );
  }
}

interface NotSavedProps {
  why: ReactNode;
  title?: string;
  action?: ReactNode;
}

const NotSaved = ({ why, title = t('settings.not-saved.title', 'Nothing was saved'), action }: NotSavedProps) => (
  <Alert severity="error" title={title}>
    <Stack direction="column" gap={1} alignItems="flex-start">
      {why}
      {action}
    </Stack>
  </Alert>
);
