import { describe, expect, test } from 'vitest';
import { ALIKE, likeness, type Opened } from './likeness.rules.ts';

const report = (text: string, where = '', day = '2026-12-01'): Opened => ({ text, answers: where === '' ? {} : { where }, day });
const depot = report('Six men sleep behind the depot and cannot leave.', 'Amber Quay, depot');

describe('likeness (5e)', () => {
  test.each([
    ['the same place and words', report('At the depot: men who sleep there cannot leave', 'depot, Amber Quay')],
    ['accents and capitals', report('DÉPÔT: six men sleep, cannot leave', 'Âmber quay')],
    ['the same place alone', report('Il y a des gens enfermés.', 'Amber Quay depot')],
  ])('says that reports are alike which share %s', (_what, other) => {
    expect(likeness(depot, other)).toBeGreaterThanOrEqual(ALIKE);
    expect(likeness(other, depot)).toBe(likeness(depot, other));
  });

  test.each([
    ['neither place nor words', report('The cook is not paid.', 'Kitchen')],
    ['short words alone', report('She was in the bus to the sea')],
    ['no text at all', report('')],
  ])('says nothing of reports that share %s', (_what, other) => {
    expect(likeness(depot, other)).toBeLessThan(ALIKE);
  });

  test('halves where they came more than a week apart', () => {
    const later = { ...depot, day: '2026-12-09' };
    expect([likeness(depot, depot), likeness(depot, later)]).toEqual([1, 0.5]);
  });

  test('reads no answer of another shape', () => {
    expect(likeness(depot, { ...report('x'), answers: { where: { toString: null } } })).toBe(0);
  });
});
