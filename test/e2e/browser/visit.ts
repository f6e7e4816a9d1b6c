import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, firefox, type Page, type Request } from 'playwright-core';
import { expect, inject } from 'vitest';
import { PAGE_TIMEOUT_MS } from '../../timeouts.ts';
import { browserName } from './browsers.ts';
import { keepFailed } from './keep-failed.ts';
import { openSessionIn } from './open-session.ts';
import { downloadInFirefox, isOfTheBrowser, lendHands, openNetwork, showAsAsked } from './stock-firefox.ts';

/** A person of the exercise. */
export type Account = { email: string };

export type VisitOptions = BrowserContextOptions & {
  /** The address of the program under test. */
  address: string;
  /** The person of the exercise who is signed in before the first page; nobody if absent. */
  as?: Account | undefined;
  /** Refusals that the story expects, such as `GET /desk/api/session 401`. Every other answer from 400 on is a fault. */
  refused?: readonly string[];
  /** The story cuts the network, so failed requests are no faults. */
  withoutNetwork?: boolean | undefined;
  /** Addresses on another host that the story expects. */
  elsewhere?: (url: string) => boolean;
};

const browsers = new Map<string, Promise<Browser>>();
const underWay = new WeakMap<BrowserContext, Set<Request>>();
// A page renders one answer before it makes the next request, so it is quiet only after five checks in a row without an open request.
const [LOOK_MS, CALM_LOOKS] = [25, 5];
const FIREFOX = browserName() === 'firefox';
// MANUMIT_SLOW=400 delays every answer at the desk by a different time of up to 400 ms. A story that checks before the page is ready then fails.
const SLOW_MS = Number(process.env.MANUMIT_SLOW ?? 0);

/** A browser context with one page, watched for faults beside the story. */
export type Visit = {
  page: Page;
  context: BrowserContext;
  /** Runs a story on the page. It fails too if something went wrong beside it; then the trace, a picture and the markup are stored. */
  tell: (story: (page: Page, context: BrowserContext) => Promise<void>) => Promise<void>;
  end: () => Promise<void>;
};

/**
 * One visit by one person in a separate browser context. Faults beside the story fail the test too: an error in the console or the
 * page, a breach of the content security policy or of Trusted Types, a request that failed, was refused, or went to another host.
 */
export async function visit(options: VisitOptions, story: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const visit = await beginVisit(options);
  try {
    await visit.tell(story);
  } finally {
    await visit.end();
  }
}

/** Opens the context of a visit, signed in, and its page. */
export async function beginVisit(options: VisitOptions): Promise<Visit> {
  const { address, as, refused = [], elsewhere = () => false, withoutNetwork, ...given } = options;
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
    const faults = await watch(context, address, { refused, elsewhere, withoutNetwork }, script);
    // Actions, console and requests. Screenshots and markup of every step would cost more than the story, so only those of its end are stored.
    if (!FIREFOX) await context.tracing.start({ screenshots: false, snapshots: false, sources: false });
    if (as !== undefined) await openSessionIn(context, as.email);
    const page = await context.newPage();
    if (FIREFOX) {
      lendHands(page, script);
      showAsAsked(page);
    }
    return { page, context, tell: (story) => tell(page, context, faults, story), end };
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

/** The file that a page downloads during `act`. */
export async function download(page: Page, act: () => Promise<void>): Promise<Buffer> {
  if (FIREFOX) return downloadInFirefox(inject('downloads'), PAGE_TIMEOUT_MS, act);
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  // The browser runs elsewhere, so its file arrives as a stream.
  return Buffer.concat(await (await file.createReadStream()).toArray());
}

async function watch(
  context: BrowserContext,
  address: string,
  {
    refused,
    elsewhere,
    withoutNetwork = false,
  }: Pick<VisitOptions, 'withoutNetwork'> & { refused: readonly string[]; elsewhere: (url: string) => boolean },
  script: boolean,
): Promise<string[]> {
  const faults: string[] = [];
  const own = new URL(address).origin;
  await context.exposeFunction('tellViolation', (what: string) => void faults.push(`policy broken: ${what}`));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { tellViolation: (what: string) => void }).tellViolation;
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  context.on('weberror', (error) => faults.push(`error in the page: ${error.error().message}`));
  context.on('console', (message) => {
    // The answer itself shows why a request was refused.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`console: ${message.text()}`);
  });
  const open = new Set<Request>();
  underWay.set(context, open);
  let navigation: Request | undefined;
  context.on('requestfinished', (request) => open.delete(request));
  context.on('page', (page) =>
    page.on('framenavigated', (frame) => {
      if (navigation === undefined || frame !== page.mainFrame()) return;
      // Nor are those that the page left began until the next one replaced it.
      for (const request of open) if (request !== navigation) open.delete(request);
      navigation = undefined;
    }),
  );
  context.on('request', (request) => {
    // Requests of a page that was left are not reported any more.
    if (request.isNavigationRequest()) {
      open.clear();
      navigation = request;
    }
    // The request for the tab icon, which no page waits for, is not always reported either.
    if (!request.url().includes('/favicon')) open.add(request);
    const known = request.url().startsWith(`${own}/`) || /^(data|blob):/.test(request.url()) || elsewhere(request.url());
    if (!known) faults.push(`asked another host: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    open.delete(request);
    // A page that is left aborts its open requests.
    const why = request.failure()?.errorText;
    if (
      withoutNetwork &&
      /INTERNET_DISCONNECTED|CONNECTION_REFUSED|EMPTY_RESPONSE|OFFLINE|PROXY|NS_ERROR_(ABORT|NET_RESET|CONNECTION_REFUSED)/.test(why ?? '')
    )
      return;
    // A browser with script disabled does not load scripts either.
    if (why !== 'net::ERR_ABORTED' && why !== 'NS_BINDING_ABORTED' && (script || why !== 'csp'))
      faults.push(`failed: ${request.url()} ${why}`);
  });
  context.on('response', (response) => {
    const said = `${response.request().method()} ${new URL(response.url()).pathname} ${response.status()}`;
    if (response.status() >= 400 && !refused.includes(said)) faults.push(`refused: ${said}`);
  });
  return faults;
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
  } while ((await page.locator('.skeleton').count()) > 0 || underWay.get(page.context())!.size > 0);
}

/** Waits until every request of a visit has been answered and no further request follows. */
export async function quiet(page: Page): Promise<void> {
  const open = underWay.get(page.context())!;
  const deadline = Date.now() + PAGE_TIMEOUT_MS;
  for (let calm = 0; calm < CALM_LOOKS; calm = open.size === 0 ? calm + 1 : 0) {
    if (Date.now() > deadline) throw new Error(`Still not answered: ${[...open].map((request) => request.url()).join(', ')}`);
    await wait(LOOK_MS);
  }
}
