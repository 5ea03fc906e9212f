import { t } from '@grafana/i18n';
import { sceneGraph, SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { Button } from '@grafana/ui';
import React, { lazy, Suspense, useState } from 'react';
import type { DashboardDefinition } from '../../definitions/dashboard';
import { DATA_SOURCE_VARIABLE, SYSTEM_VARIABLE, SystemVariable } from '../../scenes/SystemVariable';

const SaveCopyDialog = lazy(() => import('./SaveCopyDialog'));

interface SaveCopyState extends SceneObjectState {
  definition: DashboardDefinition;
}

/** Makes a dashboard of what a page shows, as the person's own. */
export class SaveCopy extends SceneObjectBase<SaveCopyState> {
  static Component = SaveCopyRenderer;

  /** The systems that the page shows now. */
  systems() {
    const variable = sceneGraph.lookupVariable(SYSTEM_VARIABLE, this);
    return variable instanceof SystemVariable ? variable.selected() : [];
  }

  dataSource(): string {
    return sceneGraph.interpolate(this, `\${${DATA_SOURCE_VARIABLE}}`);
  }
}

function SaveCopyRenderer({ model }: SceneComponentProps<SaveCopy>) {
  const { definition } = model.useState();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" icon="copy" onClick={() => setOpen(true)}>
        {t('copy.button', 'Save as my own copy')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <SaveCopyDialog
            definition={definition}
            systems={model.systems().map(({ vocabulary }) => vocabulary)}
            dataSource={model.dataSource()}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
