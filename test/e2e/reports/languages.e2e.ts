import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languagesAt, loadPublicLanguages, translateIn } from '#platform/texts/public-languages.ts';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { translateFollow, translateForm, translateReporter } from '#rooms/reports/reporter/texts.ts';
import { asReadOn } from '#rooms/reports/safety/fixtures.ts';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { publicPageFaults } from '../checks/public-page.ts';

let reports: Awaited<ReturnType<typeof startReports>>;
beforeEach(async () => {
  reports = await startReports(LANGUAGES);
});
afterEach(() => reports.close());

// Before a speaker has read them: then a page shows English too.
const LANGUAGES = asReadOn(null, languagesAt(loadPublicLanguages(), '/r'));
const ARABIC = LANGUAGES.find(({ code }) => code === 'ar')!;
type FormKey = Parameters<typeof translateForm>[1];
const form = (key: FormKey, values?: Record<string, string | number>) => translateIn(ARABIC, translateForm, key, values).text;
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const arabicDigits = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));

/** How far from the left edge each character of the first text of an element is drawn. */
const glyphs = (of: Locator) =>
  of.first().evaluate((node) => {
    const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode()!;
    const range = document.createRange();
    return [...text.textContent!].map((_, at) => {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    });
  });
const runsToTheLeft = (lefts: number[]) => lefts[0]! > lefts.at(-1)!;

describe('a report in Arabic (5e)', () => {
  test('is drawn from right to left, with its English, its code and its numbers from left to right', async () => {
    await visit({ address: reports.address }, async (page) => {
      await page.goto(`${reports.address}/ar/r/tideline`);
      expect(runsToTheLeft(await glyphs(page.locator('h1')))).toBe(true);
      expect(runsToTheLeft(await glyphs(page.locator('.en')))).toBe(false);
      const left = async (of: Locator) => (await of.first().boundingBox())!.x;
      // What a line ends with is at its left: the button to leave, and the bar of a note.
      expect(await left(page.locator('#leave'))).toBeLessThan(await left(page.locator('header b')));
      await press(page, translateIn(ARABIC, translateReporter, 'ways.saw').text);
      await page.getByText(form('before.must-child'), { exact: false }).waitFor();
      for (let part = 1; part < 8; part += 1) {
        if (part === 4) await page.locator('textarea:visible').fill('رأيت شخصًا في الورشة 12');
        if (part === 4) expect(runsToTheLeft(await glyphs(page.locator('label.lb:visible')))).toBe(true);
        await press(page, form('continue'));
      }
      await page.locator('.cd li').nth(8).waitFor();
      const groups = await page.locator('.cd li b').allTextContents();
      expect(runsToTheLeft(await glyphs(page.locator('.cd li b')))).toBe(false);
      expect(await left(page.locator('.cd li').nth(0))).toBeLessThan(await left(page.locator('.cd li').nth(1)));
      const asked = Number(/\d+/.exec((await page.locator('label.lb:visible').textContent())!)![0]);
      await page.locator('input.in:visible').fill(arabicDigits(groups[asked - 1]!));
      await press(page, form('continue'));
      await press(page, form('send'));
      await page.getByText(form('sent.gone')).waitFor();
      const { opened } = await reports.openAs(2);
      expect(opened.text).toBe('رأيت شخصًا في الورشة 12');

      await reports.reply(2, { phrase: 'call-now' });
      await page.goto(`${reports.address}/ar/r/tideline/follow`);
      await page.locator('textarea').fill(arabicDigits(groups.join(' ')));
      await press(page, translateIn(ARABIC, translateFollow, 'open').text);
      await page.getByText('من فضلك اطلب المساعدة بالهاتف الآن', { exact: false }).waitFor();
      // The sentence of a reader, in English too: here no speaker of Arabic has read it.
      expect(await page.getByText('Please call for help now, if it is safe to call.').count()).toBe(1);
    });
  });

  test('is accessible in each part of the form, at 320 px', async () => {
    await visit({ address: reports.address, viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(`${reports.address}/ar/r/tideline`);
      await press(page, translateIn(ARABIC, translateReporter, 'ways.saw').text);
      for (let part = 1; part <= 8; part += 1) {
        await page.getByText(form('part', { part, parts: 9 })).waitFor();
        expect(await accessibilityFaults(page), `part ${part}`).toEqual([]);
        expect(await layoutFaults(page), `part ${part}`).toEqual([]);
        if (part < 8) await press(page, form('continue'));
      }
    });
  });
});

describe('the pages of a reporter in further languages (5e)', () => {
  test.each(['', '/follow', '/how-safe'])('read well at every width, in dark mode and in print: %s', async (path) => {
    for (const { code } of LANGUAGES.filter((one) => one.code !== one.locale))
      await visit({ address: reports.address }, async (page) => {
        await page.goto(`${reports.address}/${code}/r/tideline${path}`);
        expect((await publicPageFaults(page, code)).join('\n')).toBe('');
      });
  });
});
