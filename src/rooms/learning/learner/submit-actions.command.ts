import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { gradeCheck, trustedMoment } from '../progress/check.rules.ts';
import { checkPrint } from '../progress/check-print.rules.ts';
import { type NewSignature, signatureStatements } from '../progress/completion.ts';
import { LearnerAction, type LearnerActionResult, Learnt, Secret } from './learn.schema.ts';
import { gradeAsDrawn, lockAttempts, type OwnRecord, ownRecords, ownTraineeTaught } from './learner.store.ts';
import { type ChangedAttempt, recordStatements } from './record-pass.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records what a learner did, from a page (`secret` of the session) or from a phone that was offline (`secret` of its queue). Each action has one effect
 * however often it arrives. A refused action gets its reason and does not block the others.
 */
export const submitActions = defineCommand({
  name: 'training/submit-actions',
  permission: 'training:learn',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ secret: Secret, ofQueue: z.boolean(), actions: z.array(LearnerAction).min(1).max(200) }),
  answer: Learnt,
  storedResponse: () => ({ results: [] }),
  signInStep: {
    refused: 'training/session-over',
    statement: ({ secret, ofQueue }) => ({ text: 'select training.enter_learner($1, $2) as claims', values: [secret, ofQueue] }),
  },
  async run(context, { actions }) {
    const { person } = context.subject;
    const ids = [...new Set(actions.flatMap((action) => ('attempt' in action ? [action.attempt] : [])))];
    const recordIds = [...new Set(actions.flatMap((action) => ('record' in action ? [action.record] : [])))];
    const [trainee, attempts, records] = await Promise.all([
      ownTraineeTaught(context.db, person),
      ids.length > 0 ? lockAttempts(context.db, { trainee: person, ids }) : ([] as ChangedAttempt[]),
      recordIds.length > 0 ? ownRecords(context.db, person, recordIds) : ([] as OwnRecord[]),
    ]);
    const results: LearnerActionResult[] = [];
    const passed: string[] = [];
    const signatures: NewSignature[] = [];
    for (const action of actions) {
      if (action.do === 'read') results.push(readLesson(context, trainee, action));
      else if (action.do === 'sign-record') {
        const record = records.find(({ id }) => id === action.record);
        results.push(record === undefined ? refused('training/nothing-to-sign') : signRecord(context, trainee, record, action, signatures));
      } else {
        const attempt = attempts.find(({ id }) => id === action.attempt);
        if (attempt === undefined) results.push(refused('training/no-check'));
        else results.push(action.do === 'answer' ? await answer(context, attempt, action) : sign(context, attempt, action));
        if (attempt?.passed) passed.push(attempt.moduleId);
      }
    }
    // Actions that arrive together are written together: a check passed and signed is one change and one completion.
    for (const attempt of attempts)
      for (const statement of recordStatements(context.db, { attempt, trainee: trainee.id, now: context.now })) context.write(statement);
    for (const statement of signatureStatements(signatures)) context.write(statement);
    const signed = [...new Set(signatures.map(({ module }) => module))];
    const detail = {
      actions: actions.length,
      ...(passed.length > 0 && { passed: [...new Set(passed)] }),
      ...(signed.length > 0 && { signed }),
    };
    return { answer: { results }, entry: { subjectKind: 'trainee', subjectId: trainee.id, partyId: trainee.partyId, detail } };
  },
});

type Own = Awaited<ReturnType<typeof ownTraineeTaught>>;
const accepted = (more: Partial<LearnerActionResult> = {}): LearnerActionResult => ({
  done: true,
  refused: null,
  score: null,
  passed: null,
  ...more,
});
const refused = (code: string): LearnerActionResult => ({ done: false, refused: code, score: null, passed: null });

function readLesson(
  { db, write, now, platform }: CommandContext,
  trainee: Own,
  action: Extract<LearnerAction, { do: 'read' }>,
): LearnerActionResult {
  const found = known(() => platform.services.courses.lesson(action.lesson));
  // A future version cannot have been read.
  if (found === null || action.version > found.lesson.version) return refused('training/unknown-lesson');
  // A lesson that none of their classes teaches was not read there; the other actions are still recorded.
  if (trainee.taught !== null && !trainee.taught.includes(found.of.module.id)) return refused('training/not-taught');
  const row = {
    trainee_id: trainee.id,
    party_id: trainee.partyId,
    module_id: found.of.module.id,
    lesson_id: action.lesson,
    lesson_version: action.version,
    done_at: trustedMoment(new Date(action.at), new Date(0), now),
  };
  write(
    db
      .insertInto('training.lesson_done')
      .values(row)
      .onConflict((clash) => clash.doNothing()),
  );
  return accepted();
}

async function answer(
  { db, now, platform }: CommandContext,
  attempt: ChangedAttempt,
  action: Extract<LearnerAction, { do: 'answer' }>,
): Promise<LearnerActionResult> {
  if (attempt.receivedAt === null) {
    const read = known(() => platform.services.courses.module(attempt.moduleId));
    const at = trustedMoment(new Date(action.at), attempt.drawnAt, now);
    const today = read?.module.version === attempt.moduleVersion ? checkPrint(read, attempt.drawn) : null;
    // Answers to a version or to words that are gone are graded by the key the check was drawn with: nothing that was done offline is lost.
    if (read === null || today === null || (action.print ?? today) !== today) {
      const { score, passed } = await gradeAsDrawn(db, attempt.id, { at, now, given: action.answers });
      Object.assign(attempt, { answeredAt: at, receivedAt: now, score, passed, gradedAsDrawn: { at } });
      return accepted({ score, passed });
    }
    const passMark = Number(currentEdition().parameter(read.module.check.passMark, now).value);
    const { score, missed, passed } = gradeCheck(read, attempt.drawn, action.answers, passMark);
    // The database grades them again with its own key and, like this program, does not store them.
    const answered = { at, missed, given: action.answers };
    Object.assign(attempt, { answeredAt: at, receivedAt: now, score, passed, answered });
  }
  return accepted({ score: attempt.score, passed: attempt.passed });
}

function sign(
  { now, platform }: CommandContext,
  attempt: ChangedAttempt,
  action: Extract<LearnerAction, { do: 'sign' }>,
): LearnerActionResult {
  if (!attempt.passed) return refused('training/not-passed');
  if (attempt.acknowledgedAt === null) {
    if (!isTextOf(platform, attempt.moduleId, action.hash)) return refused('training/other-text');
    const at = trustedMoment(new Date(action.at), attempt.drawnAt, now);
    Object.assign(attempt, { acknowledgedAt: at, signed: { at, hash: Buffer.from(action.hash, 'hex') } });
  }
  return accepted({ score: attempt.score, passed: true });
}

/** Signs what was passed elsewhere. The days of the class do not matter: as with a check, an offline phone submits a signature when it can. */
function signRecord(
  { now, platform }: CommandContext,
  trainee: Own,
  record: OwnRecord,
  action: Extract<LearnerAction, { do: 'sign-record' }>,
  signatures: NewSignature[],
): LearnerActionResult {
  if (record.signed) return accepted({ passed: true });
  if (!record.isValid) return refused('training/nothing-to-sign');
  if (trainee.taught !== null && !trainee.taught.includes(record.moduleId)) return refused('training/not-taught');
  if (!isTextOf(platform, record.moduleId, action.hash)) return refused('training/other-text');
  // A table gives dates, which mean noon: a signature given that morning is set no earlier than the pass.
  const at = new Date(Math.max(trustedMoment(new Date(action.at), record.passedAt, now).getTime(), record.passedAt.getTime()));
  const { moduleId: module, source, sourceId } = record;
  signatures.push({ trainee: trainee.id, module, source, sourceId, acknowledgement: { at, hash: Buffer.from(action.hash, 'hex') } });
  return accepted({ passed: true });
}

/** The signed text must be the one the learner read, in their language: the hash of another text is refused. */
function isTextOf({ services: { courses } }: Platform, moduleId: string, hash: string): boolean {
  const read = known(() => courses.module(moduleId));
  return read !== null && courses.languages.some((language) => language.signs(read.module)?.hash === hash);
}

function known<T>(find: () => T): T | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
