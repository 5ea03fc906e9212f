import { Button } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import type { Price } from '../../pricing/price';
import { formatPrices } from '../../pricing/priceFile';

/** Grafana's links take no `data:` address: the file is handed out as a click on one of the browser's own. */
function download(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

interface Props {
  name: string;
  prices: readonly Price[];
  children: ReactNode;
}

/** Hands out prices as a file, which can be imported again. */
export const ExportButton = ({ name, prices, children }: Props) => (
  <Button
    variant="secondary"
    icon="download-alt"
    disabled={prices.length === 0}
    onClick={() => download(name, formatPrices(prices))}
  >
    {children}
  </Button>
);
