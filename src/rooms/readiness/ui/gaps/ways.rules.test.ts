import { expect, test } from 'vitest';
import { classesFor } from './ways.rules.ts';

const one = { partyId: 'p', modules: ['G', 'R1'], startsOn: '2026-12-01', endsOn: '2026-12-15', closedAt: null as string | null };
const gap = { partyId: 'p', module: 'G' };

test('classesFor offers open classes of the party that teach the module, the earliest first', () => {
  const earlier = { ...one, startsOn: '2026-11-20' };
  const others = [
    { ...one, partyId: 'q' },
    { ...one, modules: ['S1'] },
    { ...one, closedAt: '2026-11-28T10:00:00Z' },
    { ...one, startsOn: '2026-11-01', endsOn: '2026-11-28' },
  ];
  expect(classesFor([...others, one, earlier], gap, '2026-11-29')).toEqual([earlier, one]);
  // On its last day a class still takes people.
  expect(classesFor([one], gap, '2026-12-15')).toEqual([one]);
});
