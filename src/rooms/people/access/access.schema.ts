import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { isId } from '#kernel/ids.ts';
import { LABELS } from '#kernel/labels.ts';
import { PageQuery } from '#kernel/page.ts';
import { ROLES } from '#kernel/roles.ts';
import { INSPECTED_KINDS, REASONS, RECORDED_KINDS } from './access.rules.ts';

export const OpeningGrant = z.object({
  id: z.string(),
  role: z.enum(ROLES),
  party: z.string().nullable(),
  label: z.enum(LABELS),
  from: z.string(),
  to: z.string().nullable(),
  givenBy: z.string().nullable(),
  /** Whether the list of single sign-on gives it. */
  singleSignOn: z.boolean(),
  givenAt: z.string(),
});
export type OpeningGrant = z.infer<typeof OpeningGrant>;

export const WhoMaySee = z.strictObject({ kind: z.enum(INSPECTED_KINDS), objectId: z.uuid() });
export const WhoMaySeeAnswer = z.object({
  kind: z.enum(INSPECTED_KINDS),
  objectId: z.string(),
  parties: z.array(z.object({ id: z.string(), name: BothLanguages })),
  /** Released: everybody who is signed in sees it, regardless of their roles. */
  everybody: z.boolean(),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** One-person mode, in which the person sees everything. */
      alone: z.boolean(),
      /** Each grant that opens it, with the name of its party. */
      opens: z.array(z.object({ grant: OpeningGrant, at: BothLanguages.nullable(), reason: z.enum(REASONS) })),
    }),
  ),
});
export type WhoMaySeeAnswer = z.infer<typeof WhoMaySeeAnswer>;

const Id = z.string().refine(isId, { error: 'id' });
/** Access records, newest first. */
export const AskRecords = PageQuery.extend({
  kind: z.enum(RECORDED_KINDS).optional(),
  objectId: Id.optional(),
  partyId: Id.optional(),
  personId: Id.optional(),
  outcome: z.enum(['read', 'denied']).optional(),
});
export const AccessRecord = z.object({
  id: z.string(),
  minute: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  kind: z.enum(RECORDED_KINDS),
  objectId: z.string().nullable(),
  party: z.object({ id: z.string(), name: BothLanguages }).nullable(),
  outcome: z.enum(['read', 'denied']),
});
export type AccessRecord = z.infer<typeof AccessRecord>;
