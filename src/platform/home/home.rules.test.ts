import { describe, expect, it } from 'vitest';
import { type AnsweredPart, orderParts } from './home.rules.ts';

const part = (name: string, group: AnsweredPart['group'], late: number, next: string | null): AnsweredPart => ({ name, group, late, next });

describe('orderParts', () => {
  it('keeps the parts of one role in their own order even where a later one is late', () => {
    expect(orderParts([part('first', 'office', 0, null), part('second', 'office', 3, '2026-01-01')])).toEqual(['first', 'second']);
  });

  it('puts the role first in which something is late', () => {
    const parts = [part('a', 'office', 0, '2026-01-01'), part('b', 'trainers', 0, '2026-02-01'), part('c', 'auditors', 1, null)];
    expect(orderParts(parts)).toEqual(['c', 'a', 'b']);
  });

  it('then orders roles by their nearest day, and puts a role without a day last', () => {
    const parts = [
      part('none', 'auditors', 0, null),
      part('late year', 'office', 0, '2027-01-01'),
      part('soon', 'trainers', 0, '2026-03-01'),
      part('also soon', 'trainers', 0, null),
    ];
    expect(orderParts(parts)).toEqual(['soon', 'also soon', 'late year', 'none']);
  });
});
