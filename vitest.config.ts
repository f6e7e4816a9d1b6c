import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { TEST_FILES } from './test/selection.ts';
import { HANG_MS, WAIT_TIMEOUT_MS } from './test/timeouts.ts';

// The slowest files run first, in this order: started last, one of them would run alone while the other worker is idle.
const LONGEST = [
  'test/crash/crash.flow.test.ts',
  'test/database/oracle/oracle-canaries.access.test.ts',
  'test/database/oracle/oracle-routes.access.test.ts',
  'src/app/backup/nightly.flow.test.ts',
  'src/app/backup/planted.flow.test.ts',
  'test/database/oracle/oracle-rows.access.test.ts',
  'src/app/serve.flow.test.ts',
  'src/app/commands/rotate-killed.flow.test.ts',
  'src/app/exercise/exercise.flow.test.ts',
  'src/app/commands/commands.flow.test.ts',
  'src/app/backup/cluster.flow.test.ts',
  'src/app/commands/review/review.flow.test.ts',
  'src/app/commands/log.flow.test.ts',
  'test/database/fuzz/fuzz.access.test.ts',
  'test/e2e/screens.e2e.ts',
  'test/e2e/reviews/full-round.e2e.ts',
  'test/e2e/reviews/review-round.e2e.ts',
  'test/e2e/people/first-start.e2e.ts',
  'test/e2e/public-pages.e2e.ts',
];
const missing = LONGEST.filter((file) => !existsSync(new URL(file, import.meta.url)));
if (missing.length > 0) throw new Error(`vitest.config.ts lists files that are not there: ${missing.join(', ')}`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`)) >>> 0;
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => (a.project.name === b.project.name ? place(a) - place(b) : a.project.name < b.project.name ? -1 : 1));
  }
}

// Limits for what hangs. Speed is measured by the bench: a busy machine is no fault.
const PATIENT = { testTimeout: HANG_MS, hookTimeout: HANG_MS, expect: { poll: { timeout: WAIT_TIMEOUT_MS } } };

// Node reads the sources as they are, as it does in production. Transforming the program for each project took longer than loading it does.
const NATIVE = { experimental: { viteModuleRunner: false, nodeLoader: false } };

// The workers load the program from what an earlier one compiled, like the programs that tests start (program-under-test.ts).
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), `manumit-compiled-${process.getuid?.() ?? ''}`);

// So that a busy machine fails no document and no start. A test of a limit sets its own.
process.env.TIME_LIMIT_FACTOR ??= '20';

// Three kinds of test: pure ones, ones with a real PostgreSQL (one template database, cloned per file), ones with a real browser.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          // One load of the program for all files of a worker: no test here leaves state behind in a module.
          isolate: false,
          include: TEST_FILES.unit,
          ...PATIENT,
          ...NATIVE,
        },
      },
      {
        test: {
          name: 'database',
          // As above: loading the program took more of a small file's time than its tests.
          isolate: false,
          include: TEST_FILES.database,
          globalSetup: ['test/files/memory-folder.ts', 'test/database/server.ts'],
          ...PATIENT,
          ...NATIVE,
          maxWorkers: 2,
        },
      },
      // Not part of npm test: npm run test:mutation.
      {
        test: {
          name: 'mutation',
          include: TEST_FILES.mutation,
          globalSetup: ['test/files/memory-folder.ts', 'test/database/server.ts'],
          ...PATIENT,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: TEST_FILES.browser,
          globalSetup: ['test/files/memory-folder.ts', 'test/e2e/browser/setup.ts'],
          // As above. The pages that stories use in turn (pages-in-turn.ts) last as long as their worker.
          isolate: false,
          ...PATIENT,
          ...NATIVE,
          // Firefox has one window in front; a field of another window never receives a blur event.
          maxWorkers: process.env.MANUMIT_BROWSER === 'firefox' ? 1 : 2,
          // A browser sends at most six requests at once. Those of three stories wait for their turn; those of four are a crowd whenever the machine pauses,
          // and a crowd is refused (admission-limits.unit.test.ts).
          maxConcurrency: 2,
        },
      },
    ],
  },
});
