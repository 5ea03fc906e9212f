import { t } from '@grafana/i18n';
import { Button, Field, Input, Modal, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { silenceOf, type NewSilence, type Notified } from '../../../alerts/notifying';
import { login } from '../../../grafana/alertmanager';
import { verbatim } from '../texts';
import { DURATIONS, durationText } from './texts';

interface Props {
  alert: Notified;
  busy: boolean;
  onSilence(silence: NewSilence): void;
  onClose(): void;
}

/** Asks for how long, and why: others read it. */
export function SilenceDialog({ alert, busy, onSilence, onClose }: Props) {
  const [hours, setHours] = useState<(typeof DURATIONS)[number]>(DURATIONS[0]);
  const [comment, setComment] = useState('');
  const silence = () => onSilence(silenceOf(alert, new Date(), hours, { createdBy: login(), comment: comment.trim() }));
  return (
    <Modal
      isOpen
      title={t('notifications.silence.title', 'Silence {{name}}', { name: alert.name, ...verbatim })}
      onDismiss={onClose}
    >
      <Stack direction="column" gap={2}>
        <Text element="p">
          {t('notifications.silence.about', 'Nobody is told of it meanwhile: {{what}}', {
            what: alert.what || alert.name,
            ...verbatim,
          })}
        </Text>
        <Field noMargin label={t('notifications.silence.duration', 'For how long')}>
          <RadioButtonGroup
            options={DURATIONS.map((value) => ({ value, label: durationText(value) }))}
            value={hours}
            onChange={setHours}
          />
        </Field>
        <Field
          noMargin
          label={t('notifications.silence.comment', 'Why')}
          description={t('notifications.silence.comment.about', 'Whoever finds the silence reads it.')}
          htmlFor="silence-comment"
        >
          <Input
            id="silence-comment"
            value={comment}
            onChange={({ currentTarget }) => setComment(currentTarget.value)}
          />
        </Field>
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" disabled={busy} onClick={onClose}>
          {t('notifications.silence.cancel', 'Cancel')}
        </Button>
        <Button disabled={busy || comment.trim() === ''} onClick={silence}>
          {t('notifications.silence.do', 'Silence')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
