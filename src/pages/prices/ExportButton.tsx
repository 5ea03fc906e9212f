import { Button } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import type { Price } from '../../pricing/price';
import { formatPrices } from '../../pricing/priceFile';
import { download } from '../download';

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
    onClick={() => download(name, 'text/csv', formatPrices(prices))}
  >
    {children}
  </Button>
);
