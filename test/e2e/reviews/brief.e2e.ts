import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { inFrench } from '../checks/english.ts';
import { layoutFaults } from '../checks/layout.ts';
import { printFaults } from '../checks/print.ts';
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

// The exercise has one adopted round. Three earlier ones are added to the answer of the server.
const ROUNDS = ['2018', '2020', '2022'];
const COUNTS = [
  [
    { rating: 'not-met', n: 2 },
    { rating: 'partly-met', n: 1 },
    { rating: null, n: 1 },
  ],
  [
    { rating: 'partly-met', n: 2 },
    { rating: 'not-met', n: 1 },
    { rating: 'met', n: 1 },
  ],
  [
    { rating: 'met', n: 3 },
    { rating: 'in-progress', n: 1 },
  ],
];

test.each(['parties', 'clauses'])(
  '5g: a brief (%s) shows ratings over four rounds as bars and as a table, also at 320 px in French',
  async (of) => {
    const party = await nationOf(await deskOf('Ines Harrow'), 'Corvania');
    await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
      await page.route(/\/desk\/api\/(parties|clauses)\/[^/]+\/brief/, async (route) => {
        const response = await route.fetch();
        const { trend, ...rest } = await response.json();
        // Other stories of the exercise may have adopted a further round.
        const round = trend.rounds[0];
        const earlier = ROUNDS.map((year) => ({ ...round, roundId: randomUUID(), title: { en: `Round ${year}`, fr: `Cycle ${year}` } }));
        const clauses = trend.clauses.map(({ counts, ...clause }: { counts: unknown[] }) => ({
          ...clause,
          counts: [...COUNTS, counts[0]],
        }));
        await route.fulfill({ response, json: { ...rest, trend: { rounds: [...earlier, round], clauses } } });
      });
      await page.goto(of === 'parties' ? `/desk/parties/${party}/brief` : '/desk/clauses/5d/brief');
      const pictures = page.locator('ul.trend svg');
      await pictures.first().waitFor();
      await settle(page);
      // Each bar is as high as its count: the parts of a round add up to the whole picture or less.
      const bars = await pictures.first().evaluate((svg) => {
        const byPlace = Map.groupBy(svg.querySelectorAll('rect'), (rect) => rect.getAttribute('x'));
        return [...byPlace.values()].map((parts) => parts.length);
      });
      expect(bars.slice(0, 3)).toEqual([3, 3, 2]);
      expect(bars).toHaveLength(4);
      const alt = (await pictures.first().getAttribute('aria-label'))!;
      expect(alt).toMatch(/Round 2018.*Round 2020.*Round 2022.*Round \d{4}/s);
      await page.locator('details.folded summary').filter({ hasText: 'table' }).first().click();
      const table = page.locator('details[open] table');
      expect(await table.locator('tbody tr').first().textContent()).toMatch(/Round 2018.*1/);
      expect(await accessibilityFaults(page)).toEqual([]);
      await inFrench(page);
      await page.setViewportSize({ width: 320, height: 700 });
      await settle(page);
      expect(await layoutFaults(page)).toEqual([]);
      expect(await printFaults(page)).toEqual([]);
    });
  },
);
