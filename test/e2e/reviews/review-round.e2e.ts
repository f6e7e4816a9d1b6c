import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { quiet, settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

const NATION = 'Isenvale';
const CORRECTION = 'The course was moved to the joint school in spring.';
const RATING = 'Seen; it covers part of the obligation only.';
const FINDING = 'Train reservists before they deploy';
const COMMENT = 'Reservists join the course from next year.';
const DECISION = 'Noted; the finding stands until it is shown.';
const PROGRESS = 'The first reservists have passed the course.';
const SETTLED = 'The list of the course was seen.';

const office = { address: '', as: 'Ines Harrow' };
const focalPoint = { ...office, as: 'Ivo Sund' };
const reviewer = { ...office, as: 'Sanne Ruiz' };

const at = ({ as }: typeof office, story: (page: Page) => Promise<void>) =>
  visit({ address: inject('exercise').address, as: accountOf(as) }, story);

// The main flow of the product on its screens: the next round closes what one round leaves open.
test('5g: a round runs from prefilled self-assessment to adopted report, and the next one closes its finding', async () => {
  const first = await planAndOpen('Training round');

  await at(focalPoint, async (page) => {
    await openPage(page, first.participation);
    await press(page, 'Prefill the self-assessment from the register');
    const obligations = page.locator('article.obligation');
    await obligations.first().locator('fieldset').waitFor();
    const count = await obligations.count();
    expect(count).toBeGreaterThan(2);
    await correct(page, 0);
    for (let one = 1; one < count; one += 1) {
      const stillTrue = obligations.nth(one).getByRole('radio', { name: 'Still true' });
      const answer = (await stillTrue.count()) > 0 ? stillTrue : obligations.nth(one).getByRole('radio', { name: 'Not known' });
      if (!(await answer.isChecked())) await written(page, () => answer.check());
    }
    await page.getByLabel('Capacity in which you sign').fill('Head of the policy branch');
    await press(page, 'Sign and send self-assessment');
    await page.getByText('Signature: Ivo Sund').waitFor();
  });

  await at(reviewer, async (page) => {
    await openPage(page, first.participation);
    const forms = page.locator('form.rate-form');
    for (let left = await forms.count(); left > 0; left -= 1) {
      await forms.first().getByLabel('Your rating').selectOption('partly-met');
      await forms.first().getByLabel('Reason').fill(RATING);
      await written(page, () => forms.first().getByRole('button', { name: 'Save rating' }).click());
      await page.waitForFunction((before) => document.querySelectorAll('form.rate-form').length < before, left);
    }
    await openPage(page, `${first.participation}?view=findings&obligation=P5d.1`);
    await page.getByLabel('Title').fill(FINDING);
    await page.getByLabel('What was found').fill('Reservists are left out.');
    await page.locator('#evidenceIds').click();
    await page
      .locator('.choice-list', { has: page.locator('#evidenceIds') })
      .getByRole('checkbox')
      .first()
      .check();
    await page.getByLabel('Owner').fill('Training command');
    await page.getByLabel('Due', { exact: true }).fill(inDays(200));
    await press(page, 'Save finding');
    await page.getByRole('heading', { name: FINDING }).waitFor();
  });

  await at(office, async (page) => {
    await openPage(page, first.participation);
    await press(page, 'Send the draft report');
    await page.getByText('Comments open since').waitFor();
  });

  await at(focalPoint, async (page) => {
    await openPage(page, `${first.participation}?view=comments`);
    await page.getByRole('button', { name: 'Comment on the draft report' }).click();
    await page.getByRole('textbox', { name: 'Comment on the draft report' }).fill(COMMENT);
    await press(page, 'Send comment');
    await press(page, 'We have nothing to add');
    await page.getByText('The party confirmed that it has nothing to add').waitFor();
  });

  await at(office, async (page) => {
    await openPage(page, `${first.participation}?view=comments`);
    await page.getByRole('radio', { name: 'Note' }).check();
    await page.getByLabel('Reason').fill(DECISION);
    await press(page, 'Record decision');
    await page.getByText('Noted.').waitFor();
    await openPage(page, first.round);
    await press(page, 'Adopt the round');
    await page.getByText('Frozen, SHA-256:').waitFor();
    const report = await readReport(page, 'Report, PDF');
    for (const expected of [NATION, CORRECTION, RATING, FINDING, COMMENT, DECISION, 'EXERCISE'])
      expect(report).toContain(squeeze(expected));
    const sources = sourcesIn(await (await page.request.get(first.round.replace('/desk/', '/desk/api/').concat('/report'))).json());
    expect(sources.size, 'the report rests on sources').toBeGreaterThan(1);
    for (const source of sources) expect(report, 'every source is printed').toContain(squeeze(source));
  });

  const next = await planAndOpen('Training round, the next');
  await at(office, async (page) => {
    await openPage(page, `${first.participation}?view=findings`);
    await page.getByRole('button', { name: 'Carry over' }).click();
    const form = page.locator('form.prose-form');
    await form.getByLabel('Carry over to').selectOption({ label: 'Training round, the next' });
    await form.getByLabel('Due').fill(inDays(300));
    await form.getByLabel('Reason').fill('The course begins after this round.');
    await written(page, () => form.getByRole('button', { name: 'Carry over' }).click());
    await page.getByText('carried over', { exact: true }).waitFor();
  });
  await at(focalPoint, async (page) => {
    await openPage(page, `${next.participation}?view=findings`);
    await page.getByText('Carried over from round “Training round”').waitFor();
    await page.getByRole('button', { name: 'Report progress' }).click();
    const form = page.locator('form.prose-form');
    await form.getByLabel('Progress since then').fill(PROGRESS);
    await written(page, () => form.getByRole('button', { name: 'Report progress' }).click());
    await page.getByText('progress reported', { exact: true }).waitFor();
  });
  await at(reviewer, async (page) => {
    await openPage(page, `${next.participation}?view=findings`);
    await page.getByRole('button', { name: 'Verify and close' }).click();
    await page.getByLabel('Reason').fill(SETTLED);
    await press(page, 'Verify and close');
    await page.getByText('closed', { exact: true }).waitFor();
  });
  await at(office, async (page) => {
    await openPage(page, next.round);
    const report = await readReport(page, 'Interim report, PDF');
    for (const expected of [NATION, FINDING, PROGRESS, SETTLED]) expect(report).toContain(squeeze(expected));
  });
});

/** Plans a round on training (5d) for one nation and opens it. Returns the addresses of the round and of the nation's participation. */
async function planAndOpen(title: string): Promise<{ round: string; participation: string }> {
  const made = { round: '', participation: '' };
  await at(office, async (page) => {
    await openPage(page, '/desk/rounds?view=plan');
    await page.getByLabel('Title in English').fill(title);
    await page.getByLabel('Title in French').fill(`${title} (fr)`);
    await page.getByLabel('Competent authority', { exact: true }).selectOption({ index: 1 });
    await page.locator('#scope').click();
    await page.getByRole('checkbox', { name: /^5d / }).check();
    await page.locator('#parties').click();
    await page.getByRole('checkbox', { name: NATION }).check();
    await press(page, 'Plan round');
    await page.waitForURL(/\/desk\/rounds\/[0-9a-f-]{36}$/);
    made.round = new URL(page.url()).pathname;
    await page.locator('[id="calendar.adoptionPlanned"]').fill(inDays(300));
    await page.locator('[id="calendar.followUpDue"]').fill(inDays(700));
    await press(page, 'Open the round');
    made.participation = (await page.getByRole('link', { name: NATION }).first().getAttribute('href'))!;
  });
  return made;
}

/** Answers that the status of an obligation differs from the register, with the change. */
async function correct(page: Page, place: number): Promise<void> {
  const obligation = page.locator('article.obligation').nth(place);
  await obligation.getByRole('radio', { name: /^(Changed|Give the status)$/ }).check();
  await obligation.getByLabel('Current status').selectOption('partly-met');
  await obligation.getByRole('textbox').fill(CORRECTION);
  await written(page, () => obligation.getByRole('button', { name: 'Save answer' }).click());
  await obligation.getByText('Answered by Ivo Sund').waitFor();
}

async function readReport(page: Page, link: string): Promise<string> {
  const address = await page.getByRole('link', { name: link }).getAttribute('href');
  const answer = await page.request.get(address!);
  expect(answer.ok(), `${link}: ${answer.status()}`).toBe(true);
  const { pages, marked } = await readPdf(await answer.body());
  expect(marked, 'the report is a tagged PDF').toBe(true);
  return pages.join('');
}

/** Every source that a report names, in English. */
function sourcesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  const { source } = value as { source?: string | { en: string } | null };
  if (source) found.add(typeof source === 'string' ? source : source.en);
  for (const participation of Object.values(value)) sourcesIn(participation, found);
  return found;
}

async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settle(page);
}

async function press(page: Page, name: string): Promise<void> {
  await written(page, () => page.getByRole('button', { name, exact: true }).click());
}

/** Runs an action and waits until it is stored and the page shows it. */
async function written(page: Page, act: () => Promise<void>): Promise<void> {
  const stored = page.waitForResponse((response) => response.request().method() !== 'GET');
  await act();
  expect((await stored).ok(), (await stored).url()).toBe(true);
  await quiet(page);
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
