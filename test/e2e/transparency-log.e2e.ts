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

test('5g: an auditor verifies the log in the browser, reads a plain verdict, and sees a changed log refused', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Peter Quill') }, async (page) => {
    await page.goto('/desk/log');
    await settle(page);
    // Every tile after the second waits, so that the bar is seen on its way.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let tiles = 0;
    await page.route(/\/log\/tile\/0\//, async (route) => {
      tiles += 1;
      if (tiles > 2) await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Verify the log' }).click();
    const bar = page.getByRole('progressbar');
    await expect.poll(() => bar.evaluate((one: HTMLProgressElement) => one.value)).toBeGreaterThan(0.2);
    expect(await bar.evaluate((one: HTMLProgressElement) => one.value)).toBeLessThan(1);
    release();
    const verdict = page.locator('.log-verdict');
    await verdict.waitFor();
    expect(await verdict.textContent()).toMatch(
      /^Every one of the [\d,]+ leaves is where it was\. The log matches the checkpoint signed on/,
    );
    expect(await verdict.textContent()).toContain('The key came from this site.');
    // One bit of one leaf.
    await page.route(/\/log\/tile\/0\//, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      body[7] = body[7]! ^ 1;
      await route.fulfill({ response: answer, body });
    });
    await page.getByRole('button', { name: 'Verify again' }).click();
    await page.getByText(/^Something was altered: the log does not match the checkpoint of/).waitFor();
  });
});

test('5g: the audit sample says in words what was done, and why content is closed', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Peter Quill') }, async (page) => {
    await page.goto('/desk/log');
    await settle(page);
    await page.getByRole('button', { name: /^Draw \d+ entries/ }).click();
    const rows = page.getByRole('table', { name: 'Audit sample' }).locator('tbody tr');
    await rows.first().waitFor();
    for (const text of await rows.allTextContents()) expect(text).not.toMatch(/[a-z]\/[a-z]/);
    await page.getByText(/only the person who acted can read (its|their) content/).waitFor();
  });
});
