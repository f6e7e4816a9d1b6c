import { inject, test } from 'vitest';
import { visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf, nationOf } from '../returns/returns.ts';
import { openRound } from './rounds.ts';

// Aldmark’s return of last year is submitted in the exercise. Its evidence stays as it is. That a return under way comes first is in walks.
const PREFILL = 'Prefill the self-assessment from the register';
const SOURCE = /Return of Aldmark for \d{4}, version 1 \(SHA-256/;

test('5a, 5g: a self-assessment is prefilled from the submitted return, with its source', async () => {
  const office = await deskOf('Ines Harrow');
  const aldmark = await nationOf(office, 'Aldmark');
  const { id, participationOf } = await openRound(office, 'Round after a return', [aldmark], ['3', '5b', '5d']);
  const page = `/desk/rounds/${id}/participations/${participationOf('Aldmark')}`;
  await visit({ address: inject('exercise').address, as: accountOf('Nora Aldin') }, async (screen) => {
    await screen.goto(page);
    await screen.getByText('Fills in what the register knows').waitFor();
    await screen.getByRole('button', { name: PREFILL }).click();
    const card = screen.locator('article.obligation').filter({ hasText: SOURCE }).first();
    await card.waitFor();
    await card.getByRole('radio', { name: 'Still true' }).waitFor();
    await card.getByRole('listitem').filter({ hasText: SOURCE }).getByRole('link').first().click();
    await screen.waitForURL(/\/desk\/evidence\//);
    await screen.getByText(SOURCE).first().waitFor();
  });
});
