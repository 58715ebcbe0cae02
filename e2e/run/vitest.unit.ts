import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: {
    include: ['{schema,workflows,activities,server,web,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/*.integration.test.ts', '**/node_modules/**', '**/dist/**', 'e2e/journeys/**', 'e2e/a11y/**'],
    testTimeout: 60_000,
    // All cores: what the runner itself does beside the tests is little, and vitest would leave a core of two to it.
    maxWorkers: '100%',
  },
});
