import { AppError } from '#kernel/errors.ts';
import { group, type Role } from '#kernel/roles.ts';
import { type Command, type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { currentCatalogue, type Question, type QuestionnaireSection } from '#rooms/policy/index.ts';
import { decideStep, type ReturnAct, type ReturnState, type StepAct } from './return.rules.ts';
import { type OnReturn, ReturnAnswer } from './return.schema.ts';
import { insertStep, lockReturn, moveReturn, partyOfReturn, type ReturnRecord } from './return.store.ts';
import './errors.ts';
import './permissions.ts';
import type { z } from 'zod';

/** The return of a command: locked, in a state that allows the command, in the version its caller has read. */
export async function returnForAct(
  { db }: Pick<CommandContext, 'db'>,
  input: { returnId: string; version?: number },
  act: ReturnAct,
): Promise<{ found: ReturnRecord; to: ReturnState }> {
  const found = await lockReturn(db, input.returnId);
  if (found === undefined) throw new AppError('platform/not-found');
  if (input.version !== undefined && found.version !== input.version)
    throw new AppError('platform/stale', { current: found.version, yours: input.version });
  return { found, to: unwrap(decideStep(found.state, act)) };
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
  handedIn?: number;
  evidenceKind?: string;
  detail?: Record<string, unknown>;
};

/** Declares a command that takes a return one step further in its state table; `run` does the step's other work. */
export function defineStep<Input extends z.ZodType<z.output<typeof OnReturn>>>(step: {
  name: Command['name'];
  permission: Command['permission'];
  act: StepAct;
  input: Input;
  run?: (context: CommandContext, found: ReturnRecord, input: z.output<Input>) => Promise<StepDone>;
}): Command<Input, typeof ReturnAnswer> {
  return defineCommand<Input, typeof ReturnAnswer>({
    name: step.name,
    permission: step.permission,
    clauses: (_, entry) => entry.clauses ?? [],
    input: step.input,
    answer: ReturnAnswer,
    party: ({ returnId }, db) => partyOfReturn(db, returnId),
    async run(context, input) {
      const { db, change, write, subject, now, newId } = context;
      const { found, to } = await returnForAct(context, input, step.act);
      const { handedIn, evidenceKind, detail, ...said } = (await step.run?.(context, found, input)) ?? {};
      await change(moveReturn(db, { ...found, handedIn: handedIn ?? found.handedIn }, to, now), 'platform/conflict');
      write(insertStep(db, { id: newId(), of: found, act: step.act, to, at: now, by: subject.person, ...said }));
      return {
        answer: { id: found.id, state: to, version: found.version + 1 },
        entry: {
          subjectKind: 'return',
          subjectId: found.id,
          partyId: found.partyId,
          clauses: clausesOf(found.editionId, questionsOf(found)),
          ...(evidenceKind !== undefined && { evidenceKind }),
          detail: { from: found.state, to, ...said, ...detail },
        },
      };
    },
  });
}
