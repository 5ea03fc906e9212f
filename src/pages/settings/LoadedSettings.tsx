import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { loadSettings, type Loaded } from '../../grafana/settings';
import { SettingsForm, type Draft } from './SettingsForm';

interface Props {
  /** What counts until Grafana answers; a sentence. */
  meanwhile: string;
  /** What a person has changed is stored. */
  onSaved?(): void;
  children(draft: Draft): React.ReactNode;
}

/** Reads the settings, and then lets a person change them. */
export function LoadedSettings({ meanwhile, onSaved, children }: Props) {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded>();
  const again = () => {
    setLoaded(undefined);
    setAttempt((before) => before + 1);
  };

  useEffect(() => {
    const closing = new AbortController();
    void loadSettings(closing.signal).then((answer) => {
      if (!closing.signal.aborted) {
        setLoaded(answer);
      }
    });
    return () => closing.abort();
  }, [attempt]);

  if (loaded === undefined) {
    return <LoadingPlaceholder text={t('settings.loading', 'Reading the settings…')} />;
  }
  if (loaded.kind === 'loaded') {
    return (
      <SettingsForm stored={loaded.stored} onReload={again} onSaved={onSaved}>
        {children}
      </SettingsForm>
    );
  }
  return (
    <Alert severity="error" title={t('settings.unread.title', 'The settings could not be read')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {t('settings.unread.said', 'Grafana says: {{said}} {{meanwhile}}', {
          said: sentence(loaded.said),
          meanwhile,
          interpolation: { escapeValue: false },
        })}
        <Button onClick={again}>{t('settings.unread.again', 'Try again')}</Button>
      </Stack>
    </Alert>
  );
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
