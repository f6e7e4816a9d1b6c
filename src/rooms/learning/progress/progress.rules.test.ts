import { expect, test } from 'vitest';
import { validLesson, validModule } from '#rooms/courses/content/fixtures.ts';
import { progressIn, type Tried } from './progress.rules.ts';

const signs = ['a', 'b', 'c'].map((id) => ({ id, en: id, fr: id }));
const module = { ...validModule(['L1', 'L2']), acknowledgement: { title: { en: 'A', fr: 'A' }, sentences: signs } };
const read = { module, lessons: [validLesson('L1'), validLesson('L2')] };
const at = new Date('2026-01-01T00:00:00Z');
const tried = (more: Partial<Tried> = {}): Tried => ({
  moduleId: 'M',
  moduleVersion: 1,
  lessons: null,
  answeredAt: at,
  receivedAt: at,
  score: 50,
  passed: false,
  acknowledgedAt: null,
  forgiven: false,
  dueAgain: false,
  ...more,
});
const done = [{ lessonId: 'L1', lessonVersion: 1 }];
const passed = tried({ passed: true, score: 90 });
const signed = { ...passed, acknowledgedAt: at };
const over = { ...signed, dueAgain: true };
const later = new Date('2027-01-01T00:00:00Z');

test.each([
  ['nothing yet', [], [], 'not-begun', 3],
  ['a lesson read', done, [], 'learning', 3],
  ['a lesson of an older version', [{ lessonId: 'L1', lessonVersion: 2 }], [], 'not-begun', 3],
  ['a check drawn', done, [tried({ receivedAt: null, score: null, passed: null })], 'check-open', 3],
  ['failed once', done, [tried()], 'failed', 2],
  ['failed three times', done, [tried(), tried(), tried()], 'no-tries-left', 0],
  ['given back by the instructor', done, [1, 2, 3].map(() => tried({ forgiven: true })), 'learning', 3],
  ['failed again after that', done, [tried({ forgiven: true }), tried()], 'failed', 2],
  ['tries of another version', done, [tried({ moduleVersion: 2 })], 'learning', 3],
  ['passed', done, [tried(), passed], 'to-sign', 2],
  ['passed and signed', done, [{ ...passed, acknowledgedAt: at }], 'done', 3],
  ['passed unsigned, and signed with a second one', done, [passed, { ...passed, acknowledgedAt: at }], 'done', 3],
  ['passed and signed, and unsigned with a second one', done, [{ ...passed, acknowledgedAt: at }, passed], 'done', 3],
  ['passed and signed, and due again', done, [tried(), tried(), over], 'learning', 3],
  ['the same, without a lesson read', [], [over], 'learning', 3],
  ['due again, and failed since', done, [over, tried({ receivedAt: later })], 'failed', 2],
  ['due again, and a check drawn', done, [over, tried({ receivedAt: null, score: null, passed: null })], 'check-open', 3],
  ['due again, and passed since, in any order', done, [{ ...signed, receivedAt: later }, over], 'done', 3],
] as const)('progressIn: %s', (_, lessons, attempts, state, triesLeft) => {
  expect(progressIn(read, lessons, attempts, null)).toMatchObject({ state, triesLeft });
});

test('a module without a text to sign is done when it is passed', () => {
  expect(progressIn({ ...read, module: validModule(['L1', 'L2']) }, [], [passed], null)).toMatchObject({
    state: 'done',
    score: 90,
    lessonsDone: 0,
    lessons: 2,
  });
});

test.each([
  ['a part of the module is passed already', [], [], ['L2'], 'not-begun', { only: ['L2'], lessons: 1, triesLeft: 3 }],
  ['the missing part is read', [{ lessonId: 'L2', lessonVersion: 1 }], [], ['L2'], 'learning', { lessonsDone: 1 }],
  ['only the passed part is read', done, [], ['L2'], 'not-begun', { lessonsDone: 0 }],
  ['passed before, and a lesson is missing again', done, [tried(), signed], ['L2'], 'not-begun', { triesLeft: 3 }],
  ['passed before, and failed since', [], [signed, tried({ receivedAt: later, lessons: ['L2'] })], ['L2'], 'failed', { triesLeft: 2 }],
  ['a check of the part is open', [], [tried({ receivedAt: null, lessons: ['L2'] })], ['L2'], 'check-open', { only: ['L2'] }],
  [
    'an open check of the whole stays one of the whole',
    [],
    [tried({ receivedAt: null })],
    ['L2'],
    'check-open',
    { only: null, lessons: 2 },
  ],
  ['the part passed', [], [{ ...passed, lessons: ['L2'] }], null, 'to-sign', { only: ['L2'] }],
  ['the part passed and signed', [], [{ ...signed, lessons: ['L2'] }], null, 'done', { only: ['L2'] }],
  ['the part passed, and all of it due again', [], [{ ...over, lessons: ['L2'] }], null, 'learning', { only: null, lessons: 2 }],
] as const)('progressIn with missing lessons: %s', (_, lessons, attempts, lacking, state, more) => {
  expect(progressIn(read, lessons, attempts, lacking)).toMatchObject({ state, ...more });
});

const had = { record: 'r', version: 1, passedAt: '2026-01-01T00:00:00Z', score: null, signedAt: null };
test.each([
  ['not signed', done, [], had, 'to-sign', { elsewhere: true, only: null, score: null, passedAt: '2026-01-01T00:00:00.000Z' }],
  ['signed', [], [], { ...had, signedAt: '2026-01-02T00:00:00Z' }, 'done', { elsewhere: true }],
  [
    'not signed, and a check is open or no try is left',
    [],
    [tried(), tried(), tried({ receivedAt: null })],
    had,
    'to-sign',
    { only: null },
  ],
  ['of another version', [], [], { ...had, version: 2 }, 'not-begun', { elsewhere: false }],
  ['and with a check here, which is signed there', [], [passed], had, 'to-sign', { elsewhere: false, score: 90 }],
  ['and here in an earlier period', [], [over], had, 'to-sign', { elsewhere: true }],
] as const)('progressIn with a pass elsewhere: %s', (_, lessons, attempts, elsewhere, state, more) => {
  expect(progressIn(read, lessons, attempts, null, elsewhere)).toMatchObject({ state, ...more });
});
