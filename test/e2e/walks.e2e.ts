import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { emailOf } from '#app/exercise/cast.ts';
import { CODES } from '#app/exercise/reports/readers.ts';
import { REPORTS } from '#app/exercise/reports/scenario-reports.ts';
import { WALKS } from '#web/tour/walks.ts';
import { quiet, settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';
import { advance, keepCode, press, settleCode } from './reports/write.ts';
import { dayFromNow, enter } from './training/learners.ts';

/** The action of a person on the page of a step, and the check that the page does what the step says. */
type Deed = (page: Page) => Promise<unknown>;

const see = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();
const showsRows = (count: number) => async (page: Page) => {
  await page.locator('main h1').waitFor();
  expect(await page.locator('table.matrix tbody tr:not(.group)').count()).toBe(count);
};
const openMark = (row: string) => async (page: Page) => {
  await page
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .locator('a[data-cell]')
    .first()
    .click();
  await page
    .locator('aside.drawer')
    .getByRole('heading', { name: /^Evidence/ })
    .waitFor();
};
const openRound = (shown: readonly string[], hidden: readonly string[]) => async (page: Page) => {
  await page
    .getByRole('link', { name: /^Round \d{4}$/ })
    .first()
    .click();
  for (const party of shown) await page.getByRole('link', { name: party }).first().waitFor();
  for (const party of hidden) expect(await page.getByText(party).count(), party).toBe(0);
};
const openTask = (task: string) => (page: Page) => page.getByRole('link', { name: task }).first().click();
const fillEvidence = (party: string) => async (page: Page) => {
  // A person with a role at only one party does not have to choose it.
  await page.getByText(`For: ${party}`).waitFor();
  await page.locator('.obligation-groups summary').first().click();
  await page.locator('.obligation-groups').getByRole('checkbox').first().check();
  await page.getByLabel('Kind of evidence').selectOption({ index: 1 });
  await page.getByLabel('Status shown').selectOption('met');
  await page.getByLabel('Title').fill('Measure of today');
  await page.getByLabel('Date of the fact').fill('2026-11');
  await page.getByLabel('Source').fill('Own record');
};
const saveDraft = async (page: Page) => {
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByRole('heading', { level: 1, name: 'Measure of today' }).waitFor();
};
const backToContract = (page: Page) => page.getByRole('link', { name: 'Back to the page of the contract' }).click();
const signs = (page: Page) => page.getByRole('button', { name: /^Submit, signed/ }).count();

// The content of the slip, which the training officer shows and the learner then types.
let accessSlip = { code: '', number: '', pin: '' };

// One action for each step of each walk, in order. A walk with a new step fails until its action is written.
const DEEDS: Record<string, readonly Deed[]> = {
  office: [
    showsRows(12),
    showsRows(12),
    openMark('Corvania'),
    see('Amber Quay'),
    see('Adopted, in follow-up'),
    openRound(['Drelland', 'Ostany'], []),
    see('Kestria'),
    async (page) => {
      for (const [nation, state] of [
        ['Aldmark', 'Accepted'],
        ['Drelland', 'With the party'],
        ['Brevia', 'Open'],
      ] as const)
        await page
          .getByRole('row', { name: new RegExp(nation) })
          .filter({ hasText: state })
          .waitFor();
    },
    async (page) => {
      await page.getByRole('row', { name: /^Estrava/ }).waitFor();
      expect(await page.getByText(/X[A-Z]-\d/).count(), 'no person by number').toBe(0);
    },
  ],
  nation: [
    (page) => page.getByRole('heading', { name: /^Late/ }).waitFor(),
    openTask('Prefill the self-assessment from the register'),
    async (page) => {
      // The return of the same year is in progress, so the round links to it and asks no question twice.
      await page.getByText(/^Your national return for \d{4} is in progress/).waitFor();
      await page.getByRole('link', { name: /^Open the \d{4} return$/ }).waitFor();
      await page.getByRole('button', { name: 'Prefill the self-assessment from the register' }).click();
      await page.locator('article.obligation fieldset').first().waitFor();
    },
    async (page) => {
      await page.locator('article.obligation').first().getByRole('radio', { name: 'Not known' }).check();
      await see('Answered by Dag Orlen')(page);
    },
    openRound(['Drelland'], ['Aldmark', 'Corvania']),
    see('Drelland'),
    async (page) => {
      await page.locator('main a[href*="/returns/"]').first().click();
      await page.locator('article.question').first().waitFor();
      await see(/\d+ of \d+/)(page);
    },
    showsRows(1),
  ],
  review: [
    see('Isenvale'),
    openRound(['Estrava', 'Feronne', 'Hollmar', 'Isenvale'], ['Aldmark', 'Corvania']),
    async (page) => {
      await page.getByRole('link', { name: 'Isenvale' }).first().click();
      await page.locator('article.obligation').first().waitFor();
    },
    async (page) => {
      const form = page.locator('form.rate-form').first();
      await form.getByLabel('Your rating').selectOption('partly-met');
      await form.getByLabel('Reason').fill('Begun, and not yet everywhere.');
      await form.getByRole('button', { name: 'Save rating' }).click();
      await see('Begun, and not yet everywhere.')(page);
    },
    async (page) => {
      await page.locator('article.obligation').first().getByRole('button', { name: 'Ask a question' }).click();
      await page.getByLabel('Your question to the party').fill('Which bases are covered?');
      await page.getByRole('button', { name: 'Send question' }).click();
      await page.getByRole('link', { name: /^Questions/ }).click();
      await see('Which bases are covered?')(page);
    },
    showsRows(4),
  ],
  operation: [
    see('Answer the questions'),
    async (page) => {
      await openTask('Answer the questions')(page);
      await page.getByLabel('Your answer').fill('All of them, by the list of 1 October.');
      await page.getByRole('button', { name: 'Send answer' }).click();
      await see('All of them, by the list of 1 October.')(page);
    },
    async (page) => {
      await page.getByText(/may not deploy on \w+day/).waitFor();
      await page
        .getByRole('row', { name: /^Brigade XE\/1/ })
        .filter({ hasText: 'Red' })
        .waitFor();
    },
    async (page) => {
      const ready = () =>
        page
          .getByRole('row', { name: /^Brigade XE\/1/ })
          .locator('td')
          .nth(1)
          .textContent();
      const before = Number(await ready());
      await page.getByLabel('Date').fill(dayFromNow(100));
      await expect.poll(async () => Number(await ready())).toBeLessThan(before);
    },
    showsRows(1),
    openMark('Amber Quay'),
    async (page) => {
      await fillEvidence('Amber Quay')(page);
      await saveDraft(page);
      expect(await signs(page)).toBe(1);
    },
  ],
  training: [
    async (page) => {
      await page.getByText(/may not deploy on \w+day/).waitFor();
      await page
        .getByRole('row', { name: /^Brigade XC\/1/ })
        .filter({ hasText: 'Amber' })
        .waitFor();
    },
    async (page) => {
      await page
        .getByRole('button', { name: /^Records/ })
        .first()
        .click();
      await page.locator('aside.drawer').getByRole('heading').first().waitFor();
    },
    async (page) => {
      await page.getByRole('button', { name: 'Open a class' }).first().click();
      await page.getByLabel('Class name').fill('Class of the walk');
      await page.locator('form').getByRole('button', { name: 'Open a class' }).click();
      await page.getByRole('heading', { level: 1, name: 'Class of the walk' }).waitFor();
    },
    async (page) => {
      await page.getByRole('button', { name: 'Create slips' }).first().click();
      await page.getByLabel('Service numbers').fill('XC-21134');
      await page.locator('form').getByRole('button', { name: 'Create slips' }).click();
      const [number, pin] = (await page.locator('.made-access-slips li').first().textContent())!.split(/\s+/);
      const code = (await page.locator('.class-code').textContent())!;
      accessSlip = { code, number: number!, pin: pin! };
    },
    (page) => enter(page, accessSlip, accessSlip),
  ],
  contracting: [
    see(/ lack the clause set or part of it; /),
    async (page) => {
      const gaps = page.getByRole('table', { name: 'Contracts without the whole clause set' });
      for (const found of ['Missing', 'Struck out', 'Hidden', 'Only proposed', 'Differs']) await gaps.getByText(found).first().waitFor();
    },
    async (page) => {
      await page.getByRole('heading', { name: 'In the file' }).waitFor();
      await page.getByRole('heading', { name: /^In the clause set/ }).waitFor();
      await see('Nothing counts as present until you say so.')(page);
    },
    async (page) => {
      await page.getByRole('button', { name: 'Decide later' }).click();
      const question = page.locator('.contract-queue').filter({ has: page.getByRole('heading', { level: 2 }) });
      const next = await question.locator('p').first().textContent();
      await page.getByRole('button', { name: 'Yes, it is the provision' }).click();
      await see(/, 1 decided since$/)(page);
      await page.getByRole('button', { name: 'Undo last' }).click();
      await see(/, 0 decided since$/)(page);
      expect(await question.locator('p').first().textContent()).toBe(next);
    },
    async (page) => {
      const conditions = page.getByRole('article').filter({ hasText: 'General Conditions of Corvania' });
      await conditions.getByText('In force').waitFor();
      await conditions.getByText('4 contracts refer to them.').waitFor();
      await conditions.getByRole('button', { name: 'Confirm 12 provisions for these contracts' }).waitFor();
    },
    (page) =>
      page
        .getByRole('row', { name: /Brightwater Catering/ })
        .filter({ hasText: /Certification.*late/ })
        .first()
        .waitFor(),
    showsRows(1),
    async (page) => {
      await openMark('Corvania')(page);
      await see(/^Running contracts with the whole clause set, confirmed by a person: \d+ of \d+/)(page);
    },
  ],
  investigation: [
    see(/Papers kept in the office/),
    async (page) => {
      await see('Recruitment fees')(page);
      expect(await page.getByText(/XC-\d/).count(), 'of headquarters alone').toBe(0);
    },
    async (page) => {
      await page.getByRole('link', { name: 'Papers kept in the office' }).click();
      await see('Ban on engaging in trafficking')(page);
    },
    async (page) => {
      await page.getByRole('button', { name: 'Start the investigation' }).click();
      await page.locator('form').getByRole('button', { name: 'Start the investigation' }).click();
      await page.getByRole('button', { name: 'Record what the investigation found' }).waitFor();
      expect(await page.locator('main section .page-actions button').allTextContents()).toEqual([
        'Mark that people are in danger',
        'Record what the investigation found',
      ]);
    },
    async (page) => {
      await page.getByRole('button', { name: 'Record what the investigation found' }).click();
      await page.getByLabel('What was found or decided').fill('The drawer holds nine passports.');
      await page.locator('form').getByRole('button', { name: 'Record what the investigation found' }).click();
      await see('Investigation reported')(page);
    },
  ],
  legal: [
    // The account reads French.
    (page) => page.getByRole('heading', { name: /Amber Quay$/, level: 2 }).waitFor(),
    showsRows(1),
    async (page) => {
      await page
        .getByRole('row', { name: /^Amber Quay/ })
        .filter({ hasText: 'En vigueur' })
        .waitFor();
    },
  ],
  reader: [
    async (page) => {
      await page.getByRole('heading', { name: 'Reports to you' }).waitFor();
      await see(/\d reports wait for a first look/)(page);
    },
    async (page) => {
      await page.getByLabel('Passphrase of six words').waitFor();
      expect(await page.content()).not.toContain(REPORTS.at(-1)!.text);
    },
    async (page) => {
      await page.getByLabel('Passphrase of six words').fill(accountOf('Pia Strand').passphrase!);
      await page.getByRole('button', { name: 'Unlock' }).click();
      await see(REPORTS.at(-1)!.text)(page);
    },
    async (page) => {
      const untaken = page.getByRole('row', { name: /Nobody yet/ }).first();
      await untaken.getByRole('link', { name: /^Open/ }).click();
      for (const title of ['The reporter’s wishes', 'What the reporter says', 'Who can read it'])
        await page.getByRole('heading', { name: title }).waitFor();
    },
    async (page) => {
      await page.getByRole('button', { name: 'I have it' }).click();
      await see('You have it')(page);
    },
    async (page) => {
      await page.getByLabel('Sentence of the phrasebook').selectOption('thank-you');
      await page.getByRole('button', { name: 'Encrypt and send' }).click();
      await see('Sent. The reporter sees it')(page);
    },
    async (page) => {
      await page.getByLabel('New note').fill('Ask again tomorrow.');
      await page.getByRole('button', { name: 'Add note' }).click();
      await page.locator('.thread').getByText('Ask again tomorrow.').waitFor();
    },
    async (page) => {
      await page.getByRole('button', { name: 'Close report' }).click();
      await page.getByLabel('Outcome').selectOption('handled');
      await page.getByLabel('Reason').fill('Told Safe Shore.');
      await page.getByRole('form', { name: 'Close report' }).getByRole('button', { name: 'Close report' }).click();
      await page.getByRole('button', { name: 'Reopen report' }).waitFor();
    },
  ],
  inspector: [
    see('No outside checks are set up.'),
    async (page) => {
      await page.getByRole('button', { name: 'Draw 20 entries' }).click();
      await see(/^Drawn from the published log of/)(page);
    },
    async (page) => {
      await page.getByRole('row', { name: /^Corvania Round \d{4}, adopted/ }).waitFor();
      const rows = page.locator('tbody tr');
      expect(await rows.filter({ hasText: /, adopted \d/ }).count()).toBe(await rows.count());
    },
    see('Verify it yourself'),
  ],
  party: [
    (page) =>
      page
        .getByRole('row', { name: /^Corvania/ })
        .filter({ hasText: 'never reviewed' })
        .waitFor(),
    async (page) => {
      await page.getByRole('button', { name: 'Extend role: Rolf Anders' }).click();
      await page.getByLabel('New last date').waitFor();
    },
    see('Mira Kolb'),
    see('Views of protected content and refusals'),
  ],
  platform: [
    see('No backup has been proven yet.'),
    see('No backup of this installation has been proven.'),
    see('No outside checks are set up.'),
  ],
  anyone: [
    see('Treaties'),
    see(/5d/),
    see('Ostany'),
    async (page) => {
      await page.locator('tbody summary').first().click();
      await page.locator('tbody details[open]').first().waitFor();
    },
    async (page) => {
      const file = await page.request.get('/treaties.csv');
      expect((await file.text()).split('\n')[0]).toContain('EXERCISE');
    },
  ],
  reporter: [
    (page) => page.getByRole('link', { name: 'Tell us what you saw' }).waitFor(),
    (page) => page.getByRole('link', { name: 'Port Amber', exact: true }).waitFor(),
    async (page) => {
      for (const name of ['I need help', 'I saw something', 'I have a code']) await see(name)(page);
    },
    async (page) => {
      await press(page, /I saw something/);
      await page.getByRole('heading', { name: 'Before you write' }).waitFor();
      await see('What readers must do, whatever you wish')(page);
    },
    async (page) => {
      for (let part = 0; part < 3; part += 1) await advance(page);
      await page.getByLabel('What did you see or hear?').fill('Nobody leaves the yard behind the depot.');
      for (let part = 0; part < 4; part += 1) await advance(page);
      expect((await settleCode(page)).map((group) => group.length)).toEqual(Array(9).fill(4));
    },
    async (page) => {
      await keepCode(page);
      await press(page, 'Send');
      await see(/^The site received your report on/)(page);
    },
    async (page) => {
      await page.getByLabel('Your code, nine groups').fill(CODES.answered);
      await press(page, 'Open');
      await see(/^Passed on\. A reader signed this/)(page);
      await see('May we tell a body that helps victims?')(page);
    },
  ],
  firm: [
    async (page) => {
      await page.goto(inject('exercise').firm);
      await see('Page of Corridor Freight for Corvania')(page);
      await page.getByRole('link', { name: /none of your firm is recorded yet/ }).waitFor();
      await page.getByRole('link', { name: /^Answer a question by/ }).waitFor();
    },
    async (page) => {
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      expect(await page.getByRole('checkbox').count()).toBe(3);
      expect(await page.getByRole('radio', { name: /^The firm found/ }).count()).toBe(2);
      await page
        .getByRole('radio', { name: /^The firm found/ })
        .first()
        .check();
      await page.getByLabel('Your name').fill('Lena Marsh');
      await page.getByLabel('Your function in the firm').fill('Compliance manager');
      await page.getByRole('button', { name: 'Sign and send' }).click();
      await see(/^[0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}$/)(page);
    },
    async (page) => {
      await backToContract(page);
      await page.getByLabel('Your answer').fill('Two agents in the port. None of them took a fee: asked on Monday.');
      await page.getByRole('button', { name: 'Send answer' }).click();
      await see('Two agents in the port. None of them took a fee: asked on Monday.')(page);
    },
    async (page) => {
      await backToContract(page);
      await see('This page knows of nothing that is due. Your contract may ask for more.')(page);
      for (const sent of ['Certification', 'Answer']) await page.getByRole('link', { name: sent, exact: true }).waitFor();
    },
    async (page) => {
      await page.getByRole('link', { name: 'Notify now' }).click();
      await see(/^The contracting officers, focal point, commander, investigator and legal adviser of Corvania can read it at once\./)(
        page,
      );
      await see(/^Until we answer, keep the person safe and paid\./)(page);
    },
  ],
};

describe('guided walks of the exercise', () => {
  test('5g: every walk has a test', () => expect(Object.keys(DEEDS).sort()).toEqual(WALKS.map(({ id }) => id).sort()));

  test.each(WALKS)('5g: $id, in no more steps than the walk says', async ({ id, account, steps }) => {
    const { address, accounts } = inject('exercise');
    const as = account === null ? undefined : accounts.find(({ email }) => email === emailOf({ key: account }));
    const deeds = DEEDS[id]!;
    expect(deeds).toHaveLength(steps.length);
    await visit({ address, as }, async (page) => {
      for (const [place, step] of steps.entries()) {
        if (step.link !== null && !step.link.endsWith('.csv')) {
          await page.goto(step.link);
          if (account !== null) await settle(page);
          expect(await page.locator('nav .group + ul:not(:has(li))').count(), 'no heading in the navigation over nothing').toBe(0);
        }
        await deeds[place]!(page);
        // A request that a page still makes when it is left is never reported as answered.
        await quiet(page);
      }
    });
  });
});
