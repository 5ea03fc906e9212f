import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { MAX_SAMPLES, type Reading } from '../compile/readFrom';
import type { TierId } from '../signals/recorded';

/** Where one system's figures are read from. */
export interface SystemReading {
  system: string;
  reading: Reading;
  /** Whether figures of a day or a month are recorded ones, whatever the rest is. */
  recordedBack: boolean;
  /** Whether its raw series are too many for the range. */
  tooMany: boolean;
}

interface SourceNoteProps {
  readings: readonly SystemReading[];
  /** Whether the server refused a panel: too many samples. */
  tooMuch?: boolean;
}

/** Says of a page which figures it shows, and why these. */
export function SourceNote({ readings, tooMuch = false }: SourceNoteProps) {
  const styles = useStyles2(getStyles);
  const texts = new Map<string, string[]>();
  readings.forEach((one) => texts.set(textOf(one), [...(texts.get(textOf(one)) ?? []), one.system]));
  return (
    <div className={styles.note} data-testid="source note">
      {[...texts].map(([text, systems]) => (
        <Text key={text} element="p" color="secondary" variant="bodySmall">
          {texts.size > 1 ? `${systems.join(', ')}: ${text}` : text}
        </Text>
      ))}
      {tooMuch && (
        <Text element="p" color="warning" variant="bodySmall">
          {t(
            'source.too-much',
            'Prometheus refused some of the raw figures: too many samples in this range. Switch Figures to Recorded, which needs rules/recordings.yaml to be loaded, or choose a shorter range.'
          )}
        </Text>
      )}
    </div>
  );
}

function textOf({ reading, tooMany, recordedBack }: SystemReading): string {
  if (reading.from === 'recorded') {
    return recordedText(reading);
  }
  const text = rawText(reading, tooMany);
  return recordedBack
    ? `${text} ${t('source.raw.looking-back', 'Figures of a day or of a month are recorded ones.')}`
    : text;
}

function recordedText({ tier, why, since }: Extract<Reading, { from: 'recorded' }>): string {
  const length = TIER_TEXTS[tier]();
  const texts: Record<typeof why, () => string> = {
    covers: () =>
      t('source.recorded.covers', 'Recorded figures: means over {{length}}. What is not recorded is raw.', { length }),
    asked: () =>
      t(
        'source.recorded.asked',
        'Recorded figures: means over {{length}}, recorded since {{since}}. What is not recorded is raw.',
        { length, since: atTime(since) }
      ),
    'too-many': () =>
      t(
        'source.recorded.too-many',
        'Recorded figures: means over {{length}}. Raw ones are not offered: they would be more than {{millions}} million samples. Choose a shorter range to see them.',
        { length, millions: MAX_SAMPLES / 1_000_000 }
      ),
  };
  return texts[why]();
}

function rawText({ why, since = 0 }: Extract<Reading, { from: 'raw' }>, tooMany: boolean): string {
  if (tooMany) {
    return t(
      'source.raw.too-many',
      'Raw figures, of more than {{millions}} million samples: Prometheus may refuse them. Choose a shorter range, or load the recording rules.',
      { millions: MAX_SAMPLES / 1_000_000 }
    );
  }
  const texts: Record<typeof why, () => string> = {
    asked: () => t('source.raw.asked', 'Raw figures.'),
    'not-recorded': () =>
      t(
        'source.raw.not-recorded',
        'Raw figures: nothing is recorded here. Load rules/recordings.yaml for long ranges.'
      ),
    short: () =>
      t('source.raw.short', 'Raw figures: means over five minutes would hide much of a range shorter than an hour.'),
    'begins-later': () =>
      t('source.raw.begins-later', 'Raw figures: recorded ones begin {{since}}, within this range.', {
        since: atTime(since),
      }),
  };
  return texts[why]();
}

const TIER_TEXTS: Record<TierId, () => string> = {
  '5m': () => t('source.tier.5m', '5 minutes'),
  '1h': () => t('source.tier.1h', 'an hour'),
  '1d': () => t('source.tier.1d', 'a day'),
};

const atTime = (seconds: number) => dateTimeFormat(seconds * 1000);

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
});
