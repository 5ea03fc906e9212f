import { t } from '@grafana/i18n';
import { Alert, Badge, Button } from '@grafana/ui';
import React, { createContext, useContext, useState, type ReactNode } from 'react';
import type { OurAlert } from '../../alerts/ours';
import { overrideProblems } from '../../definitions/alertOverrides';
import { customAlertProblems } from '../../definitions/customAlerts';
import { mayWriteSettings } from '../../grafana/permissions';
import type { Loaded } from '../../grafana/settings';
import { Problems, whyNotSaved } from '../settings/Notices';
import { AdjustDialog } from './AdjustDialog';
import { verbatim } from './texts';

interface Adjust {
  /** Why this person cannot; undefined where they can. */
  locked: string | undefined;
  onAdjust(ours: OurAlert): void;
}

const AdjustContext = createContext<Adjust>({ locked: '', onAdjust: () => {} });

interface Props {
  /** What is stored; undefined until Grafana answers. */
  settings: Loaded | undefined;
  onSaved(): void;
  children: ReactNode;
}

/** Lets a person say what they want otherwise of the alerts within, and tells what of it makes no sense. */
export function Adjusting({ settings, onSaved, children }: Props) {
  const [adjusting, setAdjusting] = useState<OurAlert>();
  const stored = settings?.kind === 'loaded' ? settings.stored : undefined;
  const problems = stored
    ? [
        ...stored.problems.filter(({ field }) => /^(alerts|customAlerts)\b/.test(field)),
        ...overrideProblems(stored.settings.alerts),
        ...customAlertProblems(stored.settings.customAlerts),
      ]
    : [];
  const locked = stored ? whyNotSaved(stored, mayWriteSettings()) : whyUnknown(settings);
  return (
    <AdjustContext.Provider value={{ locked, onAdjust: setAdjusting }}>
      {problems.length > 0 && (
        <Alert severity="warning" title={t('alerts.adjust.problems', 'Some of what is set for alerts changes nothing')}>
          <Problems problems={problems} />
        </Alert>
      )}
      {children}
      {adjusting && stored && (
        <AdjustDialog
          ours={adjusting}
          base={stored.settings}
          onClose={() => setAdjusting(undefined)}
          onSaved={() => {
            setAdjusting(undefined);
            onSaved();
          }}
        />
      )}
    </AdjustContext.Provider>
  );
}

const whyUnknown = (settings: Loaded | undefined): string =>
  settings && settings.kind !== 'loaded'
    ? t('alerts.adjust.unread', 'The settings could not be read. Grafana says: {{said}}', {
        said: settings.said,
        ...verbatim,
      })
    : t('alerts.adjust.loading', 'Reading the settings…');

/** Opens the form for one alert. */
export function AdjustButton({ ours }: { ours: OurAlert }) {
  const { locked, onAdjust } = useContext(AdjustContext);
  return (
    <Button
      size="sm"
      variant="secondary"
      fill="outline"
      aria-label={t('alerts.adjust.label', 'Adjust: {{name}}', { name: ours.name, ...verbatim })}
      disabled={locked !== undefined}
      tooltip={locked}
      onClick={() => onAdjust(ours)}
    >
      {t('alerts.adjust.open', 'Adjust')}
    </Button>
  );
}

/** Says that an alert is not as it is shipped. */
export const AdjustedBadge = ({ ours: { team } }: { ours: OurAlert }) =>
  Object.keys(team.override).length === 0 ? null : (
    <Badge color="blue" text={t('alerts.adjust.adjusted', 'Adjusted')} />
  );
