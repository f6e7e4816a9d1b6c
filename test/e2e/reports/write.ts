import type { Locator, Page } from 'playwright-core';
import type { startReports } from '#rooms/reports/reporter/fixtures.ts';

type Reports = Awaited<ReturnType<typeof startReports>>;

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
export const advance = (page: Page) => press(page, 'Go on');
export const SECRET = 'The blue door behind the laundry, kestrel';

/** From the poster to the part with the code, with a few answers. `atWhat`: done in the part where one writes what happened. */
export async function write(
  page: Page,
  {
    reports,
    fragment = `#${reports.fingerprint}`,
    isDanger = true,
    atWhat,
  }: { reports: Reports; fragment?: string; isDanger?: boolean; atWhat?: () => Promise<void> },
): Promise<void> {
  await page.goto(`${reports.address}/r/tideline${fragment}`);
  await press(page, /I saw something/);
  await page.getByRole('heading', { name: 'Before you write' }).waitFor();
  await advance(page);
  await page.getByLabel('18 or older').check();
  await advance(page);
  if (isDanger) await page.getByLabel('Yes, someone is in danger now').check();
  await advance(page);
  await page.getByLabel('What did you see or hear?').fill(SECRET);
  await atWhat?.();
  await advance(page);
  await page.getByLabel('XC / 2 Bde / 1 Bn').check();
  await advance(page);
  await page.getByLabel('Ask me first').check();
  await advance(page);
  await page.getByLabel('Only here, with my code').check();
  await advance(page);
}

const MOST_STEPS = 120;
/** Moves with the tabulator key until this has the focus. */
export async function goTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let at = 0; at < MOST_STEPS; at += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The tabulator key does not lead there.');
}

/** The groups of the code once they are shown. */
export async function settleCode(page: Page): Promise<string[]> {
  await page.locator('.cd li').nth(8).waitFor();
  return page.locator('.cd li b').allTextContents();
}

/** Types back the group that is asked, and goes on. Answers the code. */
export async function keepCode(page: Page): Promise<string> {
  const groups = await settleCode(page);
  const asked = Number(/\d+/.exec((await page.locator('label.lb:visible').textContent())!)![0]);
  await page.locator('input.in:visible').fill(groups[asked - 1]!);
  await advance(page);
  return groups.join(' ');
}
