import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Locator, Page } from 'playwright-core';

// The differences of a story in stock Firefox, which is driven over WebDriver BiDi and is not a browser made for testing.

let handled = false;
const withoutScript = new WeakSet<BrowserContext>();

/**
 * Replaces actions that the test library does by script here with real input.
 * Fields are filled key by key, because React does not notice a value set by script. Dates are set by script as before, because each language has its own order of
 * keys. In a browser without script, the library's own script does not finish either. Nothing moves there, so it need not wait before it clicks.
 */
export function lendHands(page: Page, script: boolean): void {
  if (!script) withoutScript.add(page.context());
  if (handled) return;
  handled = true;
  const hands = Object.getPrototypeOf(page.locator('html')) as Locator;
  const { fill, click, check, selectOption } = hands;
  const forced = (locator: Locator) => withoutScript.has(locator.page().context()) && { force: true };
  hands.click = async function (this: Locator, options) {
    await click.call(this, { ...options, ...forced(this) });
  };
  // A stock browser of a desktop has no touch screen.
  hands.tap = async function (this: Locator) {
    await this.click();
  };
  hands.check = async function (this: Locator, options) {
    await check.call(this, { ...options, ...forced(this) });
  };
  hands.selectOption = async function (this: Locator, choice, options) {
    if (!forced(this) || typeof choice !== 'string') return selectOption.call(this, choice, options);
    return [await this.evaluate((select: HTMLSelectElement, value) => (select.value = value), choice)];
  };
  hands.fill = async function (this: Locator, text) {
    if ((await this.getAttribute('type')) === 'date') return fill.call(this, text);
    const page = this.page();
    // Of several windows, only the one in front shows the selection.
    await page.bringToFront();
    await this.focus();
    // By the keyboard of the page: the library drops the selection before it presses a key on a field of a window without focus.
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type(text);
  };
}

/**
 * A network that can be cut. When set offline, Firefox blocks the requests of a page, but not those of its service worker. So both use a
 * proxy that can stop. A page that was opened meanwhile gets no event when the network is back, so the event is sent here.
 */
export async function openNetwork() {
  const proxy = createServer((proxied, answer) => {
    const passed = request(proxied.url!, { method: proxied.method, headers: proxied.headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    proxied.pipe(passed);
  });
  // Sign-in requests a tunnel for every address.
  const tunnels = new Set<Duplex>();
  proxy.on('connect', ({ url }: IncomingMessage, near: Duplex, head: Buffer) => {
    const { hostname, port } = new URL(`http://${url}`);
    const far = connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.write(head);
      near.pipe(far).pipe(near);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      tunnels.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        tunnels.delete(one);
        other.destroy();
      });
    }
  });
  const open = (port: number) => once(proxy.listen(port, '127.0.0.1'), 'listening');
  await open(0);
  const { port } = proxy.address() as AddressInfo;
  const shut = () => {
    proxy.close();
    proxy.closeAllConnections();
    for (const tunnel of tunnels) tunnel.destroy();
  };
  const lead = (context: BrowserContext) => {
    const setOffline = context.setOffline.bind(context);
    context.setOffline = async (offline) => {
      if (offline) shut();
      else await open(port);
      await setOffline(offline);
      if (!offline) for (const page of context.pages()) await page.evaluate(() => window.dispatchEvent(new Event('online')));
    };
  };
  return { server: `http://127.0.0.1:${port}`, lead, shut };
}

/**
 * Makes `emulateMedia` show a page in print or dark mode. The test library cannot request either from Firefox over WebDriver BiDi, so the media rules in its style
 * sheets are enabled in the page, until it is loaded again.
 */
export function showAsAsked(page: Page): void {
  let emulated: Parameters<Page['emulateMedia']>[0] = {};
  page.emulateMedia = async (options) => {
    emulated = { ...emulated, ...options };
    await page.evaluate(
      ({ paper, dark }) => {
        const store = window as unknown as { ownMedia?: Map<CSSMediaRule | StyleSheet, string> };
        store.ownMedia ??= new Map();
        const letThrough = (one: CSSMediaRule | StyleSheet) => {
          const own = store.ownMedia!.get(one) ?? one.media.mediaText;
          store.ownMedia!.set(one, own);
          const waits = (paper && /\bprint\b/.test(own)) || (dark && /prefers-color-scheme:\s*dark/.test(own));
          one.media.mediaText = waits ? 'all' : paper && /\bscreen\b/.test(own) ? 'not all' : own;
        };
        const walk = (rules: CSSRuleList) => {
          for (const rule of rules) {
            if (rule instanceof CSSMediaRule) letThrough(rule);
            if (rule instanceof CSSGroupingRule) walk(rule.cssRules);
          }
        };
        for (const sheet of document.styleSheets) {
          letThrough(sheet);
          walk(sheet.cssRules);
        }
        document.documentElement.style.colorScheme = dark && !paper ? 'dark' : '';
      },
      { paper: emulated.media === 'print', dark: emulated.colorScheme === 'dark' },
    );
  };
}

/**
 * Whether the browser itself caused this message. It requests a tab icon at an address that is not our page, and reports that our headers forbid it. And it reports
 * damaged bytes that the encryption library refused to open, although the error was caught: the page gets no event of it.
 */
export function isOfTheBrowser(fault: string): boolean {
  return /^(policy broken: img-src \S+\/favicon\.ico resource:|error in the page: (.*\/favicon\.ico |“Error: invalid tag”\.$))/.test(fault);
}

/**
 * A download, read from the folder of the browser. The browser reports it, but under another name than the test library expects, which therefore
 * ignores it.
 */
export async function downloadInFirefox(folder: string, timeoutMs: number, act: () => Promise<void>): Promise<Buffer> {
  const before = new Set(readdirSync(folder));
  await act();
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await wait(50)) {
    const now = readdirSync(folder);
    const file = now.find((name) => !before.has(name) && !name.endsWith('.part'));
    if (file === undefined || now.some((name) => name.endsWith('.part'))) continue;
    const bytes = readFileSync(join(folder, file));
    if (bytes.length > 0) return bytes;
  }
  throw new Error('The page handed nothing over.');
}
