import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.cache/**', '.vscode-test/**', '**/fixtures/**'],
    // Tests start processes, threads and inspector sessions: each file gets a process of its own.
    pool: 'forks',
    // One more than the cores of the smallest machine: most tests wait for programs most of the time.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
