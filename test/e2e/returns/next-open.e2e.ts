import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';
import { begunReturn, deskOf } from './returns.ts';

// All questions are answered but two, on a later page of one section and in another section.
const OPEN = ['law.tip-9', 'contracts.total'];

const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('article.question')?.id ?? null);

test('5a: Alt+N focuses the next open question on any page or section, and says when there is none', async () => {
  const id = await begunReturn('2007');
  const mira = await deskOf('Mira Kolb');
  const { answers } = await mira.view(id);
  const inputs = answers!
    .filter(({ questionId }) => !OPEN.includes(questionId))
    .map(({ questionId, version }) => ({
      questionId,
      choice: 'not-known',
      value: null,
      note: null,
      documentId: null,
      page: null,
      version,
    }));
  await mira.call('PUT', `returns/${id}/answers`, { answers: inputs, form: null });
  await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb') }, async (page) => {
    await page.goto(`/desk/returns/${id}?view=law`);
    await settle(page);
    await page.keyboard.press('Alt+n');
    await page.waitForURL('**?view=law&page=3');
    await expect.poll(() => focused(page)).toBe('question-law.tip-9');
    await page.keyboard.press('Space');
    await page.locator('[id="question-law.tip-9"] .question-saved').waitFor();
    await page.keyboard.press('Alt+n');
    await page.waitForURL('**?view=contracts');
    await expect.poll(() => focused(page)).toBe('question-contracts.total');
    await page.keyboard.type('5');
    // Leaves the question, which saves it. It was the last open one.
    await page.keyboard.press('Alt+n');
    await page.locator('[id="question-contracts.total"] .question-saved').waitFor();
    await page.keyboard.press('Alt+n');
    const none = page.getByText('There are no open questions that you can answer.');
    await none.waitFor();
    expect(await none.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

test('5a: Home keeps the sections of two returns apart by their periods', async () => {
  await Promise.all([begunReturn('2007'), begunReturn('2008')]);
  await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb') }, async (page) => {
    await page.goto('/desk/');
    for (const period of ['2007', '2008']) await page.getByRole('region', { name: `Sections and colleagues, ${period}` }).waitFor();
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
