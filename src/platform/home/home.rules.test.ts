import { describe, expect, it } from 'vitest';
import { type AnsweredPart, orderParts } from './home.rules.ts';

const part = (name: string, roles: string | string[], late: number, next: string | null): AnsweredPart => ({
  name,
  roles: [roles].flat(),
  late,
  next,
});

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

  it('shows a part of several roles once, after the question that the more urgent role asks first', () => {
    const parts = [
      part('readiness', 'leader', 0, '2026-03-01'),
      part('return', 'representative', 0, '2026-04-01'),
      part('known', ['leader', 'representative'], 2, null),
    ];
    expect(orderParts(parts)).toEqual(['readiness', 'known', 'return']);
    expect(orderParts(parts.slice(1))).toEqual(['return', 'known']);
  });

  it('shows a part that leads before all others, once', () => {
    const parts = [
      part('late', 'auditors', 2, null),
      { ...part('steps', 'office', 0, null), leads: true },
      part('clauses', 'office', 0, null),
    ];
    expect(orderParts(parts)).toEqual(['steps', 'late', 'clauses']);
  });
});
