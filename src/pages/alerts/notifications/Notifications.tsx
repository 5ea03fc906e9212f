import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import type { NewSilence, Notified } from '../../../alerts/notifying';
import {
  alertmanagers,
  createSilence,
  endSilence,
  OWN_ALERTMANAGER,
  sendTestAlert,
  testContactPoint,
} from '../../../grafana/alertmanager';
import type { Refused } from '../../../grafana/ask';
import { DataSourceField } from '../../DataSourceField';
import { verbatim } from '../texts';
import { Do, NotifiedList, SilenceList, TestList } from './Lists';
import { SilenceDialog } from './SilenceDialog';
import { whyNot, type Outcome } from './texts';
import { useNotifications, type Notifications as Found } from './useNotifications';

/** Who is told what: closed, and asks nothing, until somebody wants to know. */
export function Notifications() {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={t('notifications.title', 'Notifications')}>
      <Button
        variant="secondary"
        fill="text"
        icon={open ? 'angle-down' : 'angle-right'}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('notifications.open', 'Notifications: told, silenced, inhibited')}
      </Button>
      {open && <Alertmanagers />}
    </section>
  );
}

function Alertmanagers() {
  const all = alertmanagers();
  const [uid, setUid] = useState(OWN_ALERTMANAGER);
  return (
    <Stack direction="column" gap={2}>
      {all.length > 1 && (
        <DataSourceField
          id="alertmanager"
          label={t('notifications.alertmanager', 'Alertmanager')}
          description={t('notifications.alertmanager.about', 'Who Grafana or Prometheus tells of alerts.')}
          dataSources={all}
          value={uid}
          onChange={setUid}
        />
      )}
      <OneAlertmanager key={uid} uid={uid} />
    </Stack>
  );
}

function OneAlertmanager({ uid }: { uid: string }) {
  const { found, again } = useNotifications(uid);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [silencing, setSilencing] = useState<Notified>();

  const run = async (done: string, task: () => Promise<Refused | undefined>) => {
    setBusy(true);
    const refused = await task();
    await again();
    setOutcome({ done, said: refused?.said });
    setSilencing(undefined);
    setBusy(false);
  };
  if (found === undefined) {
    return <LoadingPlaceholder text={t('notifications.loading', 'Asking the Alertmanager…')} />;
  }
  const silence = (alert: Notified, silence: NewSilence) =>
    void run(t('notifications.done.silenced', '{{name}} is silenced', { name: alert.name, ...verbatim }), () =>
      createSilence(uid, silence)
    );
  return (
    <Stack direction="column" gap={2}>
      {outcome && <OutcomeNote outcome={outcome} onClose={() => setOutcome(undefined)} />}
      <Told found={found} busy={busy} run={(...task) => void run(...task)} onSilence={setSilencing} />
      {silencing && (
        <SilenceDialog
          alert={silencing}
          busy={busy}
          onSilence={(made) => silence(silencing, made)}
          onClose={() => setSilencing(undefined)}
        />
      )}
    </Stack>
  );
}

interface ToldProps {
  found: Found;
  busy: boolean;
  /** @param done what to say once it is done */
  run(done: string, task: () => Promise<Refused | undefined>): void;
  onSilence(alert: Notified): void;
}

function Told({ found: { uid, alerts, silences, contactPoints }, busy, run, onSilence }: ToldProps) {
  const silencing = { busy, missing: whyNot('silence', uid) };
  const testing = { busy, missing: whyNot('test', uid) };
  return (
    <>
      {'said' in alerts ? (
        <Unread refused={alerts} what={t('notifications.unread.alerts', 'It does not say what it was told of')} />
      ) : (
        <NotifiedList {...silencing} alerts={alerts} onSilence={onSilence} />
      )}
      {'said' in silences ? (
        <Unread refused={silences} what={t('notifications.unread.silences', 'It does not say what is silenced')} />
      ) : (
        <SilenceList
          {...silencing}
          silences={silences}
          onEnd={({ id }) => run(t('notifications.done.ended', 'The silence has ended'), () => endSilence(uid, id))}
        />
      )}
      {'said' in contactPoints && (
        <Unread refused={contactPoints} what={t('notifications.unread.points', 'It does not say who can be told')} />
      )}
      {uid === OWN_ALERTMANAGER && !('said' in contactPoints) && (
        <TestList
          {...testing}
          points={contactPoints}
          onTest={(point) =>
            run(
              t('notifications.done.tested', 'A test is on its way to {{name}}', { name: point.name, ...verbatim }),
              () => testContactPoint(point)
            )
          }
        />
      )}
      {uid !== OWN_ALERTMANAGER && (
        <div>
          <Do
            {...testing}
            text={t('notifications.test-alert', 'Send a test alert')}
            label={t('notifications.test-alert', 'Send a test alert')}
            onClick={() =>
              run(t('notifications.done.test-alert', 'A test alert is on its way, where its routes lead'), () =>
                sendTestAlert(uid)
              )
            }
          />
        </div>
      )}
    </>
  );
}

const Unread = ({ refused: { said }, what }: { refused: Refused; what: string }) => (
  <Alert severity="warning" title={what} bottomSpacing={0}>
    {t('alerts.unread.said', 'Grafana says: {{said}}', { said, ...verbatim })}
  </Alert>
);

function OutcomeNote({ outcome: { done, said }, onClose }: { outcome: Outcome; onClose(): void }) {
  return said === undefined ? (
    <Alert severity="success" title={done} bottomSpacing={0} onRemove={onClose} />
  ) : (
    <Alert
      severity="error"
      title={t('notifications.refused', 'That did not work')}
      bottomSpacing={0}
      onRemove={onClose}
    >
      {t('alerts.unread.said', 'Grafana says: {{said}}', { said, ...verbatim })}
    </Alert>
  );
}
