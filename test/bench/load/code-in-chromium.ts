import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { findBrowser } from '../../e2e/browser/browsers.ts';

/** A source file of the program with all it imports, as one script; what it exports is in a global variable of this name. */
export async function bundled(source: string, name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../../../src/${source}`, import.meta.url));
  const built = await build({ configFile: false, logLevel: 'warn', build: { write: false, lib: { entry, formats: ['iife'], name } } });
  return (built as Rolldown.RolldownOutput[])[0]!.output[0].code;
}

/** Measures in a browser of its own. The session of its page slows down the processor, the network, or both. */
export async function inChromium<T>(measure: (page: Page, session: CDPSession) => Promise<T>): Promise<T> {
  const found = findBrowser('chromium');
  if ('missing' in found) throw new Error(found.missing);
  const flags = ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', ...flags] });
  try {
    const page = await browser.newPage();
    return await measure(page, await page.context().newCDPSession(page));
  } finally {
    await browser.close();
  }
}

/** An empty page of an address that may use the cryptography of the browser, and its worker. */
export async function servePage(page: Page, worker = ''): Promise<void> {
  await page.route('http://localhost/**', (route) =>
    new URL(route.request().url()).pathname === '/worker.js'
      ? route.fulfill({ contentType: 'text/javascript', body: worker })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' }),
  );
  await page.goto('http://localhost/');
}
