import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The workbench is heavy: one at a time.
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['tests/workbench/**/*.e2e.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
    // Tests of one window go on from each other; after a failure the rest says little.
    bail: 0,
  },
});
