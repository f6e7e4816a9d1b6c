import ExcelJS from 'exceljs';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { SHIPPED_SETS } from '#rooms/contractors/clauses/sets/load-set.ts';
import { CHANGES, makeContract } from '#rooms/contractors/fixtures/contracts.ts';
import { FILLER_EN } from '#rooms/contractors/fixtures/filler.ts';
import { writeDocx } from '#rooms/contractors/fixtures/write-docx.ts';
import { writePdf } from '#rooms/contractors/fixtures/write-pdf.ts';
import { WAIT_TIMEOUT_MS } from '../../timeouts.ts';
import { quiet, settle, visit } from '../browser/visit.ts';
import { changeToFrench } from '../checks/english.ts';
import { accountOf } from '../exercise-accounts.ts';
import { minutesOf, NO_EFFORT } from '../returns/effort.ts';
import { deskOf } from '../returns/returns.ts';
import { reportStory } from './report-story.ts';

// A folder of contracts and a sheet of them, to the list of what they lack. `npm test` has a small folder; the bench `contract stories` has one of 400 and records the time.
const CONTRACTS = Number(process.env.MANUMIT_CONTRACTS ?? 20);
const PARAGRAPHS = CONTRACTS > 20 ? 480 : 6;
const MOST_INTERACTIONS = 40;
/** Every fourth contract is written in words of its own, with one provision changed in one way after the other. */
const isOwn = (n: number) => n % 4 === 0;

const WORDS = {
  en: {
    ...{
      import: 'Import contracts',
      apply: `Import ${CONTRACTS} rows`,
      files: 'Contract files',
      read: `${CONTRACTS} of ${CONTRACTS} files read`,
    },
    ...{ yes: 'Yes, it is the provision', confirm: /^Confirm \d+ passages?$/, contracts: 'Contracts', coverage: 'Coverage' },
    gaps: 'Contracts without the whole clause set',
  },
  fr: {
    ...{ import: 'Importer des contrats', apply: `Importer ${CONTRACTS} lignes`, files: 'Fichiers de contrats' },
    ...{ read: `${CONTRACTS} fichiers lus sur ${CONTRACTS}`, yes: 'Oui, c’est la disposition', confirm: /^Confirmer \d+ passages?$/ },
    ...{ contracts: 'Contrats', coverage: 'Couverture', gaps: 'Contrats sans tout l’ensemble de clauses' },
  },
};

const numberOf = (n: number) => `GAP-${1000 + n}`;

async function sheet(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('Contracts');
  page.addRow(['Contract No.', 'Supplier', 'Subject', 'Amount', 'Currency', 'Place', 'Start date', 'End date']);
  for (let n = 0; n < CONTRACTS; n++)
    page.addRow([numberOf(n), `Firm ${n % 37}`, `Works, part ${n}`, 10_000 + n * 250, 'EUR', 'Camp Larkfield', '2026-03-01', '2028-02-29']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function folder(): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const wordings = SHIPPED_SETS.get('least-5f')!.provisions.map(({ wordings: [first] }) => first!.text);
  return Promise.all(
    Array.from({ length: CONTRACTS }, async (_, n) => {
      const isPdf = n % 8 < 4;
      const change = CHANGES[(n / 4) % CHANGES.length]!;
      const order = { set: 'least-5f', language: 'en', changed: 'penalties', change, seed: n, paragraphs: PARAGRAPHS } as const;
      const made = isOwn(n) ? await makeContract({ ...order, layout: 'docx' }) : null;
      const around = Array.from({ length: PARAGRAPHS }, (_, at) => FILLER_EN[(at + n) % FILLER_EN.length]!);
      const text = [`Contract ${numberOf(n)}`, ...around, ...wordings];
      if (isOwn(n) && made === null) throw new Error(`The contract ${n} cannot be made.`);
      const buffer = made?.bytes ?? (isPdf ? writePdf(text) : await writeDocx(text.map((one) => ({ text: one }))));
      return { name: `${numberOf(n)}.${made === null && isPdf ? 'pdf' : 'docx'}`, mimeType: 'application/octet-stream', buffer };
    }),
  );
}

/**
 * The story of one officer: her interactions, the words of passages that she reads before she confirms them, and the seconds that passed, in all and while files were
 * sent and read. A script does not read: `minutesOf` says what a person would need besides.
 */
async function tell(page: Page, texts: (typeof WORDS)['en' | 'fr']) {
  let interactions = 0;
  const act = async (step: Promise<unknown>) => {
    interactions++;
    await step;
  };
  const click = async (what: Locator) => {
    await act(what.click());
    await quiet(page);
  };
  const table = { name: 'contracts.xlsx', mimeType: 'application/octet-stream', buffer: await sheet() };
  const files = await folder();
  const began = performance.now();
  await page.goto('/desk/contracts');
  await settle(page);
  await click(page.getByRole('button', { name: texts.import }));
  await act(page.locator('input[type=file]').setInputFiles(table));
  await click(page.getByRole('button', { name: texts.apply }));
  await click(page.getByRole('link', { name: texts.files }).first());
  const sent = performance.now();
  await act(page.locator('input[type=file]').setInputFiles(files));
  await page.getByText(texts.read).waitFor({ timeout: WAIT_TIMEOUT_MS });
  const read = performance.now();
  const yes = page.getByRole('button', { name: texts.yes });
  await yes.first().waitFor();
  const passages = page.locator('section').filter({ has: yes }).first();
  const words = await passages.evaluate((section) => {
    const copy = section.cloneNode(true) as HTMLElement;
    // As in the model: the decision at a button has its own time.
    for (const button of copy.querySelectorAll('button')) button.remove();
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (texts.nextNode() !== null) count += texts.currentNode.textContent?.match(/\S+/g)?.length ?? 0;
    return count;
  });
  const questions = await yes.count();
  for (let left = await yes.count(); left > 0; left--) {
    await click(yes.first());
    await expect.poll(() => yes.count()).toBe(left - 1);
  }
  await click(page.getByRole('button', { name: texts.confirm }));
  await click(page.locator('main').getByRole('link', { name: texts.contracts, exact: true }));
  await click(page.getByRole('link', { name: texts.coverage, exact: true }).first());
  await page.getByRole('table', { name: texts.gaps }).getByRole('link', { name: /^GAP-/ }).first().waitFor();
  const minutes = minutesOf({ ...NO_EFFORT, actions: interactions, questions, words });
  return { interactions, seconds: (performance.now() - began) / 1000, readSeconds: (read - sent) / 1000, words, minutes };
}

test.each(CONTRACTS > 20 ? (['en'] as const) : (['fr'] as const))(
  `5f: an officer with ${CONTRACTS} contracts and ${CONTRACTS} files reaches the list of what they lack in at most ${MOST_INTERACTIONS} interactions (%s)`,
  async (locale) => {
    const desk = await deskOf('Eva Torrin');
    await visit({ address: inject('exercise').address, as: accountOf('Eva Torrin') }, async (page) => {
      if (locale === 'fr') {
        await page.goto('/desk/contracts');
        await settle(page);
        await changeToFrench(page);
      }
      const told = await tell(page, WORDS[locale]);
      reportStory('gaps', told);
      expect(told.interactions).toBeLessThanOrEqual(MOST_INTERACTIONS);
      const { rows } = await desk.call<{ rows: { number: string }[] }>('GET', 'contract-gaps?most=1000');
      const lacking = rows.map(({ number }) => number).filter((number) => number.startsWith('GAP-'));
      expect(lacking.toSorted()).toEqual(
        Array.from({ length: CONTRACTS }, (_, n) => n)
          .filter(isOwn)
          .map(numberOf),
      );
    });
    // Other stories count the contracts of this party.
    const { drops } = await desk.call<{ drops: { dropId: string; files: number }[] }>('GET', 'contract-drops');
    await desk.call('POST', `contract-drops/${drops[0]!.dropId}/undo`, {}, drops[0]!.files);
    const { grants } = await desk.call<{ grants: { party: { id: string } }[] }>('GET', 'session');
    const imports = `contract-imports?partyId=${grants[0]!.party.id}`;
    const { items } = await desk.call<{ items: { id: string; version: number }[] }>('GET', imports);
    await desk.call('POST', `contract-imports/${items[0]!.id}/undo`, { reason: 'A story' }, items[0]!.version);
  },
);
