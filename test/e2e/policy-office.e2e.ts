import { execFileSync } from 'node:child_process';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';

const OFFICE = 'Ines Harrow';
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** The edition in force as the desk lets the office download it, with texts of its files replaced. */
async function edited(page: Page, changes: Record<string, [from: string | RegExp, to: string][]>): Promise<Buffer> {
  const answer = await page.request.get('/desk/api/policy/editions/in-force.zip');
  const files = unzipSync(await answer.body());
  for (const [name, edits] of Object.entries(changes)) {
    const path = Object.keys(files).find((one) => one.endsWith(`/${name}`))!;
    const text = edits.reduce((before, [from, to]) => {
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${name} has no ${from} to change.`);
      return after;
    }, new TextDecoder().decode(files[path]));
    files[path] = strToU8(text);
  }
  return Buffer.from(zipSync(files));
}

test('17: the policy office records an official text, pasted and from a file, and releases it', async () => {
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE) }, async (page) => {
    const record = async (text: () => Promise<void>, released: string) => {
      await page.getByRole('button', { name: /^Record/ }).click();
      await text();
      await page.getByLabel('Issued by').fill('North Atlantic Council');
      await page.getByLabel('Where read').fill('Document 1');
      await page.getByLabel('Public pages').selectOption({ label: released });
    };
    await page.goto('/desk/clauses/4');
    await settle(page);
    for (const part of ['Act', 'Means', 'Purpose']) await page.getByRole('heading', { name: new RegExp(`^${part}:`) }).waitFor();
    await page.getByText('For a child under eighteen no means is needed').waitFor();
    await page.goto('/desk/clauses/5f');
    await settle(page);
    await record(() => page.getByLabel('Text', { exact: true }).fill('An official text, pasted.'), 'Do not show it: desk only');
    await page.getByRole('button', { name: 'Save official text' }).click();
    await page.getByText('The official text is saved.').waitFor();
    await page.getByText('An official text, pasted.').waitFor();

    await record(async () => {
      const buffer = Buffer.from('An official text, from a file.');
      await page.getByLabel('Text file').setInputFiles({ name: 'clause.txt', mimeType: 'text/plain', buffer });
      await expect.poll(() => page.getByLabel('Text', { exact: true }).inputValue()).toBe('An official text, from a file.');
    }, 'Show it: its owner allows publication');
    await page.getByLabel('Reason for replacing the present text').fill('Read in full');
    await page.getByRole('button', { name: 'Save official text' }).click();
    await page.getByText('An official text, from a file.').waitFor();
    await page.goto('/policy');
    expect(await page.locator('section#\\35 f').textContent()).toContain('An official text, from a file.');
  });
});

test('17: the policy office decides the value of a parameter from tomorrow on', async () => {
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE) }, async (page) => {
    await page.goto('/desk/policy');
    await settle(page);
    const row = page.getByRole('row').filter({ hasText: 'Time to comment on a draft report' });
    await row.getByRole('button').click();
    await page.getByLabel('New value').fill('47');
    await page.getByRole('textbox', { name: 'Reason', exact: true }).fill('A quicker round');
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByText(/The decision is recorded/).waitFor();
    expect(await row.textContent()).toMatch(/47/);
  });
});

test('17: an edition is imported with a fault, then without, and gets its first day', async () => {
  const status = () => execFileSync('git', ['status', '--porcelain', 'policies'], { encoding: 'utf8' });
  const before = status();
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE) }, async (page) => {
    await page.goto('/desk/policy');
    await settle(page);
    const choose = async (changes: Parameters<typeof edited>[1]) =>
      page
        .getByLabel('File of the edition')
        .setInputFiles({ name: 'edition.zip', mimeType: 'application/zip', buffer: await edited(page, changes) });
    const id: [RegExp, string] = [/^id: .*$/m, 'id: exercise-amended'];

    await choose({ 'edition.yaml': [id], 'clauses.yaml': [[/strength: \w+/, 'strength: mandatory']] });
    await page.getByRole('button', { name: 'Preview edition' }).click();
    await page.getByText('1 fault in the files. Nothing was stored.').waitFor();
    const fault = page.getByText(/clauses\.yaml, line \d+ .*mandatory.*must be one of/);
    await fault.waitFor();
    await expect
      .poll(() => fault.evaluate((one) => one === document.activeElement), { message: 'the first fault has the focus' })
      .toBe(true);
    expect(await page.getByRole('button', { name: 'Store as draft' }).count(), 'nothing can be stored').toBe(0);

    await page.getByRole('button', { name: /edition\.zip/ }).click();
    await choose({ 'edition.yaml': [id], 'obligations.yaml': [[/strength: \w+/, 'strength: aim']] });
    await page.getByRole('button', { name: 'Preview edition' }).click();
    await page.getByText(/exercise-amended: 61 obligations, no fault/).waitFor();
    await page.getByText(/strength\)\. Its evidence counts in part/).waitFor();
    // Decided by the story before.
    await page.getByText(/Time to comment on a draft report: 47 days from/).waitFor();
    await page.getByRole('button', { name: 'Store as draft' }).click();
    await page.getByText('The edition exercise-amended is stored as a draft.').waitFor();

    await page.getByRole('button', { name: 'Put in force edition exercise-amended' }).click();
    await page.getByLabel('Who was consulted').selectOption({ label: 'Another one: enter it here' });
    await page.getByRole('button', { name: 'Put in force', exact: true }).click();
    await page.getByText('There is a problem with 4 fields').waitFor();
    await page.getByLabel('Body consulted').fill('Partners in council');
    await page.getByLabel('Date of the consultation').fill(new Date().toISOString().slice(0, 10));
    await page.getByLabel('Outcome').fill('No change was asked.');
    await page.getByRole('textbox', { name: 'Reason', exact: true }).fill('The Council decided.');
    const first = await page.getByLabel('First day in force').inputValue();
    expect(new Date(`${first} UTC`).toISOString().slice(0, 10)).toBe(tomorrow());
    await page.getByRole('button', { name: 'Put in force', exact: true }).click();
    await page.getByText(/exercise-amended comes into force on/).waitFor();
    await page.getByText(/Partners in council, .*: No change was asked\./).waitFor();

    await page.getByRole('button', { name: 'Withdraw edition exercise-amended' }).click();
    await page.getByLabel('Reason for withdrawing').fill('A trial of the exercise');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText('The edition exercise-amended is withdrawn.').waitFor();
  });
  expect(status(), 'no file of the program changed').toBe(before);
});

test('a hold on deletion is placed about a person whom the list does not start with, and lifted', async () => {
  await visit(
    { address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: { width: 320, height: 700 } },
    async (page) => {
      await page.goto('/desk/retention');
      await settle(page);
      await page.getByRole('button', { name: 'Place a hold on deletion' }).click();
      const about = page.getByLabel('About', { exact: true });
      await page.getByText('More people are found. Enter more of the name.').waitFor();
      expect(await about.locator('option', { hasText: 'Zoe Hart' }).count()).toBe(0);
      await page.getByLabel('Find person by name').fill('zoe');
      await about.locator('option', { hasText: 'Zoe Hart' }).waitFor({ state: 'attached' });
      await about.selectOption({ label: 'Zoe Hart' });
      // Another search chooses nobody who is not shown.
      await page.getByLabel('Find person by name').fill('zoe h');
      expect(await about.inputValue()).toBe('');
      await about.selectOption({ label: 'Zoe Hart' });
      await page.getByLabel('Reason', { exact: true }).fill('A complaint is open.');
      await page.getByRole('button', { name: 'Place hold' }).click();
      await page.getByText('The hold is in place.').waitFor();
      await page.getByRole('button', { name: 'Lift hold: Zoe Hart' }).click();
      await page.getByLabel('Reason for lifting').fill('The complaint is settled.');
      await page.getByRole('button', { name: 'Lift hold', exact: true }).click();
      await page.getByText('The hold is lifted.').waitFor();
    },
  );
});

test('the page of deletions shows each period on one line at 768 px', async () => {
  await visit(
    { address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: { width: 768, height: 900 } },
    async (page) => {
      await page.goto('/desk/retention');
      await settle(page);
      const periods = page.locator('td', { hasText: /^\d+ (days?|months?|years?)$/ });
      const lines = await periods.evaluateAll((cells) =>
        cells.map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return `${cell.textContent}: ${new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size}`;
        }),
      );
      expect(lines.length).toBeGreaterThan(10);
      expect(lines.filter((line) => !line.endsWith(': 1'))).toEqual([]);
    },
  );
});
