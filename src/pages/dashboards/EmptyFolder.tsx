import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { isOwnFolderEmpty, OWN_FOLDER, removeOwnFolder } from '../../grafana/folders';
import type { Done } from './actions';

interface Props {
  /** Whether our folder is there. */
  there: boolean;
  after: readonly Done[];
  onRemoved(): void;
}

/** After the last dashboard is removed, offers to remove our folder too: somebody may have given rights to it, so it stays unasked. */
export function EmptyFolder({ there, after, onRemoved }: Props) {
  const [empty, setEmpty] = useState<readonly Done[]>();
  const [said, setSaid] = useState<string>();
  const removed = there && after.some(({ action, written }) => action === 'remove' && written.kind === 'done');

  useEffect(() => {
    let closed = false;
    if (removed) {
      void isOwnFolderEmpty().then((is) => !closed && setEmpty(is ? after : undefined));
    }
    return () => {
      closed = true;
    };
  }, [removed, after]);

  if (!removed || empty !== after) {
    return null;
  }
  const remove = async () => {
    const refused = await removeOwnFolder();
    setSaid(refused?.said);
    if (!refused) {
      onRemoved();
    }
  };
  return (
    <Alert
      severity="info"
      title={t('dashboards.empty-folder.title', 'The folder {{title}} is empty now', {
        title: OWN_FOLDER.title,
        interpolation: { escapeValue: false },
      })}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        {said !== undefined &&
          t('dashboards.empty-folder.said', 'It was not removed. Grafana says: {{said}}', {
            said,
            interpolation: { escapeValue: false },
          })}
        <Button variant="secondary" onClick={() => void remove()}>
          {t('dashboards.empty-folder.remove', 'Remove the folder')}
        </Button>
      </Stack>
    </Alert>
  );
}
