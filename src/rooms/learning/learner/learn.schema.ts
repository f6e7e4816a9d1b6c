import { z } from 'zod';

const Id = z.string().min(1).max(40);
const Moment = z.iso.datetime();
/** The fingerprint of the questions as the learner saw them (`checkPrint`). */
const Print = z.string().regex(/^[0-9a-f]{64}$/);
/** A secret of a session or of a queue, as this program creates them. */
export const Secret = z.string().regex(/^[\w-]{43}$/);
/** Answers of a check: its items, each with the chosen ids. */
export const Answers = z.record(Id, z.array(Id).max(12)).refine((answers) => Object.keys(answers).length <= 60, { error: 'too-many' });

/** Something a learner did, perhaps hours ago on an offline phone. Each action names what it is about, so submitting it twice has one effect. */
export const LearnerAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('read'), lesson: Id, version: z.int().min(1).max(10_000), at: Moment }),
  z.strictObject({ do: z.literal('answer'), attempt: z.uuid(), answers: Answers, print: Print.optional(), at: Moment }),
  // A module passed elsewhere is signed by the id of its record.
  z.strictObject({ do: z.literal('sign-record'), record: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: Moment }),
  z.strictObject({ do: z.literal('sign'), attempt: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: Moment }),
]);
export type LearnerAction = z.infer<typeof LearnerAction>;

/** The result of an action. `refused` gives the reason and is final: the phone can delete it. */
export const LearnerActionResult = z.object({
  done: z.boolean(),
  refused: z.string().nullable(),
  score: z.number().int().nullable(),
  passed: z.boolean().nullable(),
});
export type LearnerActionResult = z.infer<typeof LearnerActionResult>;
export const Learnt = z.object({ results: z.array(LearnerActionResult) });

const DrawnItem = z.object({ lesson: z.string(), item: z.string(), order: z.array(z.string()) });
const AttemptView = z.object({
  id: z.string(),
  module: z.string(),
  version: z.number().int(),
  /** The lessons it covers; null: the whole module. */
  lessons: z.array(z.string()).nullable(),
  drawn: z.array(DrawnItem).nullable(),
  answeredAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  score: z.number().int().nullable(),
  missed: z.array(z.string()).nullable(),
  passed: z.boolean().nullable(),
  acknowledgedAt: z.string().nullable(),
  forgiven: z.boolean(),
  dueAgain: z.boolean(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** The learner of a session at the player, with all their data; or that the session is over, and why. */
export const Learner = z.union([
  z.object({ over: z.enum(['other-phone', 'left', 'new-pin', 'taken-over', 'class-closed', 'ended']), at: z.string() }),
  z.object({
    session: z.string(),
    trainee: z.string(),
    number: z.string(),
    /** The operation that they go to. */
    operation: z.uuid().nullable(),
    party: z.uuid(),
    class: z.object({ id: z.string(), code: z.string(), title: z.string(), modules: z.array(z.string()), endsOn: z.string() }).nullable(),
    done: z.array(z.object({ lesson: z.string(), version: z.number().int() })),
    /** By module: the lessons they lack, if they have the others. */
    lacking: z.record(z.string(), z.array(z.string())),
    attempts: z.array(AttemptView),
    /** By module: what was passed elsewhere, if nothing but the signature can be missing. */
    elsewhere: z.record(
      z.string(),
      z.object({
        record: z.string(),
        version: z.number().int(),
        passedAt: z.string(),
        score: z.number().int().nullable(),
        signedAt: z.string().nullable(),
        until: z.string().nullable(),
      }),
    ),
  }),
]);
/** A learner with a valid session. */
export type ActiveLearner = Exclude<z.infer<typeof Learner>, { over: string }>;
