import type { APIRequestContext, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './checks/accessibility.ts';
import { collectBilingual, englishLeft } from './checks/english.ts';
import { cutColumns, layoutFaults } from './checks/layout.ts';
import { printFaults } from './checks/print.ts';
import { accountOf } from './exercise-accounts.ts';
import { settle, visit } from './visit.ts';

type Ask = <Answer>(path: string) => Promise<Answer>;
type Named = { id: string; name: { en: string } };

/** A screen of the desk: its address, which may depend on what the exercise holds, and who looks at it. */
type Screen = { screen: string; as: string; path: string | ((ask: Ask) => Promise<string>); refused?: string[] };

const OFFICE = 'Ines Harrow';
const idOf = async (ask: Ask, party: string) => {
  const { items } = await ask<{ items: Named[] }>('/parties?kind=nation');
  return items.find(({ name }) => name.en === party)!.id;
};

const SCREENS: readonly Screen[] = [
  { screen: 'my tasks, policy office', as: OFFICE, path: '/desk/tasks' },
  { screen: 'my tasks, focal point', as: 'Mira Kolb', path: '/desk/tasks' },
  { screen: 'matrix, nations', as: OFFICE, path: '/desk/compliance' },
  { screen: 'matrix, one clause unfolded', as: OFFICE, path: '/desk/compliance?open=3' },
  { screen: 'matrix, headquarters', as: OFFICE, path: '/desk/compliance?kind=body' },
  { screen: 'matrix, contractors', as: OFFICE, path: '/desk/compliance?kind=contractor' },
  { screen: 'matrix, drawer', as: OFFICE, path: async (ask) => `/desk/compliance/${await idOf(ask, 'Corvania')}/P3.4` },
  { screen: 'matrix, nothing matches', as: OFFICE, path: '/desk/compliance?name=Nowhere' },
  { screen: 'clause', as: OFFICE, path: '/desk/clauses/5g' },
  { screen: 'policy', as: OFFICE, path: '/desk/policy' },
  { screen: 'parties', as: OFFICE, path: '/desk/parties' },
  { screen: 'people and roles', as: OFFICE, path: '/desk/people' },
  { screen: 'review rounds', as: OFFICE, path: '/desk/rounds' },
  { screen: 'an address that leads nowhere', as: OFFICE, path: '/desk/nowhere' },
];

describe.concurrent('screens of the desk', () => {
  test.each(SCREENS)('5g: $screen', async ({ as, path, refused = [] }) => {
    await visit({ address: inject('exercise').address, as: accountOf(as), refused }, async (page, context) => {
      const given = collectBilingual(page);
      const faults: string[] = [];
      const see = (where: string, found: string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
      await page.goto(typeof path === 'string' ? path : await path(askThrough(context.request)));
      await settle(page);
      expect(await page.title()).toMatch(/\S · Manumit$/);
      await page.getByText('EXERCISE', { exact: true }).first().waitFor();
      see('light', await accessibilityFaults(page));
      await page.emulateMedia({ colorScheme: 'dark' });
      see('dark', await accessibilityFaults(page, ['color-contrast']));
      await page.emulateMedia({ colorScheme: 'light' });
      see('1440 px', [...(await layoutFaults(page)), ...(await cutColumns(page))]);
      see('print', await printFaults(page));
      see('768 px', await atWidth(page, 768));
      see('320 px', await atWidth(page, 320));

      await inFrench(page);
      see('French, 320 px', await atWidth(page, 320));
      await page.setViewportSize({ width: 1440, height: 900 });
      see('French', await englishLeft(page, given));
      expect(faults.join('\n')).toBe('');
    });
  });
});

async function atWidth(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return layoutFaults(page);
}

// The person's own language stays as it is, for others look at other screens as the same person meanwhile.
async function inFrench(page: Page): Promise<void> {
  await page.route('**/desk/api/session', async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { person: { language: string } };
    session.person.language = 'fr';
    await route.fulfill({ response: answer, json: session });
  });
  await page.reload();
  await settle(page);
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
}

function askThrough(request: APIRequestContext): Ask {
  return async (path) => {
    const answer = await request.get(`/desk/api${path}`);
    if (!answer.ok()) throw new Error(`${path} was refused: ${answer.status()}`);
    return answer.json();
  };
}
