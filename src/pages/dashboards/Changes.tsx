import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Collapse, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { changesBetween, type Change, type SettingChange } from '../../dashboards/diff';
import type { JsonObject } from '../../json/json';

interface Props {
  before: JsonObject;
  after: JsonObject;
}

/** What would change, panel by panel in words; the JSON of both below it. */
export function Changes({ before, after }: Props) {
  const styles = useStyles2(getStyles);
  const [raw, setRaw] = useState(false);
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  return (
    <Stack direction="column" gap={2}>
      {changes.length === 0 ? (
        <Text element="p">
          {t('dashboards.changes.none', 'They show the same: only what Grafana itself writes differs.')}
        </Text>
      ) : (
        <ul className={styles.changes} tabIndex={0} aria-label={t('dashboards.changes.label', 'What would change')}>
          {changes.map((change, index) => (
            <OneChange key={index} change={change} />
          ))}
        </ul>
      )}
      <Collapse
        label={t('dashboards.changes.raw', 'Both as JSON')}
        isOpen={raw}
        onToggle={() => setRaw((open) => !open)}
      >
        <div className={styles.sideBySide}>
          <Raw title={t('dashboards.changes.theirs', 'In Grafana')} json={before} />
          <Raw title={t('dashboards.changes.ours', 'Ours')} json={after} />
        </div>
      </Collapse>
    </Stack>
  );
}

const WHATS: Record<Change['what'], (where: string) => string> = {
  added: (where) => t('dashboards.changes.added', '{{where}} would be added', textOf({ where })),
  removed: (where) => t('dashboards.changes.removed', '{{where}} would be removed', textOf({ where })),
  changed: (where) => where,
};

function OneChange({ change: { where, what, settings } }: { change: Change }) {
  return (
    <li>
      <Text weight="medium">{WHATS[what](where)}</Text>
      {settings.length > 0 && (
        <ul>
          {settings.map((setting) => (
            <li key={setting.setting}>{settingText(setting)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function settingText({ setting, before, after }: SettingChange): string {
  if (before === undefined) {
    return t('dashboards.changes.setting.added', '{{setting}}: would be {{after}}', textOf({ setting, after }));
  }
  if (after === undefined) {
    return t('dashboards.changes.setting.removed', '{{setting}}: {{before}} would go', textOf({ setting, before }));
  }
  return t(
    'dashboards.changes.setting.changed',
    '{{setting}}: {{before}} would become {{after}}',
    textOf({ setting, before, after })
  );
}

/** Names and values come from people: they are text, and React escapes it. */
const textOf = (values: Record<string, string | undefined>) => ({
  ...values,
  interpolation: { escapeValue: false },
});

function Raw({ title, json }: { title: string; json: JsonObject }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.side}>
      <Text weight="medium">{title}</Text>
      <pre className={styles.raw} tabIndex={0}>
        {JSON.stringify(json, null, 2)}
      </pre>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  changes: css({
    maxHeight: '40vh',
    overflow: 'auto',
    paddingLeft: theme.spacing(3),
    overflowWrap: 'anywhere',
    ul: { paddingLeft: theme.spacing(3) },
  }),
  sideBySide: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
  side: css({ flex: 1, minWidth: 0 }),
  raw: css({ maxHeight: '30vh', overflow: 'auto' }),
});
