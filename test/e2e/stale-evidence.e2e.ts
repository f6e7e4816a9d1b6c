import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';

// Two people, or one person in two tabs, change the same draft. The second sees both versions, so no input is lost unnoticed.
test('6: a draft that was changed in another tab is shown next to the input, and only the newer version can be changed further', async () => {
  const refused: string[] = [];
  const title = `Order ${randomUUID().slice(0, 8)}`;
  await visit({ address: inject('exercise').address, as: accountOf('Joris Lem'), refused }, async (first, context) => {
    const ask = async <Answer>(path: string): Promise<Answer> => (await context.request.get(`/desk/api${path}`)).json();
    const { items } = await ask<{ items: { id: string; name: { en: string } }[] }>('/parties?kind=nation');
    const party = items.find(({ name }) => name.en === 'Corvania')!.id;
    const { id: editionId } = await ask<{ id: string }>('/policy');
    const content = { editionId, obligationIds: ['P1.1'], kind: 'EV-POL', says: 'met', title, date: '2026-11-20', source: 'Order book' };
    const entered = await context.request.post(`/desk/api/parties/${party}/evidence`, {
      data: content,
      headers: { 'idempotency-key': randomUUID() },
    });
    const { id } = (await entered.json()) as { id: string };
    const second = await context.newPage();
    for (const page of [first, second]) {
      await page.goto(`/desk/evidence/new?draft=${id}`);
      await settle(page);
      await page.getByLabel('Title', { exact: true }).waitFor();
    }

    await first.getByLabel('Title', { exact: true }).fill(`${title}, signed`);
    await first.getByRole('button', { name: 'Save draft' }).click();
    await first.waitForURL(`**/desk/evidence/${id}`);

    refused.push(`PUT /desk/api/evidence/${id} 412`);
    await second.getByLabel('Note').fill('Typed in the second tab');
    await second.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) if (node instanceof HTMLElement && node.role === 'alert') told.push(node.innerText);
      }).observe(document.body, { childList: true, subtree: true });
    });
    await second.getByRole('button', { name: 'Save draft' }).click();
    const both = second.getByRole('alert').filter({ hasText: 'Someone changed this before you saved' });
    await both.waitFor();
    const row = (name: string) => both.getByRole('row').filter({ has: second.getByRole('rowheader', { name, exact: true }) });
    const messages = await second.evaluate(() => (window as unknown as { told: string[] }).told);
    expect(messages, 'the conflict is announced once, with both versions').toEqual([expect.stringContaining(`${title}, signed`)]);
    expect(await row('Title').getByRole('cell').allTextContents()).toEqual([`${title}, signed`, title]);
    expect(await row('Note').getByRole('cell').allTextContents()).toEqual(['(empty)', 'Typed in the second tab']);
    expect(await both.getByRole('row').count(), 'what is the same on both sides is not listed').toBe(3);
    expect(await second.getByLabel('Note').inputValue(), 'what was typed is still there').toBe('Typed in the second tab');
    expect((await ask<{ note: string | null }>(`/evidence/${id}`)).note ?? null, 'nothing of it is stored').toBeNull();

    await both.getByRole('button', { name: 'Load the newer version' }).click();
    await second.waitForFunction(
      (text) => document.querySelector<HTMLInputElement>('input[name="title"]')?.value === text,
      `${title}, signed`,
    );
    await second.getByLabel('Note').fill('Typed in the second tab');
    await second.getByRole('button', { name: 'Save draft' }).click();
    await second.waitForURL(`**/desk/evidence/${id}`);
    expect(await ask(`/evidence/${id}`)).toMatchObject({ note: 'Typed in the second tab', title: { en: `${title}, signed` } });
  });
});
