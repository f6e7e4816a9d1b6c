import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { ROOT } from '../../source-tree.ts';
import { PAGE_TIMEOUT_MS } from '../../timeouts.ts';

/**
 * Stores how a story failed: its trace (`npx playwright-core show-trace FILE`), a screenshot and the markup. Returns the folder, below `test-output`, which
 * Git ignores. Parts that a crashed or closed page cannot give are omitted, so that the error of the story itself is reported.
 */
export async function keepFailed(page: Page, context: BrowserContext): Promise<string> {
  const failed = join(ROOT, 'test-output/failed');
  mkdirSync(failed, { recursive: true });
  // Identified by its address, because the test runner cannot say which of several simultaneous stories asks.
  const name = new URL(page.url()).pathname.replaceAll(/\W+/g, '-').slice(1, 80);
  const folder = mkdtempSync(join(failed, `${name}-`));
  const attempts = [
    () => page.screenshot({ path: join(folder, 'page.png'), caret: 'initial', timeout: PAGE_TIMEOUT_MS }),
    async () => writeFileSync(join(folder, 'page.html'), await page.content()),
    () => context.tracing.stop({ path: join(folder, 'trace.zip') }),
  ];
  for (const attempt of attempts) await attempt().catch(() => {});
  return folder;
}
