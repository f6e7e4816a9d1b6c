import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILLER_DE, FILLER_EN, FILLER_FR } from '../fixtures/filler.ts';
import { FAR_EN } from '../fixtures/texts-far.ts';
import { LEAST_EN, LEAST_FR, type Variant } from '../fixtures/texts-least.ts';
import { checkText, type ProvisionState } from './check/check-text.ts';
import type { ContractText } from './document/contract-text.ts';
import { type ClauseSet, DamagedSet, readSet, SHIPPED_SETS } from './sets/load-set.ts';

const LEAST = SHIPPED_SETS.get('least-5f')!;
const FAR = SHIPPED_SETS.get('far-52.222-50')!;
const BAN = 'The Contractor shall not engage in trafficking in human beings.';

const textOf = (...paragraphs: string[]): ContractText => ({
  title: null,
  pages: 1,
  paragraphs: paragraphs.map((text) => ({ page: 1, place: 'body', level: null, runs: [{ text }] })),
  scannedPages: [],
  embedded: 0,
});
const statesOf = (text: ContractText, set: ClauseSet = LEAST) => checkText(text, set).map(({ state }) => state);

describe('5f: what a contract says', () => {
  const [P, D, M] = ['present', 'differs-in-substance', 'missing'] as const;
  test.for<[readonly ProvisionState[], string]>([
    [[P, P, M], 'The Contractor shall not engage in, support or facilitate trafficking in human beings.'],
    [[P, M, M], 'Trafficking in human beings is strictly prohibited.'],
    [[P, M, M], 'The Supplier warrants that neither it nor its affiliates is engaged in trafficking in persons.'],
    [[M, M, M], 'Trafficking in human beings is a grave crime. The Contractor shall deliver the goods on time.'],
    [[D, M, M], 'The Contractor shall not be prohibited from engaging in trafficking in human beings.'],
    [[D, M, M], 'The Contractor shall not engage in trafficking in human beings unless the site manager agrees.'],
    [[M, M, M], 'The Contractor shall report any employee who has engaged in trafficking in persons.'],
    [[M, M, M], 'Failure to deliver on time shall lead to liquidated damages and termination.'],
    [[M, M, D], 'Failure to comply with this clause on trafficking in persons shall not result in sanctions.'],
    [[P, M, M], 'Le contractant s’engage à ne pas se livrer à la traite d’êtres humains.'],
    [[D, M, M], 'Le contractant devrait s’abstenir de participer à la traite des êtres humains.'],
    [[D, M, M], 'Il n’est pas interdit au contractant de participer à la traite des êtres humains.'],
    [[M, M, M], 'La traite des êtres humains est un crime. Le titulaire livre les fournitures à la date prévue.'],
  ])('%s: %s', ([expected, text]) => {
    expect(statesOf(textOf(text))).toEqual(expected);
  });

  test('an item of a list is read with the words that lead in to the list, and not with those of another', () => {
    const list = ['The Contractor shall not:', '(a) engage in trafficking in human beings;', '(b) facilitate trafficking in human beings.'];
    expect(statesOf(textOf(...list))).toEqual([P, P, M]);
    expect(
      statesOf(
        textOf(
          '1. The Contractor shall not:',
          '(a) smoke in stores.',
          '2. The police may ask about those who:',
          '(a) engage in trafficking in human beings.',
        ),
      ),
    ).toEqual([M, M, M]);
  });
});

describe('5f: what a change of a contract does to the check', () => {
  // A set with the ways to write its provisions. FAR 52.222-50 has titles in French and no words of the clause.
  const WRITTEN = [
    ['the least set in English', LEAST, LEAST_EN],
    ['the least set in French', LEAST, LEAST_FR],
    ['FAR 52.222-50', FAR, FAR_EN],
  ] as const;
  /** Forms of a provision that do not bind as it does. */
  const weakerThan = ({ negated, weakened }: Variant) => [negated, ...weakened];

  test.for(WRITTEN)('text that is added never removes a provision that was found: %s', ([, set, texts]) => {
    const variants = Object.values(texts).flat();
    const other = [...FILLER_EN, ...FILLER_FR, ...variants.flatMap(weakerThan)];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(variants, { minLength: 1, maxLength: 3 }),
        fc.array(fc.record({ text: fc.constantFrom(...other), at: fc.nat(8) }), { maxLength: 8 }),
        (kept, added) => {
          // Provisions that are together may point to each other: "this clause". Their numbers say which.
          const before = kept.map(({ as }, at) => (kept.length === 1 ? as : `12.${at + 1} ${as}`));
          const after = added.reduce((lines, { text, at }) => lines.toSpliced(at, 0, text), before);
          const now = statesOf(textOf(...after), set);
          statesOf(textOf(...before), set).forEach((state, index) => {
            if (state === 'present') expect(now[index], after.join('\n')).toBe('present');
          });
        },
      ),
      { numRuns: 24 },
    );
  });

  test.for(WRITTEN)('provisions that are deleted, or weakened in their place, always show: %s', ([, set, texts]) => {
    const ids = set.provisions.map(({ id }) => id);
    const filler = texts === LEAST_FR ? FILLER_FR : FILLER_EN;
    fc.assert(
      fc.property(
        fc.subarray(ids, { minLength: 1, maxLength: Math.ceil(ids.length / 2) }),
        fc.nat(11),
        fc.array(fc.constantFrom(...filler), { maxLength: 3 }),
        (gone, seed, around) => {
          const clause = ids.flatMap((id) => {
            const variant = texts[id]![seed % texts[id]!.length]!;
            return gone.includes(id) ? ['', ...weakerThan(variant)].slice(seed % 3)[0] || [] : variant.as;
          });
          const states = statesOf(textOf(...around, ...clause), set);
          const present = ids.filter((_, at) => states[at] === 'present');
          expect(
            present.filter((id) => gone.includes(id)),
            clause.join('\n'),
          ).toEqual([]);
          expect(present.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('“this clause” is all of the numbered clause in which it is, and not the clause before it', () => {
    const list = FILLER_EN.slice(8, 14).map((text, at) => `12.${at + 2} ${text}`);
    const notify = (number: string) => [`12.1 ${BAN}`, ...list, `${number} ${FAR_EN.d![0]!.as}`];
    const at = FAR.provisions.findIndex(({ id }) => id === 'd');
    expect(statesOf(textOf(...notify('12.8')), FAR)[at]).toBe('present');
    expect(statesOf(textOf(...notify('13.1')), FAR)[at]).toBe('missing');
  });

  test('a language that is not checked, and pages that were not read, are never called missing', () => {
    expect(statesOf(textOf(...FILLER_DE, ...FILLER_DE))).toEqual(['other-language', 'other-language', 'other-language']);
    expect(statesOf(textOf(...FILLER_FR, ...FILLER_FR), FAR).every((state) => state === 'other-language')).toBe(true);
    expect(statesOf({ ...textOf(...FILLER_EN, BAN), scannedPages: [2] })).toEqual(['present', 'not-readable', 'not-readable']);
  });
});

describe('5f: clause sets', () => {
  test('a provision has the version of the wording that the contract has, also where the contract changes it in substance', () => {
    const of = (year: number, text: string) => ({ language: 'en', version: `JAN ${year}`, text });
    const own = readSet({
      ...{ id: 'own', title: { en: 'Own' }, version: '1', source: 'ours' },
      provisions: [
        {
          ...{ id: 'papers', title: { en: 'Papers' } },
          wordings: [
            of(2015, 'The contractor shall not take away the passport of any of its employees for whatever reason.'),
            of(2021, 'The contractor shall neither destroy nor conceal nor confiscate immigration documents of those whom it hires.'),
          ],
        },
      ],
    });
    const wordingIn = (text: string) => checkText(textOf(text), own).map(({ state, wording }) => [state, wording]);
    const [first, second] = own.provisions[0]!.wordings.map(({ text }) => text);
    expect(wordingIn(first!)).toEqual([['present', 'JAN 2015']]);
    expect(wordingIn(second!)).toEqual([['present', 'JAN 2021']]);
    expect(wordingIn(first!.replace('not ', ''))).toEqual([['differs-in-substance', 'JAN 2015']]);
    expect(wordingIn(FILLER_EN[0]!)).toEqual([['missing', null]]);
  });

  test('a clause set of one’s own is checked by its wording, and a damaged one names each fault', () => {
    const own = readSet({
      id: 'own',
      title: { en: 'Own' },
      version: '1',
      source: 'ours',
      provisions: [
        {
          id: 'a',
          title: { en: 'Hands' },
          wordings: [{ language: 'en', text: 'The caterer shall wash all hands and every table before each of the meals of the day.' }],
        },
      ],
    });
    expect(statesOf(textOf('(c) The caterer must wash all hands and every table before each of the meals of the day.'), own)).toEqual([
      'present',
    ]);
    expect(statesOf(textOf('The caterer shall not wash all hands and every table before each of the meals of the day.'), own)).toEqual([
      'differs-in-substance',
    ]);
    expect(() =>
      readSet({ id: 'own', title: { en: 'Own' }, version: '1', source: 'x', provisions: [{ id: 'A b', title: { en: 'T' } }] }),
    ).toThrow(DamagedSet);
    expect(() =>
      readSet({
        id: 'o',
        title: { en: 'O' },
        version: '1',
        source: 'x',
        provisions: [{ id: 'a', title: { en: 'T' }, rule: { who: { en: ['@nobody'] }, must: 'must', what: { en: [['x']] } } }],
      }),
    ).toThrow(/@nobody/);
  });
});
