import { expect, inject, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { settle, visit } from '../browser/visit.ts';

// Who may see everything: for them a list without rows is empty.
const SEES_ALL: readonly string[] = [ROLE.policyOffice];
// Their readers see all of these.
const SHOWN_WHOLE: readonly string[] = ['/desk/log', '/desk/retention'];
// What a reader may not see may be there all the same.
const TRUE_FOR_READER = /\byour?\b|\bvous\b|\bvos\b|\bvotre\b/i;

// Every page that the navigation offers a role has something on it, or says truthfully that nothing there is visible to this reader.
const roles = [...new Map(inject('exercise').accounts.map((account) => [account.role, account])).values()];
test.each(roles)('$role: no page of the navigation says that there is nothing where something may be hidden', async (account) => {
  await visit({ address: inject('exercise').address, as: account }, async (page) => {
    await page.goto('/desk');
    await settle(page);
    const entries = await page.locator('nav a[href^="/desk/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
    expect(entries.length).toBeGreaterThan(4);
    const faults: string[] = [];
    for (const entry of new Set(entries)) {
      // Chosen in the navigation, as people do: loading the program again for each page costs more than the page.
      await page.locator(`nav a[href="${entry}"]`).first().dispatchEvent('click');
      await page.waitForURL((url) => url.pathname + url.search === entry);
      await settle(page);
      const empty = await page.locator('main .empty').allTextContents();
      if (!SEES_ALL.includes(account.role) && !SHOWN_WHOLE.includes(entry))
        faults.push(...empty.filter((text) => !TRUE_FOR_READER.test(text)).map((text) => `${entry}: ${text}`));
      if ((await page.locator('main').textContent())!.length < 40) faults.push(`${entry} is blank`);
      // The tab with rows is open.
      if (entry === '/desk/compliance' && (await page.locator('main .empty').count()) > 0) faults.push(`${entry} opens at an empty tab`);
    }
    expect(faults).toEqual([]);
  });
});
