import { expect, test } from 'vitest';
import { waitsFor } from './hand-over.rules.ts';

test('waitsFor names the commanders whose signature a board lacks, and nobody once both signed', () => {
  expect(waitsFor([])).toBe('both');
  expect(waitsFor([{ side: 'outgoing' }])).toBe('incoming');
  expect(waitsFor([{ side: 'incoming' }])).toBe('outgoing');
  expect(waitsFor([{ side: 'incoming' }, { side: 'outgoing' }])).toBeNull();
});
