import { t } from '@grafana/i18n';
import { Button, Checkbox, Field, Input, Modal, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import type { OurAlert } from '../../alerts/ours';
import { limitText } from '../../compile/alertText';
import { limitOf, shippedLimit } from '../../definitions/alertOverrides';
import { saveSettings, type Saved } from '../../grafana/settings';
import { SEVERITIES } from '../../settings/alerts';
import type { Settings } from '../../settings/schema';
import { Outcome } from '../settings/Notices';
import { asShipped, enteredFrom, understand, withOverride, type Entered } from './adjustForm';
import { severityBadge } from '../../scenes/severityBadge';
import { verbatim } from './texts';

interface Props {
  ours: OurAlert;
  /** What was stored when the page looked. */
  base: Settings;
  onClose(): void;
  onSaved(): void;
}

/** What a team wants otherwise of one alert. */
export function AdjustDialog({ ours: { name, alert, team }, base, onClose, onSaved }: Props) {
  const { system } = alert;
  const [entered, setEntered] = useState(enteredFrom(team));
  const [expected, setExpected] = useState<Partial<Record<'limit' | 'for', string>>>({});
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const change = (part: Partial<Entered>) => {
    setEntered((before) => ({ ...before, ...part }));
    setExpected({});
    setSaved(undefined);
  };

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const understood = understand(entered, team, system);
    if ('expected' in understood) {
      setExpected(understood.expected);
      return;
    }
    setSaving(true);
    const outcome = await saveSettings(withOverride(base, system, name, understood.override), base);
    setSaving(false);
    if (outcome.kind === 'saved') {
      onSaved();
    } else {
      setSaved(outcome);
    }
  };

  const limit = limitOf(team.shipped) && shippedLimit(system, team.shipped);
  return (
    <Modal isOpen title={t('alerts.adjust.title', 'Adjust {{name}}', { name, ...verbatim })} onDismiss={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack direction="column" gap={2}>
          <Text element="p" color="secondary">
            {t(
              'alerts.adjust.about',
              'What is empty stays as shipped. Panels that show the same figure take the same limit. A rule that is installed is out of date then, until somebody updates it.'
            )}
          </Text>
          {limit !== undefined && (
            <TextField
              id="adjust-limit"
              label={
                alert.unit === 'percentunit'
                  ? t('alerts.adjust.share', 'Limit, as a share: 0.05 is 5%')
                  : t('alerts.adjust.limit', 'Limit')
              }
              description={t('alerts.adjust.shipped', 'Shipped: {{shipped}}', {
                shipped: limitText({ limit, unit: alert.unit }),
                ...verbatim,
              })}
              shipped={String(limit)}
              value={entered.limit}
              expected={expected.limit}
              onChange={(value) => change({ limit: value })}
            />
          )}
          <TextField
            id="adjust-for"
            label={t('alerts.adjust.for', 'How long it must hold')}
            description={t('alerts.adjust.shipped', 'Shipped: {{shipped}}', { shipped: team.shipped.for, ...verbatim })}
            shipped={team.shipped.for}
            value={entered.for}
            expected={expected.for}
            onChange={(value) => change({ for: value })}
          />
          <Field
            noMargin
            label={t('alerts.adjust.severity', 'Severity')}
            description={t('alerts.adjust.shipped', 'Shipped: {{shipped}}', {
              shipped: severityBadge(team.shipped.severity).text,
              ...verbatim,
            })}
          >
            <RadioButtonGroup
              options={SEVERITIES.map((value) => ({ value, label: severityBadge(value).text }))}
              value={entered.severity}
              onChange={(severity) => change({ severity })}
            />
          </Field>
          <div>
            <Checkbox
              label={t('alerts.adjust.off', 'Turn it off: nobody is told of it')}
              value={entered.off}
              onChange={({ currentTarget }) => change({ off: currentTarget.checked })}
            />
          </div>
          {saved && <Outcome saved={saved} onReload={onSaved} />}
        </Stack>
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {t('alerts.adjust.cancel', 'Cancel')}
          </Button>
          <Button variant="secondary" disabled={saving} onClick={() => change(asShipped(team))}>
            {t('alerts.adjust.reset', 'All as shipped')}
          </Button>
          <Button type="submit" disabled={saving}>
            {t('alerts.adjust.save', 'Save')}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

interface FieldProps {
  id: string;
  label: string;
  description: string;
  /** What is in force where nothing is entered. */
  shipped: string;
  value: string;
  /** What it should be, where it is wrong. */
  expected: string | undefined;
  onChange(value: string): void;
}

const TextField = ({ id, label, description, shipped, value, expected, onChange }: FieldProps) => (
  <Field
    noMargin
    label={label}
    htmlFor={id}
    description={description}
    invalid={expected !== undefined}
    error={expected && t('alerts.adjust.expected', 'Enter {{expected}}.', { expected, ...verbatim })}
  >
    <Input
      id={id}
      autoComplete="off"
      placeholder={shipped}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </Field>
);
