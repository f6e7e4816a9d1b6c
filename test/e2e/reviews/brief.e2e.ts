import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf, nationOf } from '../returns/returns.ts';

const WORDS = 'Sources differ';

test.each([
  ['Ines Harrow', true],
  ['Vera Olsen', false],
] as const)('5g: in a brief, %s reads where sources differ on the screen and in print alike: %s', async (name, reads) => {
  const party = await nationOf(await deskOf('Ines Harrow'), 'Corvania');
  await visit({ address: inject('exercise').address, as: accountOf(name) }, async (page) => {
    await page.goto(`/desk/parties/${party}/brief`);
    await page.locator('.brief .legend').first().waitFor();
    await settle(page);
    const marks = page.locator('.brief table .mark.differs');
    expect((await marks.count()) > 0).toBe(reads);
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media });
      expect((await page.locator('.brief .legend li:visible').allTextContents()).includes(WORDS), media).toBe(reads);
      if (reads) expect(await marks.first().evaluate((mark) => getComputedStyle(mark, '::after').display), media).not.toBe('none');
    }
  });
});
