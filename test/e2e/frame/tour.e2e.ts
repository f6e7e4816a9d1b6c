import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';

test('a bar at the desk leads through a walk, keeps its step, and can be left', async () => {
  const { address } = inject('exercise');
  await visit({ address, as: accountOf('Zoe Hart'), viewport: { width: 320, height: 800 } }, async (page) => {
    await page.goto('/exercise');
    await page.locator('#platform').getByRole('link', { name: 'Follow this walk at the desk' }).click();
    const bar = page.getByRole('region', { name: 'Walk: Platform administrator' });
    await bar.getByText('Step 1 of 3').waitFor();
    expect(await bar.getByRole('button', { name: 'Back' }).count()).toBe(0);
    await bar.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL('**/desk/retention');
    await bar.getByText('Step 2 of 3').waitFor();
    await settle(page);
    await page.reload();
    await bar.getByText('Step 2 of 3').waitFor();
    await settle(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await accessibilityFaults(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Back' }).click();
    await bar.getByText('Step 1 of 3').waitFor();
    await bar.getByRole('button', { name: 'Leave the walk' }).press('Enter');
    await bar.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.home-parts h2').first().waitFor();
    await settle(page);
    expect(await bar.count()).toBe(0);
  });
});

test('the bar says whose walk it is where another person follows it', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Peter Quill') }, async (page) => {
    await page.goto('/desk/?walk=platform');
    await page.getByText('This walk describes what zoe.hart@exercise.example sees.').waitFor();
    await settle(page);
  });
});
