import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { amendedReturn } from './returns.ts';

test('5a: a version shows its differences, remarks included, on a page no wider than the window', async () => {
  const id = await amendedReturn('2056');
  await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb'), viewport: { width: 768, height: 900 } }, async (page) => {
    await page.goto(`/desk/returns/${id}?view=version-2`);
    await settle(page);
    const row = page.getByRole('table').locator('tbody tr').first();
    const [before, now] = await row.locator('td').allTextContents();
    // Only the remark was changed.
    expect(before).toBe('Not known');
    expect(now).toBe('Not knownThe ministry is looking for it.');
    expect(await layoutFaults(page)).toEqual([]);
  });
});
