import { t } from '@grafana/i18n';
import { Button, ClipboardButton, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { worstFirst } from '../../doctor/finding';
import { toJson, toMarkdown } from '../../doctor/reportText';
import { STEP_IDS, type StepId } from '../../doctor/steps';
import { download } from '../download';
import { AddDataSource } from './AddDataSource';
import { AddSystem } from './AddSystem';
import { DataSourcesForm } from './DataSourcesForm';
import { FindingView } from './FindingView';
import { SetUpLinks } from './SetUpLinks';
import { Stepper } from './Stepper';
import { stepTexts } from './stepTexts';
import { surroundings } from './surroundings';
import { useScan } from './useScan';

const STEP = 'step';

const isStep = (text: string | null): text is StepId => STEP_IDS.some((id) => id === text);

/** Looks at everything, and shows it step by step; the address says which step is open. */
export default function Setup() {
  const { found, again } = useScan(surroundings);
  const [params, setParams] = useSearchParams();
  const asked = params.get(STEP);
  const step = isStep(asked) ? asked : STEP_IDS[0];
  const open = (id: StepId) =>
    setParams((before) => ({ ...Object.fromEntries(before), [STEP]: id }), { replace: true });
  const [title, about] = stepTexts()[step];
  const findings = found[step];
  const next = STEP_IDS[STEP_IDS.indexOf(step) + 1];

  return (
    <Stack direction="column" gap={3}>
      <Stack direction="row" gap={1} wrap="wrap">
        <Button icon="sync" onClick={() => again()}>
          {t('setup.again', 'Scan again')}
        </Button>
        <ClipboardButton variant="secondary" icon="copy" getText={() => toMarkdown(found)}>
          {t('setup.report.copy', 'Copy report')}
        </ClipboardButton>
        <Button
          variant="secondary"
          icon="download-alt"
          onClick={() => download('setup.md', 'text/markdown', toMarkdown(found))}
        >
          {t('setup.report.markdown', 'Report as Markdown')}
        </Button>
        <Button
          variant="secondary"
          icon="download-alt"
          onClick={() => download('setup.json', 'application/json', toJson(found))}
        >
          {t('setup.report.json', 'Report as JSON')}
        </Button>
      </Stack>
      <Stepper found={found} open={step} onOpen={open} />
      <Stack direction="column" gap={2} data-testid={`step ${step}`}>
        <Text element="h2" variant="h4">
          {title}
        </Text>
        <Text element="p" color="secondary">
          {about}
        </Text>
        {findings === undefined ? (
          <LoadingPlaceholder text={t('setup.looking', 'Looking…')} />
        ) : (
          worstFirst(findings).map((finding, index) => <FindingView key={index} finding={finding} />)
        )}
        <Stack direction="row" gap={1} wrap="wrap">
          <Button variant="secondary" icon="sync" disabled={findings === undefined} onClick={() => again([step])}>
            {t('setup.check-again', 'Check this again')}
          </Button>
          {next !== undefined && (
            <Button variant="secondary" onClick={() => open(next)}>
              {t('setup.next', 'Next: {{title}}', {
                title: stepTexts()[next][0],
                interpolation: { escapeValue: false },
              })}
            </Button>
          )}
        </Stack>
      </Stack>
      {step === 'sources' && <DataSources onChanged={again} />}
      {step === 'metrics' && <AddSystem />}
      {step === 'traces' && <SetUpLinks findings={findings ?? []} onChanged={() => again([step])} />}
    </Stack>
  );
}

/** Which data sources to use, and those that can be added. */
function DataSources({ onChanged }: { onChanged(): void }) {
  const [added, setAdded] = useState(0);
  const changed = () => {
    setAdded((before) => before + 1);
    onChanged();
  };
  return (
    <>
      <AddDataSource onChanged={changed} />
      <DataSourcesForm key={added} onSaved={onChanged} />
    </>
  );
}
