import type { ErrorCode } from '#kernel/errors.ts';
import type { GivenProvision } from '../answers/provisions/provision.schema.ts';
import { judgeProvision, type PostedProvision, PROVISION_FIELDS } from '../answers/provisions/provision-entry.rules.ts';
import type { ReturnView } from '../return.schema.ts';
import type { LawChange } from './form-change.ts';

/** An entry that cannot be imported. `place`: the row of the sheet. */
export type LawTrouble = {
  readonly questionId: string;
  readonly place: number | null;
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly said: readonly string[];
};

/** The provisions that a form would record. Nothing is stored here. A blank row changes nothing: a provision ends on the last day that is entered. */
export function planLaw(
  view: Pick<ReturnView, 'sections' | 'answers' | 'provisions'>,
  all: readonly (PostedProvision & { readonly place: number | null })[],
): { changes: LawChange[]; troubles: LawTrouble[] } {
  const places = view.sections.flatMap((section, s) =>
    section.questions.map((question, q) => ({ question, number: `${String.fromCharCode(65 + s)}${q + 1}`, yours: section.yours })),
  );
  const plan = { changes: [] as LawChange[], troubles: [] as LawTrouble[] };
  for (const { place, ...posted } of all) {
    const found = places.find(({ question, number }) => question.id === posted.questionId || number === posted.questionId);
    const said = PROVISION_FIELDS.map((field) => posted.entry[field]).filter((words) => words.trim() !== '');
    if (said.length === 0) continue;
    const questionId = found?.question.id ?? posted.questionId;
    const problemOf = (code: ErrorCode, details: Record<string, unknown> = {}) =>
      plan.troubles.push({ questionId, place, code, details: { questionId, ...details }, said });
    if (found === undefined || !view.answers?.some((row) => row.questionId === questionId)) problemOf('returns/not-asked');
    else if (found.question.article === undefined) problemOf('returns/no-article');
    else {
      const verdict = judgeProvision(found.question, { ...posted, questionId }, view.provisions);
      if (verdict.outcome === 'fault') problemOf(verdict.code, verdict.details);
      else if (verdict.outcome === 'keep' && !found.yours) problemOf('returns/section-of-others');
      // A copied row: it is unclear which of the two is meant.
      else if (verdict.outcome === 'keep' && plan.changes.some(({ given }) => isSame(given, verdict.given)))
        problemOf('returns/form-twice');
      else if (verdict.outcome === 'keep')
        plan.changes.push({ given: verdict.given, before: verdict.before, overtaken: verdict.overtaken });
    }
  }
  return plan;
}

function isSame(one: GivenProvision, other: GivenProvision): boolean {
  return one.changes !== null ? one.changes === other.changes : JSON.stringify(one) === JSON.stringify(other);
}
