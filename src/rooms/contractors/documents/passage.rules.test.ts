import { expect, test } from 'vitest';
import type { ContractText } from '../clauses/document/contract-text.ts';
import { passageOf } from './passage.rules.ts';

const LINES = [
  'The contractor, its employees and its subcontractors shall not engage in trafficking.',
  'The contractor, its employees and its subcontractors shall not facilitate trafficking.',
];
const text: ContractText = {
  ...{ title: null, pages: 1, scannedPages: [], embedded: 0 },
  paragraphs: LINES.map((line) => ({ page: 1, place: 'body', level: null, runs: [{ text: line }] })),
};

test('passageOf finds the paragraph of a quote among those that begin alike, and one of a longer quote by its beginning', () => {
  const quotedIn = (quote: string) => passageOf(text, quote)?.map(({ quoted }) => quoted);
  expect(quotedIn(LINES[1]!)).toEqual([false, true]);
  expect(quotedIn(`${LINES[0]} ${LINES[1]}`)).toEqual([true, false]);
  expect(quotedIn('Nothing of this is there')).toBeUndefined();
});
