import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';

type Draft = { asOf: string; version: number; answers: Record<string, { en: string | null; fr: string | null }> };

// Two people of an operation write its brief at the same time. Each answers another question.
test('an operation brief keeps the text typed while another person saved, and shows both', async () => {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Vera Olsen'), refused }, async (page, { request }) => {
    const ask = async (path: string) => (await request.get(`/desk/api${path}`)).json();
    const { grants } = await ask('/session');
    const text = `/parties/${grants[0].party.id}/local-texts/operation-brief`;
    refused.push(`PUT /desk/api${text}/draft 412`);
    const draft = async (): Promise<Draft> => (await ask(text)).draft;
    const save = async ({ asOf, answers }: Omit<Draft, 'version'>) => {
      const headers = { 'idempotency-key': randomUUID(), 'if-match': `"${(await draft()).version}"` };
      const answer = await request.put(`/desk/api${text}/draft`, { data: { asOf, answers }, headers });
      expect(answer.status()).toBe(200);
    };
    const before = await draft();
    await page.goto(`/desk/briefs/${grants[0].party.id}/operation-brief`);
    await settle(page);
    const { asks } = (await ask(text)) as { asks: { id: string; en: string }[] };
    const answer = (id: string) =>
      page.getByRole('group', { name: asks.find((one) => one.id === id)!.en, exact: true }).getByLabel('English');
    const [forms, places, list] = [answer('forms'), answer('places'), answer('list')];
    await places.fill('Typed while the other person saved.');

    await save({ ...before, answers: { ...before.answers, forms: { en: 'Saved by the other person.', fr: null } } });
    await page.getByRole('button', { name: 'Save draft' }).click();
    const both = page.getByRole('alert').filter({ hasText: 'Someone changed this before you saved' });
    await both.waitFor();
    expect(await both.getByRole('cell').allTextContents(), 'the typed text is next to the stored one').toEqual([
      before.answers.places!.en,
      'Typed while the other person saved.',
    ]);
    expect(await places.inputValue()).toBe('Typed while the other person saved.');
    expect(await faultsOf(page)).toEqual([]);
    await both.getByRole('button', { name: 'Keep my text' }).click();
    expect(await forms.inputValue()).toBe('Saved by the other person.');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft saved.').waitFor();
    expect((await draft()).answers).toMatchObject({
      forms: { en: 'Saved by the other person.' },
      places: { en: 'Typed while the other person saved.' },
    });

    // The typed text can be given up too. A form that is not being typed in shows the newer draft at once.
    await list.fill('Typed and given up.');
    await save(before);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await both.getByRole('button', { name: 'Load the newer version' }).click();
    expect(await places.inputValue()).toBe(before.answers.places!.en);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await list.inputValue()).not.toBe('Typed and given up.');
  });
});
