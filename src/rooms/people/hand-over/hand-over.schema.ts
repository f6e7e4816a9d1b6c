import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { LABELS } from '#kernel/labels.ts';
import { pageOf } from '#kernel/page.ts';
import { ROLES } from '#kernel/roles.ts';

/** People by a part of their name, for choosing a successor. */
export const FindColleagues = z.strictObject({ find: z.string().trim().min(2).max(100) });
export const Colleagues = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Hands over a position: these grants, to one person, with the leaver's last day. */
export const HandOverPosition = z.strictObject({
  successorId: z.uuid(),
  lastDay: Day,
  grantIds: z.array(z.uuid()).min(1).max(100),
});
export const PositionHandedOver = z.object({ handOverId: z.string() });

/** Accepted as a whole, or refused with a reason. */
export const DecideHandOver = z.strictObject({
  handOverId: z.uuid(),
  accept: z.boolean(),
  reason: z.string().trim().min(1).max(1000).nullable().default(null),
});

/** One grant of a hand-over and what became of it. */
export const ProposedGrant = z.object({
  /** The leaver's grant; null where an import proposed the role. */
  grantId: z.string().nullable(),
  role: z.enum(ROLES),
  party: z.object({ id: z.string(), name: BothLanguages }).nullable(),
  /** Null where this reader may not see the grant that is handed over; a person who may decide sees it. The same for unit, operation and rotation. */
  label: z.enum(LABELS).nullable(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  operationCode: z.string().nullable(),
  contingent: z.string().nullable(),
  /** The last day of the new grant; null where it has none. */
  until: z.string().nullable(),
  accepted: z.boolean().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Whether this reader may decide it. */
  yours: z.boolean(),
});
export const HandOverView = z.object({
  id: z.string(),
  from: z.object({ id: z.string(), name: z.string() }),
  to: z.object({ id: z.string(), name: z.string() }),
  /** The leaver’s last day; null where an import proposed the roles and nobody leaves. */
  lastDay: z.string().nullable(),
  proposedAt: z.string(),
  grants: z.array(ProposedGrant),
});
export type HandOverView = z.infer<typeof HandOverView>;
export const HandOvers = pageOf(HandOverView);
