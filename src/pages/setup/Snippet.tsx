import { t } from '@grafana/i18n';
import { ClipboardButton } from '@grafana/ui';
import React from 'react';

/** Lines to copy. */
export const Snippet = ({ text }: { text: string }) => (
  <>
    <pre tabIndex={0}>{text}</pre>
    <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => text}>
      {t('setup.copy', 'Copy')}
    </ClipboardButton>
  </>
);
