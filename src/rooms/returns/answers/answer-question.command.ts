import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { decideAction, mayAnswer, RETURN_MACHINE } from '../return.rules.ts';
import { type AnswerFields, AnswerQuestion, StoredAnswer } from '../return.schema.ts';
import { findReturn, type ReturnRecord } from '../return.store.ts';
import { checkDocument, clausesOf, questionOf, rolesAt } from '../return-action.ts';
import { decideAnswer, type Known } from './answer.rules.ts';
import { type AnswerRecord, answersOf, storeAnswer, storeAnswerOrRefuse } from './answer.store.ts';

/**
 * Answers one question. Only the party sees the answer until the return is submitted. The page saves at every typing pause, so after the first save of a
 * question an answer needs only a write: one batched round trip to the database (docs/decisions/010). The database still checks rights, state and version.
 */
export const answerQuestion = defineCommand({
  ...commandOf(RETURN_MACHINE, 'answer'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: AnswerQuestion,
  answer: StoredAnswer,
  party: async ({ returnId, questionId }, db) =>
    (cachedQuestion(returnId, questionId) ?? (await readReturnWithAnswers(db, returnId, [questionId]))).found?.partyId,
  invalidate: ({ returnId, questionId }) => void cachedQuestions.delete(keyOf(returnId, questionId)),
  async run(context, { returnId, questionId, version, ...answer }) {
    const { db, subject, write, now } = context;
    const before = cachedQuestion(returnId, questionId);
    const { found } = before ?? (await readReturnWithAnswers(db, returnId, [questionId]));
    if (found === undefined) throw new AppError('platform/not-found');
    const { section, question } = questionOf(found, questionId);
    if (!mayAnswer(section, rolesAt(subject, found.partyId))) throw new AppError('returns/section-of-others', { section: section.id });
    const by = { person: subject.person };
    const decided = before && unwrap(decideAnswer(question, before.known, answer));
    if (decided && decided.documentId === null) {
      write(storeAnswerOrRefuse({ returnId, questionId, version }, { ...answer, ...decided, by, at: now }));
    } else {
      const { found: current, rows } = await readReturnWithAnswers(db, returnId, [questionId]);
      if (current === undefined) throw new AppError('platform/not-found');
      await storeAnswers(context, current, rows, [{ questionId, version, ...answer, by }]);
      cacheQuestion(current, questionId, rows);
    }
    return answered(found, questionId, version, { choice: answer.choice });
  },
});

// Fixed facts of a question once the return is begun: its return, what is asked, and what was known before.
type CachedQuestion = { found: Pick<ReturnRecord, 'id' | 'partyId' | 'editionId' | 'questionnaire'>; known: Known | null };
const cachedQuestions = new Map<string, CachedQuestion>();
const MAX_CACHED = 10_000;
const keyOf = (returnId: string, questionId: string) => `${returnId} ${questionId}`;
const cachedQuestion = (returnId: string, questionId: string) => cachedQuestions.get(keyOf(returnId, questionId));

function cacheQuestion({ id, partyId, editionId, questionnaire }: ReturnRecord, questionId: string, rows: readonly AnswerRecord[]): void {
  if (cachedQuestions.size >= MAX_CACHED) cachedQuestions.clear();
  const { known } = rows.find((row) => row.questionId === questionId)!;
  cachedQuestions.set(keyOf(id, questionId), { found: { id, partyId, editionId, questionnaire }, known });
}

export type AnswerInput = z.output<typeof AnswerFields> & {
  questionId: string;
  version: number;
  by: { person: string } | { link: string };
};

type ReturnWithAnswers = { found: ReturnRecord | undefined; rows: AnswerRecord[] };
const read = new WeakMap<Database, Promise<ReturnWithAnswers>>();

/**
 * A return with the answers to some of its questions, read once per transaction, for the permission check and for the command. It takes no lock, so two people
 * can answer two questions at once. An answer's row is changed at its own version, and only while answers are open.
 */
export function readReturnWithAnswers(db: Database, returnId: string, questionIds: readonly string[]): Promise<ReturnWithAnswers> {
  const known = read.get(db);
  if (known !== undefined) return known;
  const reading = Promise.all([findReturn(db, returnId), answersOf(db, returnId, questionIds)]).then(([found, rows]) => ({ found, rows }));
  read.set(db, reading);
  return reading;
}

/** Checks answers against their questions and stores all of them or none, for every kind of caller. `known` are the current answers. */
export async function storeAnswers(
  { db, change, now }: CommandContext,
  found: ReturnRecord,
  known: readonly AnswerRecord[],
  all: readonly AnswerInput[],
): Promise<void> {
  unwrap(decideAction(found.state, 'answer'));
  const rows = new Map(known.map((row) => [row.questionId, row]));
  const checked = new Set<string>();
  for (const giving of all) {
    const { questionId } = giving;
    const { question } = questionOf(found, questionId);
    const row = rows.get(questionId);
    if (row === undefined) throw new AppError('returns/not-asked', { questionId });
    const stale = (current: number) => new AppError('platform/stale', { current, yours: giving.version, questionId });
    if (row.version !== giving.version) throw stale(row.version);
    const decided = unwrap(decideAnswer(question, row.known, giving));
    const { documentId } = decided;
    if (documentId !== null && documentId !== row.documentId && !checked.has(documentId)) {
      await checkDocument(db, found, documentId);
      checked.add(documentId);
    }
    const key = { returnId: found.id, questionId, version: giving.version };
    await change(storeAnswer(key, { ...giving, ...decided, at: now }), async () => {
      // Another user changed the answer in the meantime, or answers are no longer open.
      const current = (await answersOf(db, found.id, [questionId]))[0]?.version ?? giving.version;
      return current === giving.version ? new AppError('platform/conflict') : stale(current);
    });
  }
}

/** The response for a stored answer, and its ledger entry. */
export function answered(
  found: Pick<ReturnRecord, 'id' | 'partyId' | 'editionId' | 'questionnaire'>,
  questionId: string,
  version: number,
  detail: Record<string, unknown>,
) {
  const { question } = questionOf(found, questionId);
  return {
    answer: { questionId, version: version + 1 },
    entry: {
      subjectKind: 'return',
      subjectId: found.id,
      partyId: found.partyId,
      clauses: clausesOf(found.editionId, [question]),
      detail: { question: questionId, ...detail },
    },
  };
}
