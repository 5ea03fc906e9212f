import { sceneGraph, SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import type { Link } from '../compile/links';

/** A link in a panel's head: where a person reads on, with what is selected now. */
export class PanelLink extends SceneObjectBase<SceneObjectState & Link> {
  static Component = PanelLinkRenderer;
}

function PanelLinkRenderer({ model }: SceneComponentProps<PanelLink>) {
  const { title, url } = model.useState();
  // The selection is in the address: a new one is a new link.
  useLocation();
  return (
    <TextLink href={sceneGraph.interpolate(model, url)} variant="bodySmall">
      {title}
    </TextLink>
  );
}
