import { describe, expect, it } from 'vitest';
import type { ContractText } from '../clauses/document/contract-text.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { DocumentLinks, type FoundHere, linksOf, resolveFindings } from './links.rules.ts';

const LEAST = SHIPPED_SETS.get('least-5f')!;
const textOf = (...lines: string[]): ContractText => ({
  ...{ title: null, pages: 1, scannedPages: [], embedded: 0 },
  paragraphs: lines.map((text) => ({ page: 1, place: 'body', level: null, runs: [{ text }] })),
});
const found = (document: string, state: FoundHere['state'], lines: string[], decided: FoundHere['state'] | null = null): FoundHere => ({
  ...{ document, state, decided, provision: 'engaging', page: state === 'missing' ? null : 1, quote: state === 'missing' ? null : 'Quote' },
  ...{ difference: null, decidedAt: null, confidence: 0.9, version: 1, file: `${document}.pdf` },
  // As the database gives it back.
  links: DocumentLinks.parse(JSON.parse(JSON.stringify(linksOf(textOf(...lines), [LEAST])))),
});
const GENERAL = ['General Conditions of the Agency (March 2024)', 'Payment is due within thirty days.'];
const TAKING = ['Contract 27', 'The General Conditions of the Agency (March 2024) form part of this contract.'];
const OVERRULED = ['Contract 27', 'In case of conflict, the General Conditions of the Agency shall prevail over this contract.'];
const stateOf = (...all: FoundHere[]) => {
  const [{ state, difference }] = resolveFindings(all, 'least-5f') as [FoundHere];
  return [state, difference];
};

describe('resolveFindings', () => {
  it('resolves a reference by title and date among the documents of a contract', () => {
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'present', GENERAL))).toEqual([
      'by-reference',
      'in general.pdf, page 1',
    ]);
    const older = ['Contract 27', 'The General Conditions of the Agency (June 2019) form part of this contract.'];
    expect(stateOf(found('contract', 'missing', older), found('general', 'present', GENERAL))).toEqual(['reference-not-resolved', null]);
    expect(stateOf(found('contract', 'missing', TAKING))).toEqual(['reference-not-resolved', null]);
    expect(stateOf(found('contract', 'missing', ['Contract 27', 'Kitchens.']), found('general', 'present', GENERAL))).toEqual([
      'missing',
      null,
    ]);
  });

  it('lets a document that prevails decide, and what a person denied there take over nothing', () => {
    expect(stateOf(found('contract', 'present', OVERRULED), found('general', 'differs-in-substance', GENERAL))[0]).toBe(
      'differs-in-substance',
    );
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'present', GENERAL, 'differs-in-substance'))[0]).toBe(
      'reference-not-resolved',
    );
  });

  it('changes nothing that a person decided, nor where nothing of the document was kept', () => {
    expect(stateOf(found('contract', 'missing', TAKING, 'missing'), found('general', 'present', GENERAL))[0]).toBe('missing');
    const before = { ...found('contract', 'missing', TAKING), links: null };
    expect(stateOf(before, found('general', 'present', GENERAL))).toEqual(['missing', null]);
  });
});

describe('linksOf', () => {
  it('keeps the heading of a document, numbers and dates, and no other text of it', () => {
    const filler = Array.from({ length: 60 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}x`).join(' ');
    const { head } = linksOf(textOf('Special Conditions', filler, 'of contract 27, March 2024, secret'), [LEAST])!;
    expect(head).toMatch(/27 march 2024$/);
  });
});
