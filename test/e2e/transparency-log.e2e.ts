import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
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

test('an erasure is requested from the audit sample and refused, and the next request is withdrawn', async () => {
  const at = (name: string, story: (page: Page) => Promise<void>) =>
    visit({ address: inject('exercise').address, as: accountOf(name) }, async (page) => {
      await page.goto('/desk/log');
      await settle(page);
      await story(page);
    });
  const reason = `It names someone ${randomUUID().slice(0, 8)}.`;
  const row = (page: Page) => page.getByRole('row', { name: reason });
  let entryId = '';
  const request = async (page: Page) => {
    await page.getByLabel('Reason', { exact: true }).fill(reason);
    await page.locator('.drawer').getByRole('button', { name: 'Request erasure' }).click();
    await page.getByText('Erasure requested. A second person must approve or refuse it.').waitFor();
  };
  await at('Ines Harrow', async (page) => {
    await page.getByRole('button', { name: /^Draw \d+ entries/ }).click();
    await page
      .getByRole('button', { name: /^Request erasure of the content of leaf/ })
      .first()
      .click();
    entryId = await page.getByLabel('Entry', { exact: true }).inputValue();
    await request(page);
    expect(await row(page).getByRole('button').allTextContents()).toEqual([expect.stringContaining('Withdraw request')]);
  });
  await at('Paul Denner', async (page) => {
    await page.goto('/desk/tasks');
    await page.getByRole('link', { name: /^Approve or refuse (an erasure|\d+ erasures) in the log$/ }).click();
    await row(page).getByRole('button', { name: 'Refuse erasure' }).click();
    await page.getByLabel('Reason for refusing the erasure').fill('The name is needed.');
    await row(page).getByRole('button', { name: 'Refuse erasure' }).click();
    await page.getByText('Erasure refused. The content stays.').waitFor();
  });
  await at('Ines Harrow', async (page) => {
    await row(page).getByText('The name is needed.').waitFor();
    await page.getByRole('button', { name: 'Request erasure', exact: true }).first().click();
    await page.getByLabel('Entry', { exact: true }).fill(entryId);
    await request(page);
    await row(page).getByRole('button', { name: 'Withdraw request' }).click();
    await page.getByText('Request withdrawn. The content stays.').waitFor();
    await row(page).filter({ hasText: 'Withdrawn' }).waitFor();
  });
});
