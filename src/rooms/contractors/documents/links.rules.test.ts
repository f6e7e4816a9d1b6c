import { describe, expect, it } from 'vitest';
import type { ContractText } from '../clauses/document/contract-text.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { DocumentLinks, type FoundAlone, linksOf, resolveFindings } from './links.rules.ts';

const LEAST = SHIPPED_SETS.get('least-5f')!;
const textOf = (...lines: string[]): ContractText => ({
  ...{ title: null, pages: 1, scannedPages: [], embedded: 0 },
  paragraphs: lines.map((text) => ({ page: 1, place: 'body', level: null, runs: [{ text }] })),
});
const found = (document: string, state: FoundAlone['state'], lines: string[], decided: FoundAlone['state'] | null = null): FoundAlone => ({
  ...{ document, state, decided, provision: 'engaging', page: state === 'missing' ? null : 1, quote: state === 'missing' ? null : 'Quote' },
  ...{
    enteredQuote: null,
    enteredPage: null,
    difference: null,
    wording: null,
    decidedAt: null,
    confidence: 0.9,
    version: 1,
    setId: 'least-5f',
    file: `${document}.pdf`,
  },
  // As the database gives it back.
  links: DocumentLinks.parse(JSON.parse(JSON.stringify(linksOf(textOf(...lines), [LEAST])))),
});
const GENERAL = ['General Conditions of the Agency (March 2024)', 'Payment is due within thirty days.'];
const TAKING = ['Contract 27', 'The General Conditions of the Agency (March 2024) form part of this contract.'];
const OVERRULED = ['Contract 27', 'In case of conflict, the General Conditions of the Agency shall prevail over this contract.'];
const stateOf = (...all: FoundAlone[]) => stateWith([], ...all);
const stateWith = (general: readonly FoundAlone[], ...all: FoundAlone[]) => {
  const { state, difference } = resolveFindings(all, 'least-5f', general)[0]!;
  return [state, difference];
};

describe('resolveFindings', () => {
  it('resolves a reference by title and date among the documents of a contract', () => {
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'present', GENERAL))).toEqual([
      'by-reference',
      'in general.pdf, page 1',
    ]);
    const worded = { ...found('general', 'present', GENERAL), wording: 'MAR 2024' };
    expect(resolveFindings([found('contract', 'missing', TAKING), worded], 'least-5f')[0]).toMatchObject({ wording: 'MAR 2024' });
    const older = ['Contract 27', 'The General Conditions of the Agency (June 2019) form part of this contract.'];
    expect(stateOf(found('contract', 'missing', older), found('general', 'present', GENERAL))).toEqual(['reference-not-resolved', null]);
    expect(stateOf(found('contract', 'missing', TAKING))).toEqual(['reference-not-resolved', null]);
    expect(stateOf(found('contract', 'missing', ['Contract 27', 'Kitchens.']), found('general', 'present', GENERAL))).toEqual([
      'missing',
      null,
    ]);
  });

  it('lets a document that prevails decide, and what a person denied there count as denied', () => {
    expect(stateOf(found('contract', 'present', OVERRULED), found('general', 'differs-in-substance', GENERAL))[0]).toBe(
      'differs-in-substance',
    );
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'present', GENERAL, 'differs-in-substance'))[0]).toBe(
      'differs-in-substance',
    );
  });

  it('says what a document that is taken over lacks or changes', () => {
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'missing', GENERAL))).toEqual(['missing', null]);
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'differs-in-substance', GENERAL))).toEqual([
      'differs-in-substance',
      'in general.pdf, page 1',
    ]);
    expect(stateOf(found('contract', 'missing', TAKING), found('general', 'not-readable', GENERAL))[0]).toBe('not-readable');
    // With the words of that document, not with the line that takes it over.
    const [struck] = resolveFindings([found('contract', 'missing', TAKING), found('general', 'struck-out', GENERAL)], 'least-5f');
    expect(struck).toMatchObject({ resolved: 'struck-out', quote: 'Quote', page: null });
  });

  it('keeps what a person decided with what the program says, and resolves nothing where nothing of the document was kept', () => {
    const [one] = resolveFindings([found('contract', 'missing', TAKING, 'missing'), found('general', 'present', GENERAL)], 'least-5f');
    expect(one).toMatchObject({ decided: 'missing', resolved: 'by-reference', quote: TAKING[1] });
    const before = { ...found('contract', 'missing', TAKING), links: null };
    expect(stateOf(before, found('general', 'present', GENERAL))).toEqual(['missing', null]);
  });
});

describe('resolveFindings with general conditions of the party', () => {
  const taking = (version: string) =>
    found('contract', 'missing', ['Contract 27', `The general conditions ${version}apply to this contract.`]);
  const of = (year: string, state: FoundAlone['state'] = 'present') =>
    found(`general-${year}`, state, [`General Conditions of the Agency, edition ${year}`, 'They replace those of 2019.']);

  it('resolves a reference by title and by year or date, and by both where two versions are loaded', () => {
    expect(stateWith([of('2024')], taking('of 2024 '))).toEqual(['by-reference', 'in general-2024.pdf, page 1']);
    expect(stateWith([of('2022'), of('2024')], taking('of 2024 '))).toEqual(['by-reference', 'in general-2024.pdf, page 1']);
    expect(stateWith([of('2022'), of('2024')], taking('of 2019 '))).toEqual(['reference-not-resolved', null]);
    expect(stateWith([found('general', 'present', GENERAL)], found('contract', 'missing', TAKING))[0]).toBe('by-reference');
  });

  it('does not guess which version a reference without a date means, unless all have the provision', () => {
    expect(stateWith([of('2022', 'missing'), of('2024')], taking(''))).toEqual([
      'reference-not-resolved',
      'several files may be meant: general-2022.pdf, general-2024.pdf',
    ]);
    expect(stateWith([of('2022'), of('2024')], taking(''))[0]).toBe('by-reference');
  });

  it('takes the documents of the contract itself first, and none that the contract does not name', () => {
    const own = found('own', 'differs-in-substance', ['General Conditions of the Agency, edition 2024', 'Ours.']);
    expect(stateWith([of('2024')], taking('of 2024 '), own)).toEqual(['differs-in-substance', 'in own.pdf, page 1']);
    expect(stateWith([of('2024')], found('contract', 'missing', ['Contract 27', 'Kitchens.']))).toEqual(['missing', null]);
    expect(stateWith([of('2024', 'differs-in-substance')], found('contract', 'present', OVERRULED))[0]).toBe('differs-in-substance');
  });

  it('says what the program resolved, and from which document, with what a person decided', () => {
    const one = found('contract', 'missing', ['Contract 27', 'The general conditions of 2024 apply.'], 'present');
    expect(resolveFindings([one], 'least-5f', [of('2024')])).toMatchObject([
      { decided: 'present', resolved: 'by-reference', source: 'general-2024' },
    ]);
    expect(resolveFindings([one], 'least-5f')).toMatchObject([{ decided: 'present', resolved: 'reference-not-resolved', source: null }]);
  });

  it('reads no version in the number of a contract', () => {
    const numbered = found('contract', 'missing', ['Contract 27', 'The general conditions apply to order de 2025-0170 and AQ-2025-0170.']);
    expect(stateWith([of('2024')], numbered)[0]).toBe('by-reference');
    const refused = found('contract', 'missing', ['Contract 27', 'The general conditions of the firm do not apply.']);
    expect(stateWith([of('2024')], refused)).toEqual(['missing', null]);
  });
});

describe('linksOf', () => {
  it('keeps the heading of a document, numbers and dates, and no other text of it', () => {
    const filler = Array.from({ length: 60 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}x`).join(' ');
    const { head } = linksOf(textOf('Special Conditions', filler, 'of contract 27, March 2024, secret'), [LEAST])!;
    expect(head).toMatch(/27 march 2024$/);
  });
});
