import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: {
    include: ['{schema,workflows,activities,server}/**/*.integration.test.ts'],
    globalSetup: [fileURLToPath(new URL('./integration-servers.ts', import.meta.url))],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Each file has a database, and often a worker, of its own: two at once is what two cores carry.
    maxWorkers: 2,
  },
});
