import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

const UNAVAILABLE = { type: 'about:blank', title: 'Unavailable', status: 503, code: 'platform/unavailable' };

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
    await page.getByRole('combobox', { name: /^Sort by/ }).selectOption({ label: 'Name, ascending' });
    await settle(page);
    expect(await names(page)).toEqual(shown.toReversed());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

// A list in pages that is sorted in the browser is loaded to its end before it is shown in the order.
test('5: a list of parties in pages is loaded to its end when it is sorted, and is in no order if a page fails', async () => {
  const refused = ['GET /desk/api/parties 503'];
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), refused }, async (page) => {
    let fails = false;
    await page.route('**/desk/api/parties?*', (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '5');
      return fails && url.searchParams.has('after') ? route.fulfill({ status: 503, json: UNAVAILABLE }) : route.continue({ url: url.href });
    });
    await page.goto('/desk/parties?show=all');
    await settle(page);
    const list = page.getByRole('table', { name: 'Nations' });
    const codes = () => list.locator('tbody tr:not(.group) td:nth-child(2)').allTextContents();
    const head = list.getByRole('columnheader', { name: 'Code', exact: true });
    expect(await codes()).toHaveLength(5);
    await head.getByRole('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
    await settle(page);
    expect((await codes()).length).toBeGreaterThan(10);
    expect(await list.getByRole('button', { name: 'Show more' }).count()).toBe(0);

    fails = true;
    await page.reload();
    await page.getByRole('alert').first().waitFor();
    // The page that failed is not asked for again and again.
    await settle(page);
    expect((await head.count()) === 0 || (await head.getAttribute('aria-sort')) === null).toBe(true);
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
