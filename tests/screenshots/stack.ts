import type { FullConfig } from '@playwright/test';
import { bringUp } from '../e2e/stack';
import { isOwnStack } from '../e2e/where';

/** The stack with a day behind it, so that charts are full. */
export default async function setUp(config: FullConfig): Promise<(() => Promise<void>) | undefined> {
  return isOwnStack ? bringUp(config, { history: '25h' }) : undefined;
}
