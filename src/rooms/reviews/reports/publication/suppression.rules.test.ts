import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressSmall } from './suppression.rules.ts';

describe('suppressSmall', () => {
  it.each([
    ['nothing small', [12, 20, 10], [], { total: 42, cells: [12, 20, 10] }],
    ['one small: a second is hidden with it', [25, 4, 12], [], { total: 41, cells: [25, null, null] }],
    ['two that together are still few: a third is hidden', [25, 4, 3], [], { total: 32, cells: [null, null, null] }],
    ['an empty cell is shown while another can protect', [30, 0, 2], [], { total: 32, cells: [null, 0, null] }],
    ['an empty cell is hidden if no other can protect', [0, 2], [], { total: null, cells: [null, null] }],
    ['a row of few parties shows nothing', [1, 2, 1], [], { total: null, cells: [null, null, null] }],
    ['an empty row is shown', [0, 0, 0], [], { total: 0, cells: [0, 0, 0] }],
    ['a small figure is hidden although every party in it is named', [15, 20, 3], [15, 20, 3], { total: null, cells: [null, null, null] }],
    ['known names count against the rest', [31, 0, 1], [30, 0, 0], { total: null, cells: [null, null, null] }],
  ])('hides small figures: %s', (_, cells, named, shown) => expect(suppressSmall(cells, 10, named)).toEqual(shown));

  it('shows no small rest, and no total from which one follows', () => {
    const row = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(row, fc.integer({ min: 2, max: 12 }), (pairs, smallest) => {
        const cells = pairs.map(([rest, known]) => rest + known);
        const rests = pairs.map(([rest]) => rest);
        const shown = suppressSmall(
          cells,
          smallest,
          pairs.map(([, known]) => known),
        );
        const hidden = shown.cells.flatMap((cell, index) => (cell === null ? [rests[index]!] : []));
        for (const [index, cell] of shown.cells.entries())
          if (cell !== null) expect([cell, rests[index]!].every((count) => count === 0 || count >= smallest)).toBe(true);
        // What a reader gets by subtracting all shown figures from the total.
        if (hidden.length > 0 && shown.total !== null) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(smallest);
        }
      }),
    );
  });
});
