import { dirname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { byOcr } from '../clauses/by-ocr.ts';
import { type CheckedProvision, checkText } from '../clauses/check/check-text.ts';
import { type ContractText, shownIn } from '../clauses/document/contract-text.ts';
import { findOcr, type Ocr } from '../clauses/document/ocr.ts';
import { countPages, readContract } from '../clauses/document/read-contract.ts';
import { wordsOf } from '../clauses/language/words.ts';
import type { ClauseSet } from '../clauses/sets/clause-set.schema.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { linksOf } from './links.rules.ts';
import { passageOf } from './passage.rules.ts';
import { contractsNamed, dayOn } from './place.rules.ts';
import type { ReadAnswer, ToRead } from './read-thread.ts';

// The thread that reads dropped files, one after the other.
// Looked for once, here: the program that is asked for its languages would stop requests in the main thread.
let ocr: Ocr | null | undefined;
const FIRST_PAGE_CHARACTERS = 4_000;
const LABELS = /\((?:[a-z]|[ivx]{1,5}|[A-Z]|\d{1,2})\)/g;
const plain = (text: string) =>
  ` ${wordsOf(text.replace(LABELS, ' '))
    .map(({ word }) => word)
    .join(' ')} `;

parentPort!.on('message', async (asked: ToRead) => {
  parentPort!.postMessage(await answer(asked));
});

async function answer({ path, name, contracts, sets: own, isOnlyOpened, unread }: ToRead): Promise<ReadAnswer> {
  if (isOnlyOpened === true && unread === undefined) {
    const pages = await countPages(path).catch(() => 'damaged' as const);
    return { ...NOTHING_READ, ...(typeof pages === 'string' ? { unread: pages, pages: null } : { unread: null, pages }) };
  }
  const text = unread ?? (await readContract(path, ocrBeside(path)).catch(() => 'damaged' as const));
  const numbers = contracts.map(([number]) => number);
  if (typeof text === 'string') {
    const named = contractsNamed(name, '', numbers);
    const checks = setsFor(named, contracts, own).map(({ id, version, provisions }) => ({
      ...{ setId: id, version },
      findings: provisions.map((one) => ({ ...NOTHING, provision: one.id, difference: text })),
    }));
    return { ...NOTHING_READ, unread: text, pages: null, named, checks };
  }
  const shown = shownIn(text, 'accepted');
  const first = shown
    .filter(({ page }) => page === null || page === shown[0]?.page)
    .map((paragraph) => paragraph.text)
    .join('\n')
    .slice(0, FIRST_PAGE_CHARACTERS);
  const named = contractsNamed(name, first, numbers);
  const words = plain(shown.map((paragraph) => paragraph.text).join('\n'));
  const sets = setsFor(named, contracts, own);
  const checks = sets.map((set) => ({
    ...{ setId: set.id, version: set.version },
    findings: checkText(text, set).map((one) => findingOf(byOcr(one, text.ocrPages ?? []), set, text, words)),
  }));
  return {
    ...{
      unread: null,
      title: titleOf(text, shown),
      dated: dayOn(first),
      pages: text.pages,
      scanned: text.scannedPages.length,
      ocrPages: text.ocrPages ?? [],
      links: linksOf(text, sets),
      named,
      checks,
    },
  };
}

/** What reads pictures, where the machine has it. It puts them next to the file, in the folder that is deleted with it. */
function ocrBeside(path: string): Ocr | null {
  if (ocr === undefined) ocr = findOcr('');
  return ocr === null ? null : { ...ocr, folder: dirname(path) };
}

const NOTHING_READ = { title: null, dated: null, scanned: 0, ocrPages: [], links: null, named: [], checks: [] } as const;
const NOTHING = { state: 'not-readable', page: null, quote: null, confidence: null, wording: null, alike: false, passage: null } as const;

/** The set of the contract that is named; all sets where none or several are, so that a person can name it later, when the file is gone. */
function setsFor(named: readonly string[], contracts: ToRead['contracts'], own: readonly ClauseSet[]): readonly ClauseSet[] {
  const owed = new Set(contracts.filter(([number]) => named.length !== 1 || number === named[0]).map(([, set]) => set));
  return [...SHIPPED_SETS.values(), ...own].filter(({ id }) => owed.has(id));
}

function findingOf(
  { id, state, page, quote, confidence, difference, wording }: CheckedProvision,
  set: ClauseSet,
  text: ContractText,
  words: string,
) {
  const wordings = set.provisions.find((one) => one.id === id)?.wordings ?? [];
  // A person compares each passage of a picture with the page.
  const isPicture = page !== null && (text.ocrPages ?? []).includes(page);
  const alike = state === 'present' && !isPicture && wordings.some((wording) => words.includes(plain(wording.text)));
  return {
    provision: id,
    state,
    page,
    quote,
    confidence,
    difference,
    wording,
    alike,
    passage: quote === null ? null : passageOf(text, quote),
  };
}

function titleOf({ title }: ContractText, shown: readonly { text: string }[]): string | null {
  const line = title ?? shown.find(({ text }) => wordsOf(text).length >= 2)?.text ?? null;
  return line === null ? null : line.replace(/\s+/g, ' ').trim().slice(0, 300) || null;
}
