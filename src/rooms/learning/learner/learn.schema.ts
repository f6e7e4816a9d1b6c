import { z } from 'zod';

const Id = z.string().min(1).max(40);
const Moment = z.iso.datetime();
/** A secret of a session or of a queue, as this program makes them. */
export const Secret = z.string().regex(/^[\w-]{43}$/);
/** Answers of a check: the items of it, each with the ids chosen. */
export const Answers = z.record(Id, z.array(Id).max(12)).refine((answers) => Object.keys(answers).length <= 60, { error: 'too-many' });

/** Something a learner did, perhaps hours ago on a phone without a network. Doing it twice is doing it once: each names what it is about. */
export const Act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('read'), lesson: Id, version: z.int().min(1).max(10_000), at: Moment }),
  z.strictObject({ do: z.literal('answer'), attempt: z.uuid(), answers: Answers, at: Moment }),
  // What was passed elsewhere is signed by its record.
  z.strictObject({ do: z.literal('sign-record'), record: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: Moment }),
  z.strictObject({ do: z.literal('sign'), attempt: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: Moment }),
]);
export type Act = z.infer<typeof Act>;

/** What became of an act. `refused` names why, and is final: the phone need not keep it any longer. */
export const ActResult = z.object({
  done: z.boolean(),
  refused: z.string().nullable(),
  score: z.number().int().nullable(),
  passed: z.boolean().nullable(),
});
export type ActResult = z.infer<typeof ActResult>;
export const Learnt = z.object({ results: z.array(ActResult) });

const DrawnItem = z.object({ lesson: z.string(), item: z.string(), order: z.array(z.string()) });
const AttemptView = z.object({
  id: z.string(),
  module: z.string(),
  version: z.number().int(),
  /** The lessons it is of; null: the whole module. */
  lessons: z.array(z.string()).nullable(),
  drawn: z.array(DrawnItem).nullable(),
  receivedAt: z.string().nullable(),
  score: z.number().int().nullable(),
  missed: z.array(z.string()).nullable(),
  passed: z.boolean().nullable(),
  acknowledgedAt: z.string().nullable(),
  forgiven: z.boolean(),
  dueAgain: z.boolean(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** Who has a session at the player, with all that is theirs; or that it is over, and why. */
export const Learner = z.union([
  z.object({ over: z.enum(['other-phone', 'left', 'new-pin', 'taken-over', 'class-closed', 'ended']), at: z.string() }),
  z.object({
    session: z.string(),
    trainee: z.string(),
    number: z.string(),
    class: z.object({ id: z.string(), code: z.string(), title: z.string(), modules: z.array(z.string()), endsOn: z.string() }).nullable(),
    done: z.array(z.object({ lesson: z.string(), version: z.number().int() })),
    /** By module: the lessons they lack, where they have the others. */
    lacking: z.record(z.string(), z.array(z.string())),
    attempts: z.array(AttemptView),
    /** By module: what was passed elsewhere, where nothing but the signature can be missing. */
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
/** A learner whose session stands. */
export type Standing = Exclude<z.infer<typeof Learner>, { over: string }>;
