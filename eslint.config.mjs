import { defineConfig } from 'eslint/config';
import sonarjs from 'eslint-plugin-sonarjs';
import baseConfig from './.config/eslint.config.mjs';

export default defineConfig([
  {
    ignores: ['.config/', '.stack/', 'dashboards/', 'dist/', 'node_modules/', 'playwright-report/', 'test-results/'],
  },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { sonarjs },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      'sonarjs/cognitive-complexity': ['error', 11],
    },
  },
]);
