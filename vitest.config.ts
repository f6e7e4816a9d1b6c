import { defineConfig } from 'vitest/config';

// Three kinds of test: pure ones, ones with a real PostgreSQL (one template database, cloned per file), ones with a real browser.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // One load of the program for all files of a worker: no test here leaves anything behind in a module.
          isolate: false,
          include: ['src/**/*.rules.test.ts', 'src/**/*.unit.test.ts', 'test/*.test.ts'],
          // Bounds a test that hangs; how fast it is says the bench, and a busy machine is no fault.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['src/**/*.flow.test.ts', 'src/**/*.access.test.ts', 'test/database/*.test.ts', 'test/crash/*.flow.test.ts'],
          globalSetup: ['test/database/server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      // Not part of npm test: npm run test:mutation.
      {
        test: {
          name: 'mutation',
          include: ['test/mutation/*.mutation.ts'],
          globalSetup: ['test/database/server.ts'],
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/e2e/*.e2e.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          maxConcurrency: 3,
        },
      },
    ],
  },
});
