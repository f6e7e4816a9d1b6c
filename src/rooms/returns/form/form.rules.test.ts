import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Known } from '../answers/answer.rules.ts';
import { anyReturn, blankOf } from '../fixtures/any-return.ts';
import type { QuestionView, ReturnView } from '../return.schema.ts';
import { type FormProperties, planForm, readAnswerRow, type Said } from './form.rules.ts';

const marks = (view: Pick<ReturnView, 'documents'>, locale: 'en' | 'fr' = 'fr'): FormProperties => ({
  returnId: 'r',
  questionnaire: 'h',
  locale,
  documents: view.documents.map(({ id }) => id),
});
const saidOf = (view: Pick<ReturnView, 'sections' | 'answers' | 'documents'>, locale: 'en' | 'fr'): Said[] =>
  view.sections.flatMap(({ questions }) =>
    questions.map((question) => {
      const row = view.answers!.find(({ questionId }) => questionId === question.id)!;
      return { questionId: question.id, version: row.version, ...readAnswerRow(question, row, view.documents, locale) };
    }),
  );

describe('planForm', () => {
  test('changes nothing on the return the form came from, and imports exactly its answers into a blank one', () => {
    fc.assert(
      fc.property(anyReturn, fc.constantFrom('en', 'fr'), (view, locale) => {
        const said = saidOf(view, locale);
        expect(planForm(view, said, marks(view, locale))).toMatchObject({ changes: [], troubles: [], missing: [] });
        const { changes, troubles } = planForm(blankOf(view), said, marks(view, locale));
        expect(troubles).toEqual([]);
        const answered = view.answers!.filter(({ choice }) => choice !== null);
        expect(new Map(changes.map(({ questionId, given }) => [questionId, given]))).toEqual(
          new Map(
            answered.map(({ questionId, choice, value, note, documentId, page }) => [
              questionId,
              { choice, value, note, documentId, page },
            ]),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  const question = (type: QuestionView['type'], more: Partial<QuestionView> = {}): QuestionView => ({
    id: 'q',
    type,
    text: { en: 'Q', fr: 'Q' },
    obligations: [],
    ...more,
  });
  const view = (asked: QuestionView, row: Partial<NonNullable<ReturnView['answers']>[number]> = {}, yours = true) => ({
    sections: [
      {
        id: 's',
        title: { en: 'S', fr: 'S' },
        why: { en: 'W', fr: 'W' },
        who: [],
        yours,
        release: 'reviewers' as const,
        clauses: [],
        pages: [],
        questions: [asked],
      },
    ],
    answers: [
      {
        questionId: asked.id,
        known: null,
        choice: null,
        value: null,
        note: null,
        documentId: null,
        page: null,
        by: null,
        at: null,
        version: 1,
        ...row,
      },
    ],
    documents: [{ id: 'd1', name: 'Law.pdf' }],
  });
  const said = (more: Partial<Said>): Said => ({
    questionId: 'q',
    version: 1,
    choice: '',
    answer: '',
    note: '',
    document: '',
    page: '',
    ...more,
  });
  const plan = (asked: QuestionView, more: Partial<Said>, row = {}, yours = true) =>
    planForm(view(asked, row, yours), [said(more)], marks({ documents: [{ id: 'd1', name: 'Law.pdf' }] }));

  test.each([
    ['extent', 'oui', 'yes'],
    ['extent', ' YES ', 'yes'],
    ['count', '1 200', 1200],
    ['tally', 'Nil return', 'nil'],
    ['date', '2026-03', '2026-03'],
  ] as const)('reads %s: “%s” as %j, with or without the choice', (type, answer, value) => {
    for (const choice of ['', 'Changed', 'Modifié', 'Inconnu'])
      expect(plan(question(type), { answer, choice }).changes).toMatchObject([{ given: { choice: 'changed', value } }]);
  });

  test('reads several choices line by line or between semicolons', () => {
    const asked = question('choices', {
      options: [
        { id: 'a', text: { en: 'One; two', fr: 'Un' } },
        { id: 'b', text: { en: 'Three', fr: 'Trois' } },
      ],
    });
    for (const answer of ['Un\nTrois', 'Un; Trois', 'One; two\nThree'])
      expect(plan(asked, { answer }).changes[0]?.given.value).toEqual(['a', 'b']);
  });

  test('compares long cells once, and not with each word of a list', () => {
    const options = Array.from({ length: 20 }, (_, at) => ({ id: `o${at}`, text: { en: `Option ${at}`, fr: `Choix ${at}` } }));
    const long = 'x\n'.repeat(16_000);
    let compared = 0;
    const { normalize } = String.prototype;
    const spy = vi.spyOn(String.prototype, 'normalize').mockImplementation(function (this: string, form) {
      compared += this.length;
      return normalize.call(this, form);
    });
    try {
      expect(plan(question('choices', { options }), { answer: long }).troubles).toMatchObject([{ code: 'returns/value-wrong' }]);
      expect(plan(question('extent'), { choice: long }).troubles).toMatchObject([{ code: 'returns/choice-unknown' }]);
      expect(plan(question('extent'), { answer: 'yes', document: long }).troubles).toMatchObject([{ code: 'returns/unknown-document' }]);
    } finally {
      spy.mockRestore();
    }
    expect(compared).toBeLessThan(4 * long.length);
  });

  const known: Known = { from: 'last', value: 'no', itemId: null, title: null, date: '2025-01-01', origin: 'declared' };
  test('prefers a typed answer to an unchanged choice', () => {
    const row = { known, choice: 'still-true', value: 'no' };
    expect(plan(question('extent'), { choice: 'Toujours exact', answer: 'Oui' }, row).changes).toMatchObject([
      { given: { choice: 'changed', value: 'yes' } },
    ]);
    expect(plan(question('extent'), { choice: 'Toujours exact', answer: '' }, row)).toMatchObject({ changes: [], same: 1 });
  });

  test.each([
    ['a question that is no longer asked', { questionId: 'gone', answer: 'x' }, 'returns/not-asked'],
    ['an answer of another kind', { answer: 'perhaps' }, 'returns/value-wrong'],
    ['an unknown choice', { choice: 'Maybe' }, 'returns/choice-unknown'],
    ['a remark without an answer', { note: 'x' }, 'returns/value-missing'],
    ['still true without a known answer', { choice: 'Still true' }, 'returns/nothing-to-confirm'],
    ['given elsewhere without a file', { choice: 'Given elsewhere' }, 'returns/document-needed'],
    ['an unknown file', { answer: 'yes', document: '7 Other.pdf' }, 'returns/unknown-document'],
    ['a page that is too long', { answer: 'yes', page: 'x'.repeat(41) }, 'returns/form-too-long'],
  ] as const)('reports %s, with what was written', (_, more, code) => {
    const { changes, troubles } = plan(question('extent'), more);
    expect([changes.length, troubles.map((one) => one.code)]).toEqual([0, [code]]);
    expect(troubles[0]!.said.join()).toBe(
      Object.values(more)
        .filter((word) => word !== 'gone')
        .join(),
    );
  });

  test('reports a zero as a nil return, a copied row, and a section of other roles', () => {
    expect(plan(question('tally'), { answer: '0' }).troubles).toMatchObject([{ code: 'returns/nil-not-zero' }]);
    const twice = planForm(view(question('extent')), [said({ answer: 'yes' }), said({ answer: 'no' })], marks({ documents: [] }));
    expect(twice).toMatchObject({ changes: [], troubles: [{ code: 'returns/form-twice' }, { code: 'returns/form-twice' }] });
    expect(plan(question('extent'), { answer: 'yes' }, {}, false).troubles).toMatchObject([{ code: 'returns/section-of-others' }]);
  });

  test('names a question whose row was removed, and reads the others', () => {
    const both = view(question('count'));
    both.sections[0]!.questions.push({ ...question('count'), id: 'r' });
    both.answers.push({ ...both.answers[0]!, questionId: 'r' });
    const { changes, missing } = planForm(both, [said({ answer: '7' })], marks(both));
    expect([changes.map(({ questionId }) => questionId), missing]).toEqual([['q'], ['r']]);
  });

  test('marks answers changed here since, and overwrites them only at their current version', () => {
    expect(plan(question('extent'), { answer: 'yes' }, { choice: 'changed', value: 'no', version: 4 }).changes).toMatchObject([
      { version: 4, overtaken: true },
    ]);
    expect(plan(question('extent'), { answer: 'yes', version: 4 }, { choice: 'changed', value: 'no', version: 4 }).changes).toMatchObject([
      { overtaken: false },
    ]);
  });
});
