import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import { OWN_FOLDER, type Folder } from '../../grafana/folders';

interface Texts {
  label: string;
  /** What happens where our folder is not there yet. */
  created: string;
  about: string;
}

interface Props {
  id: string;
  /** Those of dashboards where nothing is said. */
  texts?: Texts;
  folders: readonly Folder[];
  value: Folder;
  onChange(folder: Folder): void;
}

const dashboardTexts = (): Texts => ({
  label: t('dashboards.folder.label', 'Folder for new dashboards'),
  created: t('dashboards.folder.created', 'It is created with the first dashboard.'),
  about: t('dashboards.folder.about', 'Those that are installed stay where they are.'),
});

/** Where what is new goes: our own folder, or one in which the person may save. */
export function FolderField({ id, texts = dashboardTexts(), folders, value, onChange }: Props) {
  const there = isThere(folders, OWN_FOLDER);
  const options = [OWN_FOLDER, ...folders.filter(({ uid }) => uid !== OWN_FOLDER.uid)];
  return (
    <Field
      noMargin
      label={texts.label}
      description={value.uid === OWN_FOLDER.uid && !there ? texts.created : texts.about}
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
