import { brotliCompressSync, constants } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { publicPageFaults } from '../checks/public-page.ts';
import { accountOf } from '../exercise-accounts.ts';
import { begunReturn, deskOf } from './returns.ts';

// A section that a nation opens to everyone is on a public page, and disappears when the nation narrows it. All but a few figures are “not known”, so nothing is
// decided for other stories.
const YEAR = '2051';
// The four who were not trained are few, so the page shows neither them nor the trained.
const FIGURES: Record<string, number | string> = {
  ...{ 'efforts.prosecutions': 1000, 'training.deployed': 40, 'training.trained': 36 },
  'conduct.allegations': 'nil',
};

test('5a, 5g: a published return can be read by anyone, in both languages, at every width and in print, until its nation narrows it', async () => {
  const id = await begunReturn(YEAR);
  const [mira, karl, ines] = await Promise.all([deskOf('Mira Kolb'), deskOf('Karl Munk'), deskOf('Ines Harrow')]);
  const { sections } = await mira.call<{ sections: { id: string }[] }>('GET', `returns/${id}`);
  for (const section of sections) await mira.call('PUT', `returns/${id}/sections/${section.id}/release`, { release: 'public' });
  const { answers } = await mira.view(id);
  const inputs = answers!.map(({ questionId, version }) => {
    const value = FIGURES[questionId] ?? null;
    const note = questionId === 'training.trained' ? 'Four were ill.' : null;
    return { questionId, choice: value === null ? 'not-known' : 'changed', value, note, documentId: null, page: null, version };
  });
  await mira.call('PUT', `returns/${id}/answers`, { answers: inputs, form: null });
  // Other stories add people to the rosters. Where the share of 90 % is then more than 10 points from that of the board, it is explained.
  const { checks } = await mira.call<{ checks: { check: { id: string }; reference: number | null }[] }>('GET', `returns/${id}`);
  const onBoard = checks.find(({ check }) => check.id === 'trained-share')!.reference!;
  if (Math.abs(onBoard - 90) > 10)
    await mira.call('PUT', `returns/${id}/checks/trained-share`, { text: 'Recruits joined after the day of the board.' });
  await mira.step(id, 'ask-review');
  await karl.step(id, 'clear', { note: null });
  await mira.step(id, 'sign', { name: 'Ada Minister', capacity: 'State Secretary' });
  await mira.step(id, 'submit');
  await ines.step(id, 'accept');

  const { address } = inject('exercise');
  for (const path of ['', '/fr'])
    await visit({ address, javaScriptEnabled: path === '/fr' }, async (page) => {
      await page.goto(`${path}/returns?year=${YEAR}`);
      if (path === '/fr') expect(await publicPageFaults(page, 'fr')).toEqual([]);
      await page
        .getByRole('link', { name: 'Corvania' })
        .or(page.getByRole('link', { name: 'Corvanie' }))
        .first()
        .click();
      await page.waitForURL(/return=/);
      const words = await page.locator('main').textContent();
      for (const figure of path === '' ? ['1,000 people', '40 people'] : ['1\u202f000 personnes', '40 personnes'])
        expect(words).toContain(figure);
      expect(words).not.toMatch(/36 p|Four were ill|Ada Minister/);
      if (path === '') return;
      expect(await publicPageFaults(page, 'fr')).toEqual([]);
    });
  await visit({ address }, async (page) => {
    await page.goto(`/returns?return=${id}`);
    expect(await publicPageFaults(page, 'en')).toEqual([]);
    const markup = await page.content();
    expect(brotliCompressSync(markup, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }).length).toBeLessThanOrEqual(20 * 1024);
  });

  await visit({ address, as: accountOf('Mira Kolb') }, async (page) => {
    await page.goto(`/desk/returns/${id}?view=training`);
    await settle(page);
    const release = page.getByLabel('Readers of this section');
    expect(await release.locator('option').allTextContents()).toEqual(['Headquarters and its reviewers', 'All parties', 'Everyone']);
    await release.selectOption('Headquarters and its reviewers');
    await settle(page);
    expect(await release.locator('option').allTextContents()).toEqual(['Headquarters and its reviewers']);
    await page.getByRole('button', { name: 'Make this public' }).click();
    await page.getByRole('button', { name: 'Stop showing this' }).waitFor();
    await page.goto(`/returns?return=${id}`);
    expect(await page.locator('main').textContent()).not.toContain('40 people');
    await page.goto(`/returns?year=${YEAR}`);
    expect(await page.locator('main').textContent()).toContain('Corvania: Returned');
  });
});
