import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILLER_DE, FILLER_EN, FILLER_FR } from '../fixtures/filler.ts';
import { LEAST_EN } from '../fixtures/texts-least.ts';
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
  const variants = Object.values(LEAST_EN).flat();

  test('text that is added never removes a provision that was found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...variants),
        fc.array(fc.constantFrom(...FILLER_EN, ...FILLER_FR, ...variants.flatMap(({ negated, weakened }) => [negated, ...weakened])), {
          maxLength: 8,
        }),
        fc.nat(),
        ({ as }, added, at) => {
          const alone = statesOf(textOf(as));
          const more = [...added.slice(0, at % (added.length + 1)), as, ...added.slice(at % (added.length + 1))];
          const now = statesOf(textOf(...more));
          alone.forEach((state, index) => {
            if (state === 'present') expect(now[index], more.join('\n')).toBe('present');
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a provision that is deleted always shows', () => {
    const ids = Object.keys(LEAST_EN);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.nat(5), fc.array(fc.constantFrom(...FILLER_EN), { maxLength: 6 }), (gone, seed, filler) => {
        const clauses = ids.filter((id) => id !== gone).map((id) => LEAST_EN[id]![seed % LEAST_EN[id]!.length]!.as);
        const states = statesOf(textOf(...filler, ...clauses));
        expect(states[LEAST.provisions.findIndex(({ id }) => id === gone)]).not.toBe('present');
      }),
      { numRuns: 60 },
    );
  });

  test('a language that is not checked, and pages that were not read, are never called missing', () => {
    expect(statesOf(textOf(...FILLER_DE, ...FILLER_DE))).toEqual(['other-language', 'other-language', 'other-language']);
    expect(statesOf(textOf(...FILLER_FR, ...FILLER_FR), FAR).every((state) => state === 'other-language')).toBe(true);
    expect(statesOf({ ...textOf(...FILLER_EN, BAN), scannedPages: [2] })).toEqual(['present', 'not-readable', 'not-readable']);
  });
});

describe('5f: clause sets', () => {
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
