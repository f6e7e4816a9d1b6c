import { expect, inject, test } from 'vitest';
import { quiet, settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { begunReturn } from './returns.ts';

test.each([
  [320, '2053'],
  [1440, '2054'],
])(
  '5a: the progress of a return and what is left stay in view at %i px while a person scrolls or uses the keyboard',
  async (width, year) => {
    const id = await begunReturn(year);
    await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb'), viewport: { width, height: 700 } }, async (page) => {
      await page.goto(`/desk/returns/${id}?view=law&page=2`);
      await settle(page);
      // The figures by form of exploitation are asked for once victims are counted. A narrow window shows the pages of the section that is read.
      if (width > 320) await page.getByRole('link', { name: /^By form of exploitation.*nothing asked$/ }).waitFor();
      const words = page.getByText(/answered: .* remaining$/);
      const isSeen = () =>
        words.evaluate((element) => {
          const { top, bottom, left } = element.getBoundingClientRect();
          // Nothing covers it.
          const over = document.elementFromPoint(left + 4, (top + bottom) / 2);
          return top >= 0 && bottom <= innerHeight && (over === element || element.contains(over));
        });
      expect(await isSeen()).toBe(true);
      const cards = page.locator('.return-main > article.question');
      const count = await cards.count();
      expect(count).toBe(8);
      for (const at of [Math.floor(count / 2), count - 1]) {
        await cards.nth(at).evaluate((card) => card.scrollIntoView({ block: 'center' }));
        expect(await page.evaluate(() => scrollY)).toBeGreaterThan(700);
        expect(await isSeen(), `question ${at + 1}`).toBe(true);
      }
      // The number of open questions is shown in the visible part.
      const last = cards.nth(count - 1);
      const before = await words.textContent();
      // A check box where nothing is known, one of several choices where an earlier return answered.
      await last.getByLabel('Not known', { exact: true }).click();
      await quiet(page);
      await expect.poll(() => words.textContent()).not.toBe(before);
      expect(await isSeen()).toBe(true);
      // Moving back by keyboard, the focused element is next to the bar, not behind it.
      for (let move = 0; move < 30; move++) await page.keyboard.press('Shift+Tab');
      const clear = await page.evaluate(() => {
        const bar = document.querySelector('.return-progress')!.getBoundingClientRect();
        const focus = document.activeElement!.getBoundingClientRect();
        return focus.top >= bar.bottom - 1 || focus.bottom <= bar.top + 1;
      });
      expect(clear).toBe(true);
      expect(await isSeen()).toBe(true);
    });
  },
);
