import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

// Headquarters imports a table: the preview names the line of a problem, the corrected table is imported, and the import is undone as a whole.
test('5: a table of evidence is previewed, corrected, imported and undone', async () => {
  const name = `Archive ${randomUUID().slice(0, 8)}`;
  const HEAD = 'party;obligations;kind;says;title_en;title_fr;date;as_of;source;page;address;note';
  const table = (party: string) =>
    Buffer.from(
      `${HEAD}\nHQ-IS;P2.1;EV-POL;met;${name} one;;2019-05;;Archive;;;\n${party};P2.1;EV-POL;met;${name} two;;2019-06;;Archive;;;\n`,
    );
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    const file = (party: string) =>
      page.getByLabel('File', { exact: true }).setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: table(party) });
    await page.goto('/desk/imports');
    await settle(page);
    await file('NOWHERE');
    await page.getByRole('button', { name: 'Preview import' }).click();
    const problems = page.getByRole('table', { name: 'Problems by line' });
    await problems.waitFor();
    expect(await problems.getByRole('row').nth(1).textContent()).toMatch(/Line 3.*party.*NOWHERE/);
    expect(await page.getByRole('button', { name: /^Import \d/ }).count(), 'nothing can be taken').toBe(0);

    await page.getByRole('button', { name: new RegExp(`${name}.csv`) }).click();
    await file('HQ-IS');
    await page.getByRole('button', { name: 'Preview import' }).click();
    await page.getByText('2 new rows.').waitFor();
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('2 rows were imported. The evidence counts from now on.').waitFor();

    await page.getByRole('button', { name: `Undo import: ${name}.csv` }).click();
    await page.getByLabel('Reason for undoing').fill('Wrong archive');
    await page.getByRole('button', { name: 'Undo import', exact: true }).click();
    await page.getByText(`The import “${name}.csv” was undone.`).waitFor();
    expect(await page.getByRole('row').filter({ hasText: name }).textContent()).toMatch(/Undone.*Wrong archive/);
  });
});

// The policy office sorts and filters people by keys; a reload and a phone show the same list.
test('people are sorted by keys and filtered by role, and the address keeps both', async () => {
  const { address } = inject('exercise');
  const as = accountOf('Ines Harrow');
  const list = (page: Page) => page.getByRole('table', { name: 'People and roles' });
  const names = (page: Page) => list(page).locator('tbody th').allTextContents();
  let shown: string[] = [];
  let at = '';
  await visit({ address, as }, async (page) => {
    await page.goto('/desk/people');
    await settle(page);
    const head = list(page).getByRole('columnheader', { name: 'Name' });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const first = await names(page);
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await settle(page);
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await page.evaluate(() => document.activeElement?.textContent), 'the head keeps the focus').toBe('Name');
    expect((await names(page))[0]! > first[0]!).toBe(true);

    await page.getByRole('combobox', { name: /^Role/ }).selectOption({ label: 'Operation commander' });
    await settle(page);
    shown = await names(page);
    expect(shown.length).toBeGreaterThan(1);
    for (const row of await list(page).locator('tbody tr').allTextContents()) expect(row).toMatch(/Operation commander/);
    at = page.url();
    expect(new URL(at).searchParams.get('sort')).toBe('-name');
    await page.reload();
    await settle(page);
    expect(await names(page)).toEqual(shown);
  });
  await visit({ address, as, viewport: { width: 320, height: 700 } }, async (page) => {
    await page.goto(at);
    await settle(page);
    expect(await names(page)).toEqual(shown);
    expect(await list(page).getByRole('columnheader', { name: 'Name' }).getByRole('button').count(), 'no hidden stop for the keys').toBe(0);
    // The heads keep their words for screen readers.
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: /^Sort by/ }).selectOption({ label: 'Name, ascending' });
    await settle(page);
    expect(await names(page)).toEqual(shown.toReversed());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

// The server sorts a list in pages, so that the next page goes on in the same order.
test('5: contractors in pages are sorted by name over all pages, in the language of the reader', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    await page.route('**/desk/api/parties?*', async (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '2');
      // Firefox reads no answer of a request that goes on to another address.
      return route.fulfill({ response: await route.fetch({ url: url.href }) });
    });
    await page.goto('/desk/parties?kind=contractor');
    await settle(page);
    const list = page.getByRole('table', { name: 'Contractors' });
    const names = () => list.locator('tbody th a').allTextContents();
    const head = list.getByRole('columnheader', { name: 'Name', exact: true });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const [first] = await names();
    expect(await names()).toHaveLength(2);
    await head.getByRole('button').click();
    await settle(page);
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Show more' }).click();
    await settle(page);
    const all = await names();
    expect(all.length).toBeGreaterThan(2);
    expect(all).toEqual(all.toSorted((a, b) => b.localeCompare(a, 'en')));
    expect(all.at(-1)).toBe(first);
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-name');

    // Nations are in groups, each with its count, so all of their pages are loaded.
    await page.goto('/desk/parties?show=all');
    await settle(page);
    expect(await page.getByRole('table', { name: 'Nations' }).locator('tbody tr:not(.group)').count()).toBeGreaterThan(10);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });
});

test('5b: letters are filtered by their addressee and sorted by their dates, and the address keeps both', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    await page.goto('/desk/outreach');
    await settle(page);
    const list = page.getByRole('table', { name: 'Letters and replies' });
    const to = await list.locator('tbody th a').first().textContent();
    await list.getByRole('columnheader', { name: 'Last letter', exact: true }).getByRole('button').click();
    await settle(page);
    const dates = await list
      .locator('td:nth-child(5)')
      .evaluateAll((all) => all.map((one) => one.querySelector('time')?.dateTime ?? 'none'));
    expect(dates).toEqual(dates.toSorted());
    await page.getByRole('combobox', { name: /^To/ }).selectOption({ label: to! });
    await settle(page);
    for (const reload of [false, true]) {
      if (reload) await page.reload();
      await settle(page);
      const shown = await list.locator('tbody th a').allTextContents();
      expect(shown.length).toBeGreaterThan(0);
      expect(new Set(shown)).toEqual(new Set([to]));
      expect(new URL(page.url()).searchParams.get('sort')).toBe('sent');
    }
    // Aldmark is an Ally, to which nobody writes.
    await page.getByRole('combobox', { name: /^To/ }).selectOption({ label: 'Aldmark' });
    await page.getByText(/^There are no letters to this nation that you can see/).waitFor();
  });
});

// A list whose rows are all on the page is sorted there, within its groups.
test('5, 5g: nations of the treaty table and parties of a round sort by their heads, and the address keeps the order', async () => {
  const { items } = await (await deskOf('Ines Harrow')).call<{ items: { id: string; title: { en: string } }[] }>('GET', 'rounds');
  const round = items.find(({ title }) => title.en === 'Round 2026')!.id;
  const TABLES = [
    { path: '/desk/treaties', caption: 'Treaty table', head: 'Nation', values: 'th[scope=row] a' },
    { path: `/desk/rounds/${round}`, caption: 'Parties in this round', head: 'Party', values: 'th[scope=row] a' },
    { path: `/desk/rounds/${round}`, caption: 'Parties in this round', head: 'Since', values: 'td:nth-child(3) time' },
  ];
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    for (const { path, caption, head, values } of TABLES) {
      await page.goto(path);
      await settle(page);
      const list = page.getByRole('table', { name: caption });
      const groups = () =>
        list.locator('tbody').evaluate((body, selector) => {
          const found: string[][] = [];
          for (const row of body.querySelectorAll('tr')) {
            if (row.className === 'group') found.push([]);
            else
              found.at(-1)!.push(row.querySelector(selector)!.getAttribute('datetime') ?? row.querySelector(selector)!.textContent ?? '');
          }
          return found;
        }, values);
      const button = list.getByRole('columnheader', { name: head, exact: true }).getByRole('button');
      // A head of two lines keeps them: `br` has no effect among the items of a flexible box.
      for (const line of await list.locator('th br').all())
        expect(await line.evaluate((br) => getComputedStyle(br.parentElement!).display)).not.toContain('flex');
      await button.click();
      await button.click();
      await settle(page);
      const shown = await groups();
      expect(shown.flat().length).toBeGreaterThan(8);
      expect(shown, `${path} ${head}`).toEqual(shown.map((rows) => rows.toSorted((a, b) => b.localeCompare(a, 'en'))));
      await page.reload();
      await settle(page);
      expect(await groups()).toEqual(shown);
    }
  });
});

test('5: evidence is sorted by its date, and the address keeps the order', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb') }, async (page) => {
    const { grants } = await page.request.get('/desk/api/session').then((answer) => answer.json());
    await page.goto(`/desk/parties/${grants[0].party.id}`);
    await settle(page);
    const list = page.getByRole('table', { name: 'Evidence items' });
    const dates = async () =>
      (await list.locator('td time').evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''))).filter(
        (_, n) => n % 2 === 0,
      );
    await list.getByRole('button', { name: 'Date of the fact' }).click();
    await settle(page);
    const found = await dates();
    expect(found.length).toBeGreaterThan(5);
    expect(found).toEqual(found.toSorted());
    await page.reload();
    await settle(page);
    expect(await dates()).toEqual(found);
  });
});

test('5d: rosters beyond the first page of imports are listed too', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Jonas Reed') }, async (page) => {
    const batch = (n: number) => ({
      ...{ id: randomUUID(), title: `Roster ${n}`, total: 1, imported: 1, startedAt: '2026-11-01T00:00:00.000Z' },
      ...{ importedBy: 'Jonas Reed', undone: null, version: 1, actions: [] },
    });
    await page.route(/\/desk\/api\/parties\/[^/]+\/rosters\?/, (route) => {
      const isSecond = new URL(route.request().url()).searchParams.get('after') === 'second';
      const items = isSecond ? [batch(21)] : Array.from({ length: 20 }, (_, n) => batch(n + 1));
      return route.fulfill({ json: { items, next: isSecond ? null : 'second' } });
    });
    await page.goto('/desk/rosters');
    await settle(page);
    const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Imported rosters' }) });
    await section.getByText('Roster 20', { exact: true }).waitFor();
    await section.getByRole('button', { name: 'Show more' }).click();
    await section.getByText('Roster 21', { exact: true }).waitFor();
    expect(await section.getByRole('row').count()).toBe(22);
    expect(await section.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });
});
