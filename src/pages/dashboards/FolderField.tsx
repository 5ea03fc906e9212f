import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import { OWN_FOLDER, type Folder } from '../../grafana/folders';

interface Props {
  id: string;
  folders: readonly Folder[];
  value: Folder;
  onChange(folder: Folder): void;
}

/** Where new dashboards go: our own folder, or one in which the person may save. */
export function FolderField({ id, folders, value, onChange }: Props) {
  const there = isThere(folders, OWN_FOLDER);
  const options = [OWN_FOLDER, ...folders.filter(({ uid }) => uid !== OWN_FOLDER.uid)];
  return (
    <Field
      noMargin
      label={t('dashboards.folder.label', 'Folder for new dashboards')}
      description={
        value.uid === OWN_FOLDER.uid && !there
          ? t('dashboards.folder.created', 'It is created with the first dashboard.')
          : t('dashboards.folder.about', 'Those that are installed stay where they are.')
      }
      htmlFor={id}
    >
      <Combobox
        id={id}
        width={40}
        value={value.uid}
        options={options.map(({ uid, title, within }) => ({ value: uid, label: title, description: within }))}
        onChange={({ value: uid }) => onChange(options.find((folder) => folder.uid === uid) ?? OWN_FOLDER)}
      />
    </Field>
  );
}

/** Whether a folder is there, and the person may save in it. */
export const isThere = (folders: readonly Folder[], { uid }: Folder) => folders.some((folder) => folder.uid === uid);
