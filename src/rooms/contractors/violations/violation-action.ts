import type { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { type Command, type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { decideViolation, VIOLATION_MACHINE, type ViolationAction } from './violation.rules.ts';
import { type OnViolation, ViolationAnswer } from './violation.schema.ts';
import { lockViolation, partyOfViolation, type ViolationRecord } from './violation.store.ts';
import { dueAfterStep } from './violation-clocks.rules.ts';
import { clocksOn } from './violation-clocks.ts';
import '../errors.ts';
import '../permissions.ts';

type More = {
  /** Columns that the action sets in addition to its state. */
  set?: { abated_on?: string | null; replied_on?: string; danger?: boolean; determined_by?: string; remedies?: string[] };
  /** What is stored with the step, and named in the log. */
  detail?: object;
  /** Words that are stored with the step alone: the log carries none. */
  stored?: object;
  evidenceKind?: string;
  abateBy?: string | null;
  replyBy?: string | null;
};

/**
 * The command of an action of `VIOLATION_MACHINE`: it asks the rule, stores the step, and sets what is due next. `more` does what the action does in addition.
 */
export function defineViolationAction<Input extends z.ZodType<z.output<typeof OnViolation>>>(
  action: ViolationAction,
  input: Input,
  more: (context: CommandContext, found: ViolationRecord, sent: z.output<Input>) => More | Promise<More> = () => ({}),
): Command<Input, typeof ViolationAnswer> {
  return defineCommand({
    ...commandOf(VIOLATION_MACHINE, action),
    clauses: CONTRACT_CLAUSES,
    input,
    answer: ViolationAnswer,
    party: ({ violationId }, db) => partyOfViolation(db, violationId),
    async run(context, sent) {
      const { db, change, write, subject, now, newId } = context;
      const found = await lockViolation(db, sent.violationId, sent.version);
      const today = dayOf(now);
      const step = unwrap(decideViolation(found, action, { today, person: subject.person }));
      const {
        set = {},
        detail = {},
        stored = {},
        evidenceKind,
        abateBy = found.abateBy,
        replyBy = found.replyBy,
      } = await more(context, found, sent);
      const replied = (set.replied_on ?? found.repliedOn) !== null;
      const was = { due: found.dueOn, stage: found.stageDueOn };
      const { due, stage } = dueAfterStep(step, was, { today, abateBy, replyBy, replied, clocks: clocksOn(now) });
      await change(
        db
          .updateTable('contractors.violation')
          .set({
            ...{ state: step.to, ...set, abate_until: abateBy, reply_until: replyBy },
            ...{ due_on: due, stage_due_on: stage, version: found.version + 1 },
          })
          .where('id', '=', found.id)
          .where('version', '=', found.version),
        'platform/conflict',
      );
      write(
        db.insertInto('contractors.violation_step').values({
          ...{ id: newId(), violation_id: found.id, party_id: found.partyId, action, on_day: today, note: sent.note },
          ...{ detail: JSON.stringify({ ...detail, ...stored }), recorded_at: now, recorded_by: subject.person },
        }),
      );
      return {
        answer: { violationId: found.id, state: step.to, version: found.version + 1 },
        entry: {
          ...{ subjectKind: 'violation', subjectId: found.id, partyId: found.partyId, ...(evidenceKind && { evidenceKind }) },
          detail: { contract: found.contract, action, state: step.to, ...detail },
        },
      };
    },
  });
}

/** The last day on which the firm may reply, if it is asked today. */
export const replyUntil = (now: Date): string => plusDays(dayOf(now), clocksOn(now).replyDays);

/** Refuses a day that is over: an order for the past can be kept by no firm. */
export function requireDayToCome(day: string, now: Date): void {
  if (day < dayOf(now)) throw new AppError('contractors/day-is-over');
}
