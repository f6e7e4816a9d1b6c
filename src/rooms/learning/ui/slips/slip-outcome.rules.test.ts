import { describe, expect, test } from 'vitest';
import { Problem } from '#web/client/problem.ts';
import { addSlips, isOutcomeUnknown, NO_SLIPS, type SlipOutcome } from './slip-outcome.rules.ts';

const slip = (number: string, pin = '482913') => ({ number, pin });

describe('addSlips', () => {
  test('keeps apart slips with a PIN, and people who had a slip', () => {
    expect(addSlips(NO_SLIPS, ['XC-1', 'xc-2', 'XC-2', 'XC-3'], { accessSlips: [slip('XC-1'), slip('XC-2')], had: ['XC-3'] })).toEqual({
      slips: [slip('XC-1'), slip('XC-2')],
      withoutPin: [],
      had: ['XC-3'],
    });
  });

  test('does not show a slip as printable if its PIN was lost with the first answer', () => {
    const answered = addSlips(NO_SLIPS, ['XC-1'], { accessSlips: [slip('XC-1')], had: [] });
    const repeated = addSlips(answered, ['XC-2', 'XC-3'], { accessSlips: [], had: ['XC-3'] });
    expect(repeated).toEqual({ slips: [slip('XC-1')], withoutPin: ['XC-2'], had: ['XC-3'] });
  });

  test('keeps a shown PIN if its number is asked for again', () => {
    const before = addSlips(NO_SLIPS, ['XC-1'], { accessSlips: [slip('XC-1')], had: [] });
    expect(addSlips(before, ['XC-1'], { accessSlips: [], had: ['XC-1'] })).toEqual({ ...NO_SLIPS, slips: [slip('XC-1')], had: ['XC-1'] });
  });

  test('replaces what was known of a number by its new PIN, and not by an empty one', () => {
    const before: SlipOutcome = { slips: [slip('XC-1')], withoutPin: ['XC-2'], had: ['XC-3'] };
    const renewed = ['XC-1', 'XC-2', 'XC-3'].reduce((known, number) => {
      return addSlips(known, [number], { accessSlips: [slip(number, '111111')], had: [] });
    }, before);
    expect(renewed).toEqual({
      slips: [slip('XC-1', '111111'), slip('XC-2', '111111'), slip('XC-3', '111111')],
      withoutPin: [],
      had: [],
    });
    expect(addSlips(NO_SLIPS, ['XC-1'], { accessSlips: [slip('XC-1', '')], had: [] })).toEqual({
      slips: [],
      withoutPin: ['XC-1'],
      had: [],
    });
  });
});

test.each([
  ['an answer that did not arrive', new Problem(0, { code: 'desk/unreachable' }), true],
  ['a page of a proxy', new Problem(502, {}), true],
  ['a database lost at the commit', new Problem(503, { code: 'platform/database-lost' }), true],
  ['an unexpected error', new Problem(500, { code: 'platform/unexpected' }), true],
  ['a busy server', new Problem(503, { code: 'platform/busy' }), false],
  ['a refusal', new Problem(409, { code: 'platform/conflict' }), false],
  ['no error', null, false],
])('isOutcomeUnknown knows whether the server may have acted after %s', (_, error, unknown) => {
  expect(isOutcomeUnknown(error)).toBe(unknown);
});
