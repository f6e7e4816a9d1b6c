import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { inject } from 'vitest';
import { beginVisit, type Visit, type VisitOptions } from './begin-visit.ts';
import { browserName } from './browsers.ts';
import { openSessionIn } from './open-session.ts';

type Window = Omit<VisitOptions, 'as' | 'refused' | 'elsewhere' | 'readsOnly'>;
type Shared = {
  visit: Visit;
  protocol: CDPSession;
  /** Whose session a story that only read has left. */
  reader: string | undefined;
  leavesTraces: boolean;
  /** Removes what the story added to the page and cannot outlive it. */
  undo: (() => unknown)[];
};

// The pages of this worker that no story uses at present, by the address of their program and their window.
const free = new Map<string, Shared[]>();

// What a story adds to its page or context permanently. Such a page is not used again.
const LASTING = [
  'addInitScript',
  'exposeBinding',
  'exposeFunction',
  'routeWebSocket',
  'setExtraHTTPHeaders',
  ...['setDefaultNavigationTimeout', 'setDefaultTimeout'],
];
const LASTING_IN_CONTEXT = [
  'addListener',
  'grantPermissions',
  'newCDPSession',
  'newPage',
  'on',
  'once',
  'route',
  'setGeolocation',
  'setOffline',
];
const LASTING_CLOCK = ['fastForward', 'install', 'pauseAt', 'resume', 'runFor', 'setFixedTime', 'setSystemTime'];

// A light page under the policy of pages. Before and after one in a sandbox, such as /robots.txt, or of another origin, such as about:blank, the browser starts a
// process, which then compiles the program again.
const BETWEEN = '/accessibility';

/** Whether a visit can use a page after another one: at a program of all files, with script and network. Not in Firefox, whose pages keep more. */
export function canShareAPage({ address, javaScriptEnabled = true, withoutNetwork = false }: VisitOptions): boolean {
  const ofAllFiles = [inject('exercise'), inject('fresh')].some((program) => program.address === address);
  return ofAllFiles && javaScriptEnabled && !withoutNetwork && browserName() === 'chromium';
}

/**
 * A visit in a page that earlier stories used. Opening a page and loading the program into it costs more than most stories. Each story begins with a new session,
 * empty storage and its own window. A page is closed if its story failed, or left something in it that cannot be undone.
 */
export async function visitInTurn(options: VisitOptions, story: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const { as, refused = [], elsewhere = () => false, readsOnly = false, ...window } = options;
  const kind = JSON.stringify(window);
  const waiting = free.get(kind) ?? [];
  free.set(kind, waiting);
  const reader = readsOnly ? as?.email : undefined;
  const own = waiting.findLastIndex((one) => one.reader === reader);
  const shared = waiting.splice(own, 1)[0] ?? (await open(window));
  const { visit } = shared;
  try {
    if (shared.reader !== reader) await forget(shared, window);
    visit.faults.length = 0;
    Object.assign(visit.expected, { refused, elsewhere });
    if (as !== undefined && shared.reader === undefined) await openSessionIn(visit.context, as.email);
    shared.reader = reader;
    await visit.tell(story);
    if (shared.leavesTraces || !isAlone(visit) || !visit.page.url().startsWith(`${window.address}/`)) return await visit.end();
    await resetWindow(shared, window);
    if (reader === undefined) await forget(shared, window);
  } catch (error) {
    await visit.end();
    throw error;
  }
  waiting.push(shared);
}

const isAlone = ({ page, context }: Visit) => !page.isClosed() && context.pages().length === 1 && context.serviceWorkers().length === 0;

async function open(window: Window): Promise<Shared> {
  const visit = await beginVisit(window);
  const { page, context } = visit;
  const protocol = await context.newCDPSession(page);
  const shared: Shared = { visit, protocol, reader: undefined, leavesTraces: false, undo: [] };
  watchCalls(page, [...LASTING, 'addLocatorHandler', 'addListener', 'once', 'prependListener'], shared);
  watchCalls(context, [...LASTING, ...LASTING_IN_CONTEXT], shared);
  watchCalls(context.clock, LASTING_CLOCK, shared);
  const { on } = page;
  page.on = (event: never, listener: never) => {
    shared.undo.push(() => page.off(event, listener));
    return on.call(page, event, listener);
  };
  return shared;
}

function watchCalls(of: object, names: readonly string[], shared: Shared): void {
  const methods = of as Record<string, (...values: unknown[]) => unknown>;
  for (const name of names) {
    const method = methods[name]!.bind(of);
    methods[name] = (...values) => {
      shared.leavesTraces = true;
      return method(...values);
    };
  }
}

/** Takes away what the story added to the page, and gives the page its window again. */
async function resetWindow({ visit: { page, context }, undo }: Shared, { viewport, colorScheme }: Window): Promise<void> {
  for (const one of undo.splice(0)) one();
  await page.unrouteAll({ behavior: 'wait' });
  await page.emulateMedia({
    media: null,
    colorScheme: colorScheme ?? 'light',
    reducedMotion: 'reduce',
    forcedColors: 'none',
    contrast: null,
  });
  await page.setViewportSize(viewport ?? { width: 1440, height: 900 });
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  // The trace of a failed story shows that story alone.
  await context.tracing.stopChunk();
  await context.tracing.startChunk();
}

/** Leaves the page of the person before, and empties all that the browser stores for them. */
async function forget(shared: Shared, { address }: Window): Promise<void> {
  const { page, context } = shared.visit;
  // The page that was left sends no more requests, and stores nothing more.
  await page.goto(BETWEEN);
  await page.mouse.move(-1, -1);
  await page.evaluate(() => {
    sessionStorage.clear();
    window.name = '';
  });
  await shared.protocol.send('Storage.clearDataForOrigin', { origin: new URL(address).origin, storageTypes: 'all' });
  await shared.protocol.send('Page.resetNavigationHistory');
  await context.clearCookies();
  shared.reader = undefined;
}
