import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideReach, RELEASES, releasesFrom } from '../answers/release.rules.ts';
import { RETURN_STATES } from '../return.rules.ts';
import { publicFigures } from './public-figures.rules.ts';
import { viewPublicSections } from './public-view.ts';

describe('publicFigures', () => {
  it.each([
    ['nothing small', [120, 40], [120, 40]],
    ['a small one', [120, 3], [120, null]],
    ['a zero is shown', [120, 0], [120, 0]],
    ['the rest of two would be small: deployed and trained', [1000, 995], [1000, null]],
    ['the same twice leaves nothing', [1000, 1000], [1000, 1000]],
    ['a total and its parts would reveal the hidden one', [50, 30, 15, 5], [50, 30, null, null]],
    ['parts in any order', [5, 15, 30, 50], [null, null, 30, 50]],
    ['no figure', [], []],
  ])('hides figures: %s', (_, figures, shown) => expect(publicFigures(figures, 10)).toEqual(shown));

  it('shows no small figure, and none that others would reveal', () => {
    const figures = fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 5000 })), { maxLength: 8 });
    fc.assert(
      fc.property(figures, fc.integer({ min: 2, max: 12 }), (counts, smallest) => {
        const shown = publicFigures(counts, smallest);
        const left = shown.flatMap((count, at) => (count === null ? [] : [{ count, at }]));
        for (const { count, at } of left) expect([0, counts[at]]).toContain(count === 0 ? 0 : count);
        const sums = (parts: typeof left): number[] => {
          let all = [0];
          for (const { count } of parts) all = all.concat(all.map((sum) => sum + count));
          return all;
        };
        for (const { count, at } of left)
          for (const sum of sums(left.filter((one) => one.at !== at))) {
            const rest = count - sum;
            expect(rest > 0 && rest < smallest).toBe(false);
          }
      }),
    );
  });

  it('compares the figures of one section, and hides the note of a hidden figure', () => {
    const both = (text: string) => ({ en: text, fr: text });
    const count = (id: string, unit: string) => ({
      id,
      text: both(id),
      type: 'count' as const,
      unit: both(unit),
      obligations: ['P5a.1'] as [string],
      evidence: 'EV-LAW',
      knows: 'last' as const,
    });
    const answerTo = (questionId: string, value: number | 'nil') => ({
      questionId,
      choice: 'changed' as const,
      value,
      note: `note of ${questionId}`,
      documentId: 'a document',
      page: '4',
    });
    const section = {
      id: 's',
      title: both('S'),
      why: both('W'),
      who: [],
      questions: [count('deployed', 'people'), count('trained', 'people'), count('cases', 'cases'), count('places', 'places')],
    };
    const other = { ...section, id: 'unreleased' };
    const answers = [answerTo('deployed', 1000), answerTo('trained', 900), answerTo('cases', 895), answerTo('places', 40)];
    const [shown, ...more] = viewPublicSections({ sections: [other, section] }, [{ id: 's', release: 'public', answers }], 10);
    expect(more).toEqual([]);
    expect(shown!.answers.map(({ value, leftOut, note }) => [value, leftOut, note])).toEqual([
      [1000, false, 'note of deployed'],
      [900, false, 'note of trained'],
      [null, true, null],
      [40, false, 'note of places'],
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/895|note of cases|a document/);
  });
});

describe('decideReach', () => {
  it('narrows a section at any time after the start, and widens it only while the return is answered', () => {
    for (const state of RETURN_STATES)
      for (const from of RELEASES)
        for (const to of RELEASES) {
          const narrower = RELEASES.indexOf(to) <= RELEASES.indexOf(from);
          const may = state === 'answering' || (state !== 'open' && narrower);
          expect(decideReach(state, from, to).accepted, `${state}: ${from} to ${to}`).toBe(may);
          expect(releasesFrom(state, from).includes(to)).toBe(may);
        }
  });
});
