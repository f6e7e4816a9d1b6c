import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ROLE, ROLES } from '#kernel/roles.ts';
import { GrantView } from '../people.schema.ts';

const PartyName = z.object({ id: z.string(), name: BothLanguages });

/** A party whose grants this reader reviews; null: the roles held without a party. */
export const ReviewDue = z.object({
  party: PartyName.nullable(),
  grants: z.number().int(),
  lastReview: z.string().nullable(),
  due: z.string(),
  late: z.boolean(),
});
export type ReviewDue = z.infer<typeof ReviewDue>;
export const ReviewsDue = z.object({
  items: z.array(ReviewDue),
  /** Days between two reviews, and the origin of the number. */
  everyDays: z.number().int(),
  origin: BothLanguages,
});

/** The grants of a party for its review; `none` means the roles held without a party. */
export const AskReview = z.strictObject({ partyId: z.union([z.uuid(), z.literal('none')]) });
export const ReviewLine = GrantView.extend({
  person: z.object({ id: z.string(), name: z.string() }),
  givenAt: z.string(),
  /** The last day on which the person ran a command at this party or read its content; null where nothing is recorded. */
  lastUse: z.string().nullable(),
  /** Why this reader may not decide it; null where they may. */
  notYours: z.enum(['own', ROLE.policyOffice]).nullable(),
  /** It ends within the warning time. */
  endsSoon: z.boolean(),
});
export type ReviewLine = z.infer<typeof ReviewLine>;
export const ReviewSheet = z.object({
  party: PartyName.nullable(),
  lines: z.array(ReviewLine),
  due: ReviewDue.nullable(),
  past: z.array(z.object({ id: z.string(), by: z.string(), at: z.string(), kept: z.number().int(), ended: z.number().int() })),
});
export type ReviewSheet = z.infer<typeof ReviewSheet>;

/** A signed review: every grant under review is in one of the two lists. */
export const ReviewAccess = z.strictObject({
  partyId: z.uuid().nullable(),
  kept: z.array(z.uuid()).max(2000),
  ended: z.array(z.uuid()).max(2000),
});
export const AccessReviewed = z.object({ reviewId: z.string() });

export const ACCESS_TASKS = ['access-review', 'grant-ends', 'own-grant-ends', 'hand-over'] as const;
export const AccessTask = z.object({
  kind: z.enum(ACCESS_TASKS),
  /** How many parties, grants or hand-overs the task is about. */
  count: z.number().int(),
  /** The party, where the task is about one. */
  party: PartyName.nullable(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  role: z.enum(ROLES).nullable(),
  /** Null where no item of the task has a due date. */
  due: z.string().nullable(),
  late: z.boolean(),
});
export type AccessTask = z.infer<typeof AccessTask>;
export const AccessTasks = z.object({ tasks: z.array(AccessTask) });
