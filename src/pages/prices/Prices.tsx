import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { loadSettings, type Loaded } from '../../grafana/settings';
import { PriceSettings } from './PriceSettings';
import { ShippedPrices } from './ShippedPrices';

/** Reads the settings first; the shipped prices are there whatever comes of it. */
export default function Prices() {
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

  return (
    <Stack direction="column" gap={4}>
      {loaded === undefined && <LoadingPlaceholder text={t('prices.loading', 'Reading the settings…')} />}
      {loaded?.kind === 'loaded' && <PriceSettings stored={loaded.stored} onReload={again} />}
      {(loaded?.kind === 'failed' || loaded?.kind === 'forbidden') && (
        <Alert
          severity="error"
          title={t('prices.unread.title', 'The settings could not be read')}
          action={<Button onClick={again}>{t('prices.unread.again', 'Try again')}</Button>}
        >
          {t('prices.unread.said', 'Grafana says: {{said}} Until it answers, the shipped prices count.', {
            said: sentence(loaded.said),
            interpolation: { escapeValue: false },
          })}
        </Alert>
      )}
      <ShippedPrices />
    </Stack>
  );
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
