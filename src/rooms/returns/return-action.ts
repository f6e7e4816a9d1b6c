import { AppError } from '#kernel/errors.ts';
import { labelCovers } from '#kernel/labels.ts';
import { commandOf } from '#kernel/machine.ts';
import { group, type Role } from '#kernel/roles.ts';
import { type Command, type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { documentOf } from '#rooms/evidence/index.ts';
import { currentCatalogue, type Question, type QuestionnaireSection } from '#rooms/policy/index.ts';
import { decideAction, RETURN_MACHINE, type ReturnAction, type ReturnState, type StepAction } from './return.rules.ts';
import { type OnReturn, ReturnAnswer } from './return.schema.ts';
import { insertStep, lockReturn, moveReturn, partyOfReturn, type ReturnRecord } from './return.store.ts';
import './errors.ts';
import './permissions.ts';
import type { z } from 'zod';

/** The return of a command: locked, in a state that allows the command, in the version its caller has read. */
export async function returnForAction(
  { db }: Pick<CommandContext, 'db'>,
  input: { returnId: string; version?: number },
  action: ReturnAction,
): Promise<{ found: ReturnRecord; to: ReturnState }> {
  const found = await lockReturn(db, input.returnId);
  if (found === undefined) throw new AppError('platform/not-found');
  if (input.version !== undefined && found.version !== input.version)
    throw new AppError('platform/stale', { current: found.version, yours: input.version });
  return { found, to: unwrap(decideAction(found.state, action)) };
}

/** Refuses a file of another party, and one that fewer people may read than the return: the evidence of the return could not show it. */
export async function checkDocument(db: Database, found: Pick<ReturnRecord, 'partyId' | 'label'>, documentId: string): Promise<void> {
  const document = await documentOf(db, documentId);
  if (document?.partyId !== found.partyId) throw new AppError('returns/unknown-document');
  if (!labelCovers(found.label, document.label)) throw new AppError('evidence/file-label-differs');
}

/** The roles a person holds at a party. In one-person mode that person holds all of them. */
export function rolesAt(subject: Subject, partyId: string): Role[] {
  if (subject.sole) return [...group('signers', 'legal-advisers', 'office')];
  return [
    ...subject.grants.flatMap(({ role, party }) => (party === partyId ? [role] : [])),
    ...(holdsRole(subject, 'office') ? group('office') : []),
  ];
}

/** A question of a return with its section, or a refusal. */
export function questionOf(
  found: Pick<ReturnRecord, 'questionnaire'>,
  questionId: string,
): { section: QuestionnaireSection; question: Question } {
  for (const section of found.questionnaire.sections) {
    const question = section.questions.find(({ id }) => id === questionId);
    if (question) return { section, question };
  }
  throw new AppError('returns/not-asked', { questionId });
}

/** The clauses these questions carry out. */
export function clausesOf(editionId: string, questions: readonly Pick<Question, 'obligations'>[]): string[] {
  const edition = currentCatalogue().edition(editionId);
  return [...new Set(questions.flatMap(({ obligations }) => obligations.map((id) => edition.obligation(id).clause)))];
}

/** Every question of a return. */
export const questionsOf = ({ questionnaire }: Pick<ReturnRecord, 'questionnaire'>): Question[] =>
  questionnaire.sections.flatMap(({ questions }) => questions);

/** What a step changes besides its history entry. */
export type StepDone = {
  signer?: { name: string; capacity: string; documentId: string | null };
  note?: string;
  submittedVersion?: number;
  evidenceKind?: string;
  detail?: Record<string, unknown>;
};

/** Declares the command of an action that moves a return. Its name and permission come from the table of states; `run` does the action's other work. */
export function defineReturnAction<Input extends z.ZodType<z.output<typeof OnReturn>>>(
  action: StepAction,
  input: Input,
  run?: (context: CommandContext, found: ReturnRecord, input: z.output<Input>) => Promise<StepDone>,
): Command<Input, typeof ReturnAnswer> {
  return defineCommand<Input, typeof ReturnAnswer>({
    ...commandOf<ReturnAction>(RETURN_MACHINE, action),
    clauses: (_, entry) => entry.clauses ?? [],
    input,
    answer: ReturnAnswer,
    party: ({ returnId }, db) => partyOfReturn(db, returnId),
    async run(context, input) {
      const { db, change, write, subject, now, newId } = context;
      const { found, to } = await returnForAction(context, input, action);
      const { submittedVersion, evidenceKind, detail, ...stepDetails } = (await run?.(context, found, input)) ?? {};
      await change(
        moveReturn(db, { ...found, submittedVersion: submittedVersion ?? found.submittedVersion }, to, now),
        'platform/conflict',
      );
      write(insertStep(db, { id: newId(), of: found, action: action, to, at: now, by: subject.person, ...stepDetails }));
      return {
        answer: { id: found.id, state: to, version: found.version + 1 },
        entry: {
          subjectKind: 'return',
          subjectId: found.id,
          partyId: found.partyId,
          clauses: clausesOf(found.editionId, questionsOf(found)),
          ...(evidenceKind !== undefined && { evidenceKind }),
          detail: { from: found.state, to, ...stepDetails, ...detail },
        },
      };
    },
  });
}
