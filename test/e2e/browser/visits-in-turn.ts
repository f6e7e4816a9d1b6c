import type { BrowserContext, Cookie, Page } from 'playwright-core';
import { openSessionIn } from './open-session.ts';
import { type Account, beginVisit, type Visit } from './visit.ts';

type Shared = { visit: Visit; email: string | undefined };

/**
 * Visits that use the same few pages in turn, one person after the other. Opening a page and loading the program into it costs more than a check of a
 * screen. Each visit begins with the person's session, empty storage, and the usual size. A page whose story failed is not used again.
 */
export function createVisitsInTurn(address: string) {
  const free: Shared[] = [];
  const sessions = new Map<string, Cookie[]>();

  const changePerson = async (shared: Shared, account: Account) => {
    const { page, context } = shared.visit;
    // The page of the person before sends no more requests.
    await page.goto('about:blank');
    await context.clearCookies();
    const session = sessions.get(account.email);
    if (session) await context.addCookies(session);
    else {
      await openSessionIn(context, account.email);
      sessions.set(account.email, await context.cookies());
    }
    shared.email = account.email;
  };

  return {
    /** One visit, signed in as this person. */
    async visit(account: Account, story: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
      const own = free.findIndex(({ email }) => email === account.email);
      const shared = free.splice(Math.max(own, 0), 1)[0] ?? { visit: await beginVisit({ address }), email: undefined };
      try {
        if (shared.email !== account.email) await changePerson(shared, account);
        await shared.visit.tell(story);
        await reset(shared.visit);
      } catch (error) {
        await shared.visit.end();
        throw error;
      }
      free.push(shared);
    },
    async end(): Promise<void> {
      await Promise.all(free.splice(0).map(({ visit }) => visit.end()));
    },
  };
}

async function reset({ page, context }: Visit): Promise<void> {
  // The only listener a story adds.
  page.removeAllListeners('response');
  await page.unrouteAll({ behavior: 'wait' });
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: null, media: null });
  // The trace of a failed story shows that story alone.
  await context.tracing.stopChunk();
  await context.tracing.startChunk();
}
