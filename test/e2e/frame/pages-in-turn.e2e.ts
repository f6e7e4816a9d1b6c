import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

const { address } = inject('exercise');
// A window of its own: the pages of this file are used by no other story.
const VIEWPORT = { width: 1440, height: 901 };
type Story = (page: Page, context: BrowserContext) => Promise<unknown>;
const at = (name: string, story: Story) =>
  visit({ address, as: accountOf(name), viewport: VIEWPORT }, async (page, context) => {
    await page.goto('/desk/account');
    await settle(page);
    await story(page, context);
  });

/** Everything in which a page could show that a story used it before. */
const carries = async (page: Page, context: BrowserContext) => ({
  ...(await page.evaluate(async () => ({
    local: 'left' in localStorage,
    session: 'left' in sessionStorage,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    name: window.name,
    mark: 'left' in window,
    pages: history.length,
    size: [innerWidth, innerHeight],
    media: ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: no-preference)', '(forced-colors: active)'].filter(
      (query) => matchMedia(query).matches,
    ),
    answer: (await fetch('/robots.txt')).status,
  }))),
  cookies: (await context.cookies()).map(({ name }) => name),
});
const leave: Story = async (page, context) => {
  await page.evaluate(async () => {
    Object.assign(localStorage, { left: 'x' });
    Object.assign(sessionStorage, { left: 'x' });
    Object.assign(window, { left: 'x', name: 'left' });
    await caches.open('left');
    await new Promise((done) => Object.assign(indexedDB.open('left'), { onsuccess: done }));
  });
  await context.addCookies([{ name: 'left', value: 'x', url: `${address}/desk` }]);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'no-preference', forcedColors: 'active' });
  await page.route('**/robots.txt', (route) => route.fulfill({ status: 201 }));
};

test.skipIf(browserName() === 'firefox')('a page that stories use in turn carries nothing from one person to the next', async () => {
  let before: Page | undefined;
  let fresh = {};
  let heard = 0;
  await at('Ines Harrow', async (page, context) => {
    before = page;
    fresh = await carries(page, context);
    page.on('request', () => (heard += 1));
    await leave(page, context);
    expect(await carries(page, context)).not.toEqual(fresh);
    heard = 0;
  });
  await at('Karl Munk', async (page, context) => {
    expect(page, 'the same page').toBe(before);
    expect(await page.getByText('Karl Munk').count()).toBeGreaterThan(0);
    expect(await carries(page, context)).toEqual(fresh);
    expect(heard, 'the story before hears nothing').toBe(0);
  });
});

// What cannot be undone.
const LASTING: Record<string, Story> = {
  script: (page) => page.addInitScript(() => {}),
  clock: (page) => page.clock.setFixedTime(new Date()),
  offline: (_, context) => context.setOffline(true),
  permission: (_, context) => context.grantPermissions(['notifications']),
  'second tab': (_, context) => context.newPage(),
  'route of the context': (_, context) => context.route('**', () => {}),
};
test.skipIf(browserName() === 'firefox').each(Object.keys(LASTING))(
  'a page to which a story gave a lasting %s is not used again',
  async (what) => {
    const used: Page[] = [];
    for (const story of [LASTING[what]!, async () => {}])
      await visit({ address, viewport: VIEWPORT }, async (page, context) => {
        used.push(page);
        await page.goto('/accessibility');
        await story(page, context);
      });
    expect(used[1]).not.toBe(used[0]);
  },
);

test.skipIf(browserName() === 'firefox')(
  'a failed story is reported once, and its message names the folder of its trace, picture and markup',
  async () => {
    let times = 0;
    const failed = visit({ address, viewport: VIEWPORT }, async (page) => {
      times += 1;
      await page.goto('/accessibility');
      throw new Error('it failed');
    });
    const { message } = await failed.then(
      () => new Error('it passed'),
      (error: Error) => error,
    );
    const folder = /^At \S+\/accessibility\. .* kept in (\S+)\.$/m.exec(message)![1]!;
    const sizes = readdirSync(folder)
      .sort()
      .map((name) => [name, statSync(join(folder, name)).size > 1000]);
    rmSync(folder, { recursive: true });
    expect([message.split('\n')[0], times, sizes]).toEqual([
      'it failed',
      1,
      [
        ['page.html', true],
        ['page.png', true],
        ['trace.zip', true],
      ],
    ]);
  },
);
