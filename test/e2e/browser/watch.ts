import type { BrowserContext, Request } from 'playwright-core';

/** What else a story expects: refusals, hosts, and failed requests. Read at each event, so it can change with the story. */
export type Expected = { refused: readonly string[]; elsewhere: (url: string) => boolean; withoutNetwork: boolean };

const underWay = new WeakMap<BrowserContext, Set<Request>>();

/** The requests of a watched context that have no answer yet. */
export function openRequests(context: BrowserContext): Set<Request> {
  return underWay.get(context)!;
}

/** Watches everything in a context for faults. Returns the list they are added to. */
export async function watch(context: BrowserContext, address: string, expected: Expected, script: boolean): Promise<string[]> {
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
    const known = request.url().startsWith(`${own}/`) || /^(data|blob):/.test(request.url()) || expected.elsewhere(request.url());
    if (!known) faults.push(`asked another host: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    open.delete(request);
    // A page that is left aborts its open requests.
    const why = request.failure()?.errorText;
    if (
      expected.withoutNetwork &&
      /INTERNET_DISCONNECTED|CONNECTION_REFUSED|EMPTY_RESPONSE|OFFLINE|PROXY|NS_ERROR_(ABORT|NET_RESET|CONNECTION_REFUSED)/.test(why ?? '')
    )
      return;
    // A browser with script disabled does not load scripts either.
    if (why !== 'net::ERR_ABORTED' && why !== 'NS_BINDING_ABORTED' && (script || why !== 'csp'))
      faults.push(`failed: ${request.url()} ${why}`);
  });
  context.on('response', (response) => {
    const said = `${response.request().method()} ${new URL(response.url()).pathname} ${response.status()}`;
    if (response.status() >= 400 && !expected.refused.includes(said)) faults.push(`refused: ${said}`);
  });
  return faults;
}
