import { describe, expect, test } from 'vitest';
import { transitionsOf } from '#kernel/machine.ts';
import { ROLE } from '#kernel/roles.ts';
import { type AskedQuestion, decideAnswer, type Known, progressOf, valueOfEvidence } from './answers/answer.rules.ts';
import type { Provision } from './answers/provisions/provision.schema.ts';
import { decideAction, mayAnswer, RETURN_MACHINE, shownState } from './return.rules.ts';
import { compareVersions, differencesOf, lawDifferencesOf } from './versions/differences.rules.ts';
import { itemsOf, type SubmittedAnswer } from './versions/submission.rules.ts';
import { hashVersion, isIntact } from './versions/version-hash.ts';

const asked = (type: AskedQuestion['type'], more: Partial<AskedQuestion> = {}): AskedQuestion => ({ id: 'q', type, ...more });
const known = (from: Known['from'], value: Known['value']): Known => ({
  from,
  value,
  itemId: null,
  title: null,
  date: '2026-01-01',
  origin: 'declared',
});

const bare = { documentId: null, page: null };

describe('RETURN_MACHINE', () => {
  test('gives headquarters exactly the actions accept and send back', () => {
    const office = transitionsOf(RETURN_MACHINE).filter(({ permission }) => permission === 'returns:decide');
    expect(office.map(({ from, action }) => [from, action])).toEqual([
      ['submitted', 'accept'],
      ['submitted', 'send-back'],
    ]);
  });
  test('refuses a missing step with state and action', () => {
    expect(decideAction('open', 'submit')).toEqual({
      accepted: false,
      code: 'returns/not-in-this-state',
      details: { state: 'open', action: 'submit' },
    });
  });
  test('hides internal states from others', () => {
    expect(RETURN_MACHINE.states.map((state) => shownState(state, false))).toEqual([
      'open',
      'with-party',
      'with-party',
      'with-party',
      'with-party',
      'submitted',
      'returned',
      'accepted',
    ]);
  });
  test('opens a section to its roles and to coordinators', () => {
    const section = { who: [ROLE.legalAdviser] as const };
    expect(
      ([ROLE.focalPoint, ROLE.commander, ROLE.legalAdviser, ROLE.trainingOfficer, ROLE.reviewer] as const).filter((role) =>
        mayAnswer(section, [role]),
      ),
    ).toEqual([ROLE.focalPoint, ROLE.commander, ROLE.legalAdviser]);
  });
});

describe('decideAnswer', () => {
  test.each([
    ['extent', 'in-part', true],
    ['extent', 'maybe', false],
    ['yes-no', 'in-part', false],
    ['count', 0, true],
    ['count', 1.5, false],
    ['count', -1, false],
    ['tally', 'nil', true],
    ['tally', 3, true],
    ['date', '2026-02-30', false],
    ['date', '2026-02', true],
    ['text', '   ', false],
    ['choices', ['a', 'b'], true],
    ['choices', ['a', 'a'], false],
    ['choices', ['z'], false],
    ['choice', 'a', true],
  ] as const)('judges %s with %j: %s', (type, value, fit) => {
    const question = asked(type, { options: [{ id: 'a' }, { id: 'b' }] });
    expect(decideAnswer(question, null, { ...bare, choice: 'changed', value: value as string }).accepted).toBe(fit);
  });
  test('refuses a zero in a tally', () => {
    expect(decideAnswer(asked('tally'), null, { ...bare, choice: 'changed', value: 0 })).toMatchObject({ code: 'returns/nil-not-zero' });
  });
  test('keeps the known value for “still true”, and no value for “not known”', () => {
    expect(decideAnswer(asked('extent'), known('last', 'no'), { ...bare, choice: 'still-true', value: 'yes' })).toEqual({
      accepted: true,
      value: { ...bare, choice: 'still-true', value: 'no' },
    });
    expect(decideAnswer(asked('extent'), null, { ...bare, choice: 'not-known', value: 'yes' })).toMatchObject({ value: { value: null } });
  });
  test('needs the document of an answer given elsewhere, and a value only if it allowedKinds', () => {
    const given = { choice: 'elsewhere', value: null, documentId: 'd', page: '12' } as const;
    expect(decideAnswer(asked('extent'), null, given)).toEqual({ accepted: true, value: given });
    expect(decideAnswer(asked('extent'), null, { ...given, documentId: null })).toMatchObject({ code: 'returns/document-needed' });
    expect(decideAnswer(asked('extent'), null, { ...given, value: 'maybe' })).toMatchObject({ code: 'returns/value-wrong' });
  });
  test('keeps document and page of an answer that is still true, until others are named', () => {
    const before = { ...known('last', 'yes'), documentId: 'd', page: '12' };
    expect(decideAnswer(asked('extent'), before, { ...bare, choice: 'still-true', value: null })).toMatchObject({
      value: { documentId: 'd', page: '12' },
    });
    expect(decideAnswer(asked('extent'), before, { ...bare, choice: 'still-true', value: null, page: '3' })).toMatchObject({
      value: { documentId: null, page: '3' },
    });
  });
  test('takes an answer from evidence only if the evidence gives one', () => {
    expect((['met', 'not-met', 'not-started', 'nil'] as const).map((says) => valueOfEvidence('extent', says, false))).toEqual([
      'yes',
      'no',
      null,
      null,
    ]);
    expect(valueOfEvidence('tally', 'nil', true)).toBe('nil');
    expect(['yes-no', 'extent', 'text'].map((type) => valueOfEvidence(type as 'extent', 'met', true))).toEqual([null, null, null]);
    expect(valueOfEvidence('text', 'met', false)).toBeNull();
  });
  test('does not confirm evidence that gives no answer, such as a count (F13)', () => {
    const given = { ...bare, choice: 'still-true', value: null } as const;
    expect(decideAnswer(asked('extent'), { ...known('evidence', 'yes'), value: null }, given)).toMatchObject({
      code: 'returns/nothing-to-confirm',
    });
    expect(decideAnswer(asked('extent'), known('evidence', 'yes'), given)).toMatchObject({ accepted: true });
    // A last return that answered by a document alone is confirmed with that document.
    expect(decideAnswer(asked('extent'), { ...known('last', 'yes'), value: null }, given)).toMatchObject({ accepted: true });
  });
  test('counts a hidden question neither as asked nor as open', () => {
    const questions = [asked('yes-no', { id: 'a' }), asked('text', { id: 'b', showIf: { question: 'a', is: ['yes'] } })];
    const answersWith = (value: string | null) => new Map([['a', { choice: value === null ? null : ('changed' as const), value }]]);
    expect([answersWith(null), answersWith('no'), answersWith('yes')].map((answers) => progressOf(questions, answers))).toMatchObject([
      { asked: 1, left: 1 },
      { asked: 1, left: 0 },
      { asked: 2, left: 1 },
    ]);
  });
});

const answer = (questionId: string, value: SubmittedAnswer['value'], choice: SubmittedAnswer['choice'] = 'changed'): SubmittedAnswer => ({
  questionId,
  choice,
  value,
  note: null,
  documentId: null,
  page: null,
});

describe('a submission', () => {
  const questions = ['a', 'b'].map((id) => ({ id, type: 'extent', obligations: ['P1'], evidence: 'EV' }));
  const says = (...answers: (SubmittedAnswer & { known?: Known | null })[]) =>
    itemsOf(
      [...questions, { id: 't', type: 'tally', obligations: ['P1'], evidence: 'EV' }],
      new Map(answers.map((one) => [one.questionId, { known: null, ...one }])),
    ).map((item) => item.says);
  const nobody = answer('b', null, 'not-known');

  test.each([
    [['yes', 'yes'], 'met'],
    [['yes', 'no'], 'partly-met'],
    [['in-part', 'no'], 'partly-met'],
    [['no', 'no'], 'not-met'],
    [['under-way', 'no'], 'in-progress'],
  ] as const)('with %j creates evidence that says %s', (values, word) => {
    expect(says(answer('a', values[0]), answer('b', values[1]))).toEqual([word]);
  });
  test('never counts unknown as no: with a yes it is in progress, and alone it creates nothing', () => {
    expect(says(answer('a', 'yes'), nobody)).toEqual(['in-progress']);
    expect(says(nobody)).toEqual([]);
  });
  test('with a nil return says nil, and a figure only informs', () => {
    expect(says(answer('t', 'nil'))).toEqual(['nil']);
    expect(says(answer('t', 4))).toEqual(['informs']);
  });
  test('creates evidence for a confirmed earlier answer, and none for confirmed evidence alone', () => {
    const confirmed = { ...answer('a', 'yes', 'still-true'), known: known('evidence', 'yes') };
    expect(says(confirmed)).toEqual([]);
    expect(says({ ...confirmed, known: known('last', 'yes') })).toEqual(['met']);
    expect(says(confirmed, answer('b', 'no'))).toEqual(['partly-met']);
  });
  test('only informs where the answer was given elsewhere', () => {
    expect(says({ ...answer('a', null, 'elsewhere'), documentId: 'd', page: '12' })).toEqual(['informs']);
    expect(says(answer('a', 'yes'), { ...answer('b', null, 'elsewhere'), documentId: 'd' })).toEqual(['in-progress']);
    // Nor does a value that was sent with it decide.
    for (const value of ['yes', 'no', 'nil'] as const)
      expect(says({ ...answer('a', value, 'elsewhere'), documentId: 'd' })).toEqual(['informs']);
  });
  test('differs from an earlier one in changed answers, not in confirmed ones', () => {
    const before = [answer('a', 'yes'), answer('b', 'no')];
    const after = [answer('a', 'yes', 'still-true'), answer('b', null, 'not-known'), answer('c', 1)];
    expect(differencesOf(before, after).map(({ questionId }) => questionId)).toEqual(['b', 'c']);
  });
  test('differs from an earlier one in the law for each article: added, changed and dropped provisions', () => {
    const law = (provisionId: string, more: Partial<Provision> = {}): Provision => ({
      ...{ provisionId, instrument: 'TIP', article: '5.1', law: 'Criminal Code', paragraph: '§ 232', wording: null, address: null },
      ...{ penaltyFrom: null, penaltyTo: 10, penaltyUnit: 'years', penaltyNote: null, inForceFrom: null, inForceUntil: null },
      ...more,
    });
    const before = [law('same'), law('changed'), law('dropped', { article: '6.1' })];
    const after = [law('same'), law('changed', { penaltyTo: 15 }), law('added', { instrument: 'CETS197', article: '18' })];
    expect(
      lawDifferencesOf(before, after).map((one) => [one.instrument, one.article, one.before?.penaltyTo, one.after?.penaltyTo]),
    ).toEqual([
      ['TIP', '5.1', 10, 15],
      ['CETS197', '18', undefined, 10],
      ['TIP', '6.1', 10, undefined],
    ]);
  });
  test('is compared with an earlier one in the sections that a reader sees of both, because hidden is not missing', () => {
    const section = (id: string, ...answers: SubmittedAnswer[]) => ({ id, release: 'reviewers' as const, answers });
    const seen = { named: ['law', 'new'], sections: [section('law', answer('a', 'yes')), section('new', answer('n', 'yes'))] };
    const compared = (named: string[], ...sections: ReturnType<typeof section>[]) =>
      compareVersions({ named, sections }, seen).answers.map(({ questionId }) => questionId);
    expect(compared(['law'], section('law', answer('a', 'no')))).toEqual(['a', 'n']);
    expect(compared(['law', 'new'], section('law', answer('a', 'yes')))).toEqual([]);
    expect(compared(['law', 'old'], section('law', answer('a', 'yes')), section('old', answer('o', 'no')))).toEqual(['n', 'o']);
  });
  test('has a hash that a changed byte invalidates, and that can be checked for one section alone', () => {
    const hashed = hashVersion({ number: 1 }, [{ id: 'a' }, { id: 'b' }]);
    expect(isIntact(hashed)).toBe(true);
    expect(isIntact({ ...hashed, sections: hashed.sections.slice(1) })).toBe(true);
    expect(isIntact({ ...hashed, head: hashed.head.replace('1', '2') })).toBe(false);
    expect(isIntact({ ...hashed, sections: [{ sectionId: 'a', content: '{"id":"b"}' }] })).toBe(false);
  });
});
