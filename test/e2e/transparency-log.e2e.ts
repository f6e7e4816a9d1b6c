import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';

const KEPT = 'manumit.log';

test('5g: a browser stores the last checkpoint of the log, and reports a log that does not continue it', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    const band = page.locator('.broken-log');
    await page.goto('/desk/log');
    await settle(page);
    await page.waitForFunction((name) => localStorage.getItem(name) !== null, KEPT);
    expect(await band.count()).toBe(0);
    // As if it had seen a longer log before the database was set back.
    const storedCheckpoint = await page.evaluate((name) => {
      const seen = JSON.parse(localStorage.getItem(name)!) as { size: number };
      localStorage.setItem(name, JSON.stringify({ ...seen, size: seen.size + 1024 }));
      return seen;
    }, KEPT);
    await page.reload();
    await band.waitFor();
    expect(await band.textContent()).toContain('The log does not continue the version this browser saw on');
    expect(await page.evaluate((name) => JSON.parse(localStorage.getItem(name)!).size, KEPT), 'what was kept stays').toBe(
      storedCheckpoint.size + 1024,
    );
    await band.getByRole('button').click();
    await band.waitFor({ state: 'detached' });
    expect(await page.evaluate((name) => JSON.parse(localStorage.getItem(name)!), KEPT)).toEqual(storedCheckpoint);
  });
});
