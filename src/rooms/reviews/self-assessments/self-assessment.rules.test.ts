import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '#kernel/status.ts';
import { ANSWER_SAYS, CHOICES } from '../reviews.schema.ts';
import { type Answer, decideAnswer, decideSubmit, type Known, prefill } from './self-assessment.rules.ts';

const silent: Known = { obligationId: 'P3.2', status: 'not-reported', items: [], lastAnswer: null };
const answered = (says: (typeof ANSWER_SAYS)[number] | null, choice: (typeof CHOICES)[number] = 'changed'): Known => ({
  ...silent,
  lastAnswer: { roundId: 'r1', choice, says, note: 'as it was' },
});

describe('prefill', () => {
  it('suggests from evidence, otherwise from the last answer, otherwise nothing', () => {
    expect(prefill({ ...answered('met'), status: 'partly-met', items: ['e1'] })).toMatchObject({
      from: 'evidence',
      suggested: 'partly-met',
    });
    expect(prefill(answered('met'))).toMatchObject({ from: 'last-answer', suggested: 'met' });
    expect(prefill(answered(null, 'not-known'))).toMatchObject({ from: 'nothing', suggested: 'not-reported' });
    expect(prefill(silent)).toMatchObject({ from: 'nothing', suggested: 'not-reported' });
  });

  it('distinguishes not reported, nil return, zero and not met', () => {
    expect(new Set([silent, answered('nil'), answered('zero'), answered('not-met')].map((known) => prefill(known).suggested)).size).toBe(4);
  });

  it('never makes a judgement out of silence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHOICES), fc.option(fc.constantFrom(...ANSWER_SAYS)), (choice, says) => {
        const known = prefill(answered(says, choice));
        return known.from === 'nothing' ? known.suggested === 'not-reported' : known.suggested === says;
      }),
    );
  });

  it('suggests the status of the evidence unchanged', () => {
    const known = STATUSES.filter((status) => status !== 'not-asked');
    for (const status of known) expect(prefill({ ...silent, status }).suggested).toBe(status);
    expect(prefill({ ...silent, status: 'not-asked' })).toMatchObject({ from: 'nothing', suggested: 'not-reported' });
  });
});

const answer = (choice: Answer['choice'], says: Answer['says'] = null, note: string | null = null): Answer => ({ choice, says, note });

describe('decideAnswer', () => {
  const known = prefill({ ...silent, status: 'met', items: ['e1'] });
  const codeOf = (suggestion: typeof known, given: Answer) => {
    const decision = decideAnswer(suggestion, given);
    return decision.accepted ? 'accepted' : decision.code;
  };

  it.each([
    [known, answer('still-true'), 'accepted'],
    [prefill(silent), answer('still-true'), 'reviews/nothing-to-confirm'],
    [known, answer('still-true', 'met'), 'reviews/only-changed-says'],
    [known, answer('changed', 'partly-met', 'Two of three'), 'accepted'],
    [known, answer('changed', null, 'Two of three'), 'reviews/changed-needs-status'],
    [known, answer('changed', 'met'), 'reviews/changed-needs-status'],
    [known, answer('changed', 'met', '  '), 'reviews/changed-needs-status'],
    [prefill(silent), answer('changed', 'nil', 'Nothing occurred'), 'accepted'],
    [prefill(silent), answer('not-known'), 'accepted'],
    [known, answer('not-known', null, 'The ministry is being asked'), 'accepted'],
    [known, answer('not-known', 'not-met'), 'reviews/only-changed-says'],
  ])('checks an answer: case %#', (suggestion, given, expected) => {
    expect(codeOf(suggestion, given)).toBe(expected);
  });
});

describe('decideSubmit', () => {
  const signer = { personId: 'p1', name: 'Focal point A', capacity: 'National focal point' };
  const answers = new Map([
    ['P3.2', answer('changed', 'met', 'New plan')],
    ['P3.3', answer('still-true')],
    ['P3.4', answer('not-known')],
  ]);
  const owed = ['P3.2', 'P3.3', 'P3.4'];

  it('needs a named signer and an answer to every obligation asked', () => {
    expect(decideSubmit(owed, answers, signer)).toEqual({ accepted: true, value: { changed: ['P3.2'], notKnown: ['P3.4'] } });
    expect(decideSubmit(owed, answers, { ...signer, personId: null })).toMatchObject({ code: 'reviews/unsigned' });
    expect(decideSubmit(owed, answers, { ...signer, capacity: ' ' })).toMatchObject({ code: 'reviews/unsigned' });
    expect(decideSubmit([...owed, 'P6.1'], answers, signer)).toMatchObject({
      code: 'reviews/questions-open',
      details: { count: 1, obligationIds: ['P6.1'] },
    });
    expect(decideSubmit(owed.slice(1), answers, signer)).toMatchObject({ code: 'reviews/not-asked', details: { obligationId: 'P3.2' } });
  });
});
