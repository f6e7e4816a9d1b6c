import { dayOf } from '#kernel/dates.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Check } from '#rooms/policy/index.ts';
import { shareTrained } from '#rooms/readiness/index.ts';
import { type AnswerRecord, answersOf } from '../answers/answer.store.ts';
import { type FailedCheck, failedChecks, figureOf, type References } from '../answers/check.rules.ts';
import { type ExplanationRecord, explanationsOf } from '../answers/explanation.store.ts';
import type { ReturnRecord } from '../return.store.ts';
import { lastSubmitted } from './version.store.ts';

/** The checks of a return, as it was sent. */
export const checksOf = ({ questionnaire }: Pick<ReturnRecord, 'questionnaire'>): readonly Check[] => questionnaire.checks ?? [];

/**
 * What the checks of a return compare with besides its answers, as this reader may see it. Signers and training officers see the measured share of their own
 * people; for others its check is left out. The last return is compared only where it may be copied into this one.
 */
export async function referencesOf(db: Database, found: ReturnRecord, now: Date): Promise<References> {
  const checks = checksOf(found);
  const { partyId, questionnaire, period, label } = found;
  const last = checks.some(({ against }) => against === 'last')
    ? await lastSubmitted(db, { partyId, questionnaireId: questionnaire.id, before: period, within: label })
    : undefined;
  const share = checks.some(({ against }) => against === 'measured') ? await shareTrained(db, partyId, dayOf(now)) : null;
  return new Map(
    checks.map((check) => {
      if (check.against === 'measured') return [check.id, share];
      const figures = check.against === 'last' ? check.sum.map((id) => figureOf(last?.answers.get(id)?.value)) : [null];
      return [check.id, figures.includes(null) ? null : figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0)];
    }),
  );
}

/** The checks that a return does not pass now, and their explanations by check. */
export async function checkReturn(
  db: Database,
  found: ReturnRecord,
  now: Date,
): Promise<{ failed: FailedCheck[]; explanations: Map<string, ExplanationRecord>; answers: Map<string, AnswerRecord> }> {
  const answers = new Map((await answersOf(db, found.id)).map((row) => [row.questionId, row]));
  const questions = found.questionnaire.sections.flatMap((section) => section.questions);
  const failed = failedChecks(checksOf(found), questions, answers, await referencesOf(db, found, now));
  const explanations = new Map((await explanationsOf(db, found.id)).map((row) => [row.checkId, row]));
  return { failed, explanations, answers };
}
