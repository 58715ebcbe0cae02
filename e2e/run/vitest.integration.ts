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
    // The modules of the product (the SDK, the drawing of papers, hundreds more) are loaded once a process and not once a file.
    // They keep nothing of a test: whatever has a state is opened by a file for itself. A file that mocks a module could not run so.
    isolate: false,
  },
});
