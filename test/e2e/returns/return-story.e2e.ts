import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { currentEdition, pagesOf } from '#rooms/policy/index.ts';
import { quiet, settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { type Effort, Hands, minutesOf, NO_EFFORT, sumOf } from './effort.ts';

// The effort of people who have never seen a return. Each click and each field with input counts one, for everyone involved. The nation of the exercise
// is Corvania, and its reply to GRETA is the document that it has prepared.

const FIRST = { year: '2012', most: 400 };
const NEXT = { year: '2013', most: 60, mostMinutes: 45 };
const REPORT = { name: 'Answer to GRETA.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nAnswer of Corvania, invented.') };

// The pages of all sections, as the questionnaire divides them.
const PAGES = currentEdition()
  .questionnaire('return')
  .sections.reduce((sum, section) => sum + pagesOf(section).length, 0);
// An optional question may stay open: its figure is then unknown.
const OPEN = '.return-main > article.question:not(.is-optional):not(:has(.question-saved))';

async function as(name: string, story: (hands: Hands) => Promise<void>): Promise<Effort> {
  let effort: Effort = NO_EFFORT;
  await visit({ address: inject('exercise').address, as: accountOf(name) }, async (page) => {
    const hands = new Hands(page);
    await page.goto('/desk/tasks');
    await settle(page);
    await story(hands);
    effort = hands.effort;
  });
  return effort;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function openYear(hands: Hands, year: string): Promise<void> {
  const { page } = hands;
  await hands.click(page.getByRole('link', { name: 'Returns' }).first());
  await hands.click(page.getByRole('link', { name: 'Open a return' }));
  await hands.type(page.getByLabel('Year'), year);
  await hands.click(page.locator('form.return-form').getByRole('button', { name: 'Open a return' }));
  await hands.click(button(page, 'Start return'));
}

/** Finds the return of a year from the first page, as a colleague does. */
async function find(hands: Hands, year: string): Promise<void> {
  await hands.click(hands.page.getByRole('link', { name: 'Returns' }).first());
  await hands.click(hands.page.getByRole('link', { name: new RegExp(`${year}.*Corvania|Corvania.*${year}`) }).first());
}

/** Reads the current page and answers its open questions: confirms known answers, and answers the rest. Says whether the page was turned. */
async function answerOpen(hands: Hands): Promise<boolean> {
  const { page } = hands;
  await page.locator('.return-main > article.question').first().waitFor();
  for (let round = 0; round < 6; round++) {
    await hands.read();
    const stillTrue = button(page, /^Still true:/);
    if ((await stillTrue.count()) > 0) {
      const turns = ((await stillTrue.textContent()) ?? '').includes('then next page');
      await (turns ? hands.turn(stillTrue) : hands.click(stillTrue));
      if (turns) return true;
    }
    const open = page.locator(OPEN);
    const before = await open.count();
    if (before === 0) return false;
    for (let at = 0; at < before; at++) {
      const card = page.locator(OPEN).first();
      if ((await card.count()) === 0) break;
      await answerCard(hands, card);
    }
  }
  throw new Error('The page does not come to an end.');
}

async function answerCard(hands: Hands, card: Locator): Promise<void> {
  const id = await card.getAttribute('aria-labelledby');
  const own = hands.page.locator(`article[aria-labelledby="${id}"]`);
  const text = own.locator('textarea, input.input[type="text"], input.input:not([type])').first();
  const yes = own.getByRole('radio', { name: 'Yes', exact: true });
  const nil = own.getByRole('checkbox', { name: /^Nil return/ });
  if ((await own.getByRole('radio', { name: 'Still true' }).count()) > 0) await hands.click(own.getByRole('radio', { name: 'Still true' }));
  else if ((await yes.count()) > 0) await hands.click(yes);
  else if ((await nil.count()) > 0) await hands.click(nil);
  else if ((await own.locator('fieldset').getByRole('checkbox').count()) > 0)
    await hands.click(own.locator('fieldset').getByRole('checkbox').first());
  else {
    const label =
      (await text.evaluate((field: HTMLInputElement) => field.inputMode)) === 'numeric'
        ? '0'
        : (await own.getByText('2026-03-01').count()) > 0
          ? '2026-03'
          : 'As laid down in the national plan.';
    await hands.type(text, label);
    await text.blur();
    await quiet(hands.page);
  }
  await own.locator('.question-saved').waitFor();
}

/** Does something on each page of a return, from the first to the last. */
async function walk(hands: Hands, onPage: (hands: Hands) => Promise<boolean>): Promise<void> {
  const { page } = hands;
  const first = page.locator('.return-nav ul').first().getByRole('link').first();
  if ((await first.getAttribute('aria-current')) === null) await hands.turn(first);
  for (let pages = 1; ; pages++) {
    const turned = await onPage(hands);
    const next = page.getByRole('link', { name: /^Next page:/ });
    if (!turned && (await next.count()) === 0) {
      expect(pages).toBe(PAGES);
      return;
    }
    if (!turned) await hands.turn(next);
  }
}

async function submitReturn(year: string, lawyerReads: boolean): Promise<Effort> {
  const asked = await as('Mira Kolb', async (hands) => {
    await find(hands, year);
    await hands.click(button(hands.page, 'Send to the legal office'));
    // A page that is closed before the request is sent has not sent it.
    await button(hands.page, 'Send to the legal office').waitFor({ state: 'hidden' });
  });
  const cleared = await as('Karl Munk', async (hands) => {
    await find(hands, year);
    if (lawyerReads)
      await walk(hands, async () => {
        await hands.read();
        return false;
      });
    await hands.click(button(hands.page, 'Clear'));
    await hands.click(button(hands.page, 'Clear'));
    await button(hands.page, 'Clear').waitFor({ state: 'hidden' });
  });
  const signed = await as('Mira Kolb', async (hands) => {
    await find(hands, year);
    await hands.click(button(hands.page, 'Sign'));
    await hands.type(hands.page.getByLabel('Name of the official'), 'Ada Minister');
    await hands.type(hands.page.getByLabel('Capacity'), 'State Secretary');
    await hands.click(button(hands.page, 'Sign'));
    await hands.click(button(hands.page, 'Submit'));
    await hands.page
      .getByRole('heading', { name: 'Version 1' })
      .or(hands.page.getByRole('link', { name: 'Version 1' }))
      .first()
      .waitFor();
  });
  return sumOf([asked, cleared, signed]);
}

test(`5a: a first return with a prepared document takes at most ${FIRST.most} clicks and fields, an unchanged one at most ${NEXT.most} and ${NEXT.mostMinutes} minutes`, async () => {
  const begun = await as('Mira Kolb', async (hands) => {
    const { page } = hands;
    await openYear(hands, FIRST.year);
    await hands.click(page.getByRole('link', { name: 'Already given elsewhere' }));
    const greta = page.locator('section.section', { has: page.getByRole('heading', { name: 'Answer to GRETA' }) });
    await hands.attach(greta.locator('input[type="file"]'), REPORT);
    const pages = greta.getByLabel(/^Pages:/);
    for (let at = 0; at < (await pages.count()); at++)
      if (await pages.nth(at).isEnabled()) await hands.type(pages.nth(at), `${10 + 6 * at}`);
    await hands.click(greta.getByRole('button', { name: /^Answer \d+ questions with this file/ }));
    await greta.getByText(/\d+ questions? answered/).waitFor();
    await walk(hands, answerOpen);
  });
  const first = sumOf([begun, await submitReturn(FIRST.year, false)]);

  const again = await as('Mira Kolb', async (hands) => {
    await openYear(hands, NEXT.year);
    await walk(hands, answerOpen);
  });
  const next = sumOf([again, await submitReturn(NEXT.year, true)]);
  const minutes = minutesOf(next);
  console.log(`a return: ${first.actions} clicks and fields the first time, ${next.actions} the next where nothing has changed`);
  console.log(
    `the next: ${next.questions} questions and answers read, ${next.words} words, ${next.keys} keys, ${minutes.toFixed(1)} minutes by the model`,
  );
  expect(first.actions).toBeLessThanOrEqual(FIRST.most);
  expect(next.actions).toBeLessThanOrEqual(NEXT.most);
  // The questions were read: by the person who answers and by the legal office.
  expect(again.questions).toBeGreaterThan(90);
  expect(next.questions).toBeGreaterThan(180);
  expect(minutes).toBeLessThanOrEqual(NEXT.mostMinutes);
});
