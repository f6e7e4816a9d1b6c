import { describe, expect, test } from 'vitest';
import { decideOpening, type OpeningFacts, stepsDone, stepsOf } from './opening.rules.ts';

const TODAY = '2026-12-01';
const reader = (number: number, nation: string, ...unit: string[]) => ({ number, nation, unit: [nation, ...unit] });
const ready: OpeningFacts = {
  readers: [reader(1, 'XC', '1 Bn'), reader(2, 'XC', '2 Bn')],
  trained: [1, 2],
  limits: { statedOn: '2026-11-20' },
  list: { validUntil: '2027-02-01', readers: [1, 2] },
  test: [1, 2],
  notices: [1, 2],
  isMultinational: false,
};
const codeOf = (more: Partial<OpeningFacts>) => {
  const decision = decideOpening({ ...ready, ...more }, TODAY);
  return decision.accepted ? 'accepted' : decision.code;
};

describe('decideOpening (5e)', () => {
  test('accepts a channel whose steps are all done', () => {
    expect(codeOf({})).toBe('accepted');
  });

  test.each([
    ['one reader', { readers: ready.readers.slice(0, 1) }, 'reports/readers-too-close'],
    ['readers of one nation for an operation', { isMultinational: true }, 'reports/readers-too-close'],
    ['a listed reader without the module', { trained: [1] }, 'reports/readers-not-trained'],
    ['no limits stated by a legal adviser', { limits: null }, 'reports/no-limits'],
    ['no list', { list: null }, 'reports/list-out-of-date'],
    ['a list that ended yesterday', { list: { validUntil: '2026-11-30', readers: [1, 2] } }, 'reports/list-out-of-date'],
    [
      'a list that names a reader who was removed',
      { list: { validUntil: '2027-02-01', readers: [1, 2, 3] }, trained: [1, 2, 3] },
      'reports/list-out-of-date',
    ],
    ['a reader who confirmed no test notice', { notices: [1] }, 'reports/notices-not-tested'],
    ['a test report that one reader opened', { test: [1] }, 'reports/test-not-read'],
    ['a test report opened by a reader whom the list does not name', { test: [1, 9] }, 'reports/test-not-read'],
  ] as [string, Partial<OpeningFacts>, string][])('refuses with %s', (_name, more, code) => {
    expect(codeOf(more)).toBe(code);
  });
});

describe('stepsDone (5e)', () => {
  test('finds nothing done for a new draft, and looks at all who joined before there is a list', () => {
    expect(stepsDone({ ...ready, readers: [], trained: [], limits: null, list: null, test: [], notices: [] }, TODAY)).toEqual([]);
    expect(stepsDone({ ...ready, list: null, test: [], trained: [1], notices: [1] }, TODAY)).toEqual(['readers', 'limits']);
    expect(stepsDone({ ...ready, list: null, test: [] }, TODAY)).toEqual(['readers', 'training', 'limits', 'notices']);
  });

  test('asks no test notice where the installation sends no mail, and does not call it done', () => {
    const facts = { ...ready, notices: null };
    expect([stepsOf(facts), stepsDone(facts, TODAY)]).toEqual([['readers', 'training', 'limits', 'list', 'test'], stepsOf(facts)]);
    expect(decideOpening(facts, TODAY).accepted).toBe(true);
  });

  test('asks no training of a reader who joined and is not listed yet', () => {
    expect(stepsDone({ ...ready, readers: [...ready.readers, reader(3, 'XC', '3 Bn')] }, TODAY)).toContain('training');
  });
});
