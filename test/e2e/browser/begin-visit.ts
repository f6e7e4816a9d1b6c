import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, firefox, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { PAGE_TIMEOUT_MS } from '../../timeouts.ts';
import { browserName } from './browsers.ts';
import { keepFailed } from './keep-failed.ts';
import { openSessionIn } from './open-session.ts';
import { isOfTheBrowser, lendHands, openNetwork, showAsAsked } from './stock-firefox.ts';
import { type Expected, watch } from './watch.ts';

/** A person of the exercise. */
export type Account = { email: string };

export type VisitOptions = BrowserContextOptions & {
  /** The address of the program under test. */
  address: string;
  /** The person of the exercise who is signed in before the first page; nobody if absent. */
  as?: Account | undefined;
  /** Refusals that the story expects, such as `GET /desk/api/session 401`. Every other answer from 400 on is a fault. */
  refused?: readonly string[];
  /** The story changes nothing and is one of many: it may go on in the session that the same person's story before it left. */
  readsOnly?: boolean;
  /** The story cuts the network, so failed requests are no faults. */
  withoutNetwork?: boolean | undefined;
  /** Addresses on another host that the story expects. */
  elsewhere?: (url: string) => boolean;
};

const browsers = new Map<string, Promise<Browser>>();
const FIREFOX = browserName() === 'firefox';
// MANUMIT_SLOW=400 delays every answer at the desk by a different time of up to 400 ms. A story that checks before the page is ready then fails.
const SLOW_MS = Number(process.env.MANUMIT_SLOW ?? 0);

/** A browser context with one page, watched for faults outside the story. */
export type Visit = {
  page: Page;
  context: BrowserContext;
  /** What else the story expects. A page that stories use in turn changes it. */
  expected: Expected;
  /** What went wrong outside the story so far. */
  faults: string[];
  /** Runs a story on the page. It fails too if something went wrong outside it; then the trace, a picture and the markup are stored. */
  tell: (story: (page: Page, context: BrowserContext) => Promise<void>) => Promise<void>;
  end: () => Promise<void>;
};

/** Opens a context of its own for a visit, signed in, and its page. */
export async function beginVisit(options: VisitOptions): Promise<Visit> {
  const { address, as, refused = [], elsewhere = () => false, withoutNetwork = false, readsOnly: _, ...given } = options;
  const script = given.javaScriptEnabled ?? true;
  const browser = await connect(inject(script ? 'browser' : 'browserWithoutScript'));
  const network = FIREFOX && withoutNetwork ? await openNetwork() : undefined;
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...given,
    ...(network && { proxy: { server: network.server } }),
  });
  const end = async () => {
    await context.close();
    network?.shut();
  };
  try {
    network?.lead(context);
    context.setDefaultTimeout(PAGE_TIMEOUT_MS);
    if (SLOW_MS > 0)
      await context.route(`${address}/desk/api/**`, async (route) => {
        await wait(Math.random() * SLOW_MS);
        await route.fallback().catch(() => {});
      });
    const expected: Expected = { refused, elsewhere, withoutNetwork };
    const faults = await watch(context, address, expected, script);
    // Actions, console and requests. Screenshots and markup of every step would cost more than the story, so only those of its end are stored.
    if (!FIREFOX) await context.tracing.start({ screenshots: false, snapshots: false, sources: false });
    if (as !== undefined) await openSessionIn(context, as.email);
    const page = await context.newPage();
    if (FIREFOX) {
      lendHands(page, script);
      showAsAsked(page);
    }
    return { page, context, expected, faults, tell: (story) => tell(page, context, faults, story), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function tell(page: Page, context: BrowserContext, faults: string[], story: Parameters<Visit['tell']>[0]): Promise<void> {
  try {
    await story(page, context);
    expect(FIREFOX ? faults.filter((fault) => !isOfTheBrowser(fault)) : faults, 'what went wrong beside the story').toEqual([]);
  } catch (error) {
    const folder = await keepFailed(page, context);
    if (error instanceof Error)
      error.message += `\nAt ${page.url()}. Trace, picture and page are kept in ${folder}.${faults.map((fault) => `\n  ${fault}`).join('')}`;
    throw error;
  }
}

function connect(endpoint: string): Promise<Browser> {
  const connected = browsers.get(endpoint) ?? (FIREFOX ? firefox : chromium).connect(endpoint);
  browsers.set(endpoint, connected);
  return connected;
}
