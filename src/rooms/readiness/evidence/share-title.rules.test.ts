import { expect, test } from 'vitest';
import { translateReadiness } from '../texts.ts';
import { figuresOf, withoutSmall } from './share-title.rules.ts';

test('figuresOf reads what the title of measured training states, with and without a remark on the strength', () => {
  const figure = translateReadiness('en', 'evidence.EV-TRN.title', { done: 1234, persons: 1300 });
  expect(figuresOf(figure)).toEqual({ ready: 1234, persons: 1300 });
  expect(figuresOf(translateReadiness('en', 'evidence.title.below', { figure, percent: 80 }))).toEqual({ ready: 1234, persons: 1300 });
  expect(figuresOf('Training plan of 2026')).toBeUndefined();
});

test('withoutSmall leaves out a number below the smallest, and one from which it follows', () => {
  const shown = (ready: number, persons: number) => withoutSmall({ ready, persons }, 5);
  expect(shown(40, 50)).toEqual({ ready: 40, persons: 50 });
  expect(shown(48, 50)).toEqual({ ready: null, persons: 50 });
  expect(shown(3, 50)).toEqual({ ready: null, persons: 50 });
  expect(shown(0, 50)).toEqual({ ready: 0, persons: 50 });
  expect(shown(50, 50)).toEqual({ ready: 50, persons: 50 });
  expect(shown(4, 4)).toEqual({ ready: null, persons: null });
});
