import { describe, expect, test } from 'vitest';
import type { AskedQuestion, Known } from '../answers/answer.rules.ts';
import { type CurrentAnswer, fingerprint, judgePosted, type Posted, shownAs } from './section-form.rules.ts';

const KNOWN: Known = { from: 'last', value: 'yes', itemId: null, title: null, date: '2025-01-01', origin: 'declared' };
const row = (change: Partial<CurrentAnswer> = {}): CurrentAnswer => ({
  ...{ known: null, choice: null, value: null, note: null, documentId: null, page: null, version: 1 },
  ...change,
});
const sent = (change: Partial<Posted> = {}): Posted => ({ choice: null, values: [], notKnown: false, note: '', ...change });
const asked = (type: AskedQuestion['type']): AskedQuestion => ({ id: 'q', type, options: [{ id: 'one' }, { id: 'two' }] });
const judge = (type: AskedQuestion['type'], current: CurrentAnswer, posted: Posted, was = shownAs(current), version = current.version) =>
  judgePosted(asked(type), current, posted, fingerprint(was), version);
const stored = (choice: string, value: unknown, note: string | null = null) => ({
  outcome: 'keep',
  given: { choice, value, note, documentId: null, page: null },
});
const NO: Partial<CurrentAnswer> = { choice: 'changed', value: 'no' };
const refused = (code: string) => expect.objectContaining({ outcome: 'fault', code: `returns/${code}` });

describe('judgePosted (5a)', () => {
  test.each<[string, AskedQuestion['type'], Partial<CurrentAnswer>, Partial<Posted>, unknown]>([
    ['a word of a list', 'extent', {}, { values: ['in-part'] }, stored('changed', 'in-part')],
    ['several of a list', 'choices', {}, { values: ['one', 'two'] }, stored('changed', ['one', 'two'])],
    ['a number with spaces', 'count', {}, { values: ['1 200 '] }, stored('changed', 1200)],
    ['a nil return', 'tally', {}, { values: ['', 'nil'] }, stored('changed', 'nil')],
    ['a text with its lines', 'text', {}, { values: ['a\r\nb'] }, stored('changed', 'a\nb')],
    ['not known', 'date', {}, { values: [''], notKnown: true }, stored('not-known', null)],
    ['still true', 'yes-no', { known: KNOWN }, { choice: 'still-true' }, stored('still-true', 'yes')],
    [
      'still true beside the same answer',
      'yes-no',
      { known: KNOWN },
      { choice: 'still-true', values: ['yes'] },
      stored('still-true', 'yes'),
    ],
    ['an answer without the word changed', 'yes-no', { known: KNOWN }, { values: ['no'] }, stored('changed', 'no')],
    ['a remark of its own', 'yes-no', {}, { values: ['no'], note: ' Why \r\n' }, stored('changed', 'no', 'Why')],
    ['nothing', 'text', {}, { values: ['  '] }, { outcome: 'same' }],
    ['an unchanged answer', 'count', { choice: 'changed', value: 7 }, { values: ['7'] }, { outcome: 'same' }],
    ['a remark alone', 'count', {}, { values: [''], note: 'Later' }, refused('value-missing')],
    ['a removed answer', 'count', { choice: 'changed', value: 7 }, { values: [''] }, refused('value-missing')],
    ['a word for a number', 'count', {}, { values: ['many'] }, refused('value-wrong')],
    ['a word that is not offered', 'choice', {}, { values: ['three'] }, refused('value-wrong')],
    ['a zero in a tally', 'tally', {}, { values: ['0'] }, refused('nil-not-zero')],
    ['a number and a nil return', 'tally', {}, { values: ['4', 'nil'] }, refused('says-two-things')],
    ['an answer that is not known', 'text', {}, { values: ['So'], notKnown: true }, refused('says-two-things')],
    ['an option not known instead', 'yes-no', NO, { values: ['no'], notKnown: true }, stored('not-known', null)],
    [
      'a known answer not known instead',
      'yes-no',
      { ...NO, known: KNOWN },
      { choice: 'not-known', values: ['no'] },
      stored('not-known', null),
    ],
    ['another option and not known', 'yes-no', NO, { values: ['yes'], notKnown: true }, refused('says-two-things')],
    [
      'boxes and not known',
      'choices',
      { choice: 'changed', value: ['one'] },
      { values: ['one'], notKnown: true },
      refused('says-two-things'),
    ],
    ['still true and another answer', 'yes-no', { known: KNOWN }, { choice: 'still-true', values: ['no'] }, refused('says-two-things')],
    ['still true of nothing', 'yes-no', {}, { choice: 'still-true' }, refused('value-missing')],
    ['a remark too long', 'yes-no', {}, { values: ['no'], note: 'x'.repeat(4001) }, refused('form-too-long')],
  ])('judges %s (%s)', (_name, type, current, posted, verdict) => {
    expect(judge(type, row(current), sent(posted))).toEqual(verdict);
  });

  test('skips an untouched entry, even if others answered it in the meantime', () => {
    const before = row({ choice: 'changed', value: 7 });
    const after = row({ choice: 'changed', value: 8, version: 2 });
    expect(judge('count', after, shownAs(before), shownAs(before), 1)).toEqual({ outcome: 'same' });
  });

  test('reports a conflict with a changed answer, unless both answers are equal', () => {
    const after = row({ choice: 'changed', value: 8, version: 2 });
    expect(judge('count', after, sent({ values: ['9'] }), sent(), 1)).toEqual(refused('answered-meanwhile'));
    expect(judge('count', after, sent({ values: ['8'] }), sent(), 1)).toEqual({ outcome: 'same' });
    // Sending it again after the change was shown is deliberate.
    expect(judge('count', after, sent({ values: ['9'] }), shownAs(after), 2)).toEqual(stored('changed', 9));
  });

  test('keeps an answer given elsewhere with its document until an answer is written', () => {
    const elsewhere = row({ choice: 'elsewhere', documentId: 'd', page: '4' });
    expect(judge('text', elsewhere, sent({ values: [''] }))).toEqual({ outcome: 'same' });
    expect(judge('text', elsewhere, sent({ values: [''], note: 'See annex' }))).toMatchObject({
      given: { choice: 'elsewhere', value: null, documentId: 'd', page: '4', note: 'See annex' },
    });
    expect(judge('text', elsewhere, sent({ values: ['Here'] }))).toMatchObject({ given: { choice: 'changed', value: 'Here' } });
  });
});
