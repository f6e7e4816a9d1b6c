import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { inFrench } from '../checks/english.ts';
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

// Firefox makes no PDF of a page.
test.skipIf(browserName() === 'firefox').each(['en', 'fr'])(
  '5g: a brief of a clause with four obligations and eighteen parties prints from the page on one sheet (%s)',
  async (locale) => {
    await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
      await page.goto('/desk/clauses/5d/brief');
      await page.locator('.brief .legend').first().waitFor();
      if (locale === 'fr') await inFrench(page);
      await settle(page);
      const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g);
      expect(sheets).toHaveLength(1);
    });
  },
);
