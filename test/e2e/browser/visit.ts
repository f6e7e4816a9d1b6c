import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { PAGE_TIMEOUT_MS } from '../../timeouts.ts';
import { beginVisit, type VisitOptions } from './begin-visit.ts';
import { browserName } from './browsers.ts';
import { canShareAPage, visitInTurn } from './pages-in-turn.ts';
import { downloadInFirefox } from './stock-firefox.ts';
import { openRequests } from './watch.ts';

// A page renders one answer before it makes the next request, so it is quiet only after five checks in a row without an open request.
const [LOOK_MS, CALM_LOOKS] = [25, 5];
const FIREFOX = browserName() === 'firefox';

/**
 * One visit by one person in a browser that knows nobody: in a new context, or in a page that stories use in turn. Faults outside the story fail the test too:
 * an error in the console or the page, a breach of the content security policy or of Trusted Types, a request that failed, was refused, or went to another
 * host.
 */
export async function visit(options: VisitOptions, story: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  if (canShareAPage(options)) return visitInTurn(options, story);
  const visit = await beginVisit(options);
  try {
    await visit.tell(story);
  } finally {
    await visit.end();
  }
}

/** The file that a page downloads during `act`. */
export async function download(page: Page, act: () => Promise<void>): Promise<Buffer> {
  if (FIREFOX) return downloadInFirefox(inject('downloads'), PAGE_TIMEOUT_MS, act);
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  // The browser runs elsewhere, so its file arrives as a stream.
  return Buffer.concat(await (await file.createReadStream()).toArray());
}

/**
 * Waits until a page of the desk is complete: its heading is shown and no request is open. Answers may load further chunks,
 * and a busy machine renders them late, so the page is checked again in idle time.
 */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1:visible').first().waitFor();
  do {
    await page.waitForFunction(() => document.querySelector('.skeleton') === null);
    await quiet(page);
    // A page that draws nothing may never be called back: so a frame is asked for first, and idle time is waited for a second at most.
    await page.evaluate(() => new Promise((spare) => requestAnimationFrame(() => requestIdleCallback(spare, { timeout: 1000 }))));
  } while ((await page.locator('.skeleton').count()) > 0 || openRequests(page.context()).size > 0);
}

/** Waits until every request of a visit has been answered and no further request follows. */
export async function quiet(page: Page): Promise<void> {
  const open = openRequests(page.context());
  const deadline = Date.now() + PAGE_TIMEOUT_MS;
  for (let calm = 0; calm < CALM_LOOKS; calm = open.size === 0 ? calm + 1 : 0) {
    if (Date.now() > deadline) throw new Error(`Still not answered: ${[...open].map((request) => request.url()).join(', ')}`);
    await wait(LOOK_MS);
  }
}
