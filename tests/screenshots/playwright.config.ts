import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** `npm run screenshots`: takes the pictures in docs/screenshots anew, from a stack with a past. */
export default defineConfig(base, {
  testDir: __dirname,
  globalSetup: require.resolve('./stack.ts'),
  timeout: 300_000,
  reporter: 'list',
});
