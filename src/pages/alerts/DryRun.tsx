import React, { useState } from 'react';
import type { CompiledAlert } from '../../compile/alert';
import { DryRunScene } from '../../scenes/DryRunScene';

interface Props {
  alert: CompiledAlert;
  /** uid of the Prometheus to ask. */
  dataSource: string;
}

/** When an alert would have fired in the last week. Give it a key: it stays with the alert that it began with. */
export function DryRun({ alert, dataSource }: Props) {
  const [scene] = useState(() => new DryRunScene(alert, dataSource));
  return <scene.Component model={scene} />;
}
