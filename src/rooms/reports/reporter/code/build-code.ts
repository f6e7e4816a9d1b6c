import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const BROWSER = fileURLToPath(new URL('../browser/', import.meta.url));

const SOURCES = ['main.ts', 'worker.ts', 'offline/service.ts'];

/**
 * Builds the code of the pages of reporters into a folder: one script for the pages, one worker that holds the keys and is loaded when it is needed, and the
 * service worker of pages that are kept on a phone. Each is one file. The build names no path and no time, so that everyone who builds the same sources gets the same
 * bytes.
 */
export async function buildReporter(folder: string): Promise<void> {
  for (const source of SOURCES)
    await build({
      root: BROWSER,
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      mode: 'production',
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input: `${BROWSER}${source}`, output: { entryFileNames: '[name].js' } },
      },
    });
}
