import { t } from '@grafana/i18n';
import { SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { LinkButton } from '@grafana/ui';
import React from 'react';

interface StatusPageLinkState extends SceneObjectState {
  url: string;
}

/** To what the provider itself says about its health. */
export class StatusPageLink extends SceneObjectBase<StatusPageLinkState> {
  static Component = StatusPageLinkRenderer;
}

function StatusPageLinkRenderer({ model }: SceneComponentProps<StatusPageLink>) {
  return (
    <LinkButton
      href={model.useState().url}
      target="_blank"
      rel="noopener noreferrer"
      variant="secondary"
      icon="external-link-alt"
    >
      {t('pages.provider.status-page', 'Status page')}
    </LinkButton>
  );
}
