import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';

/** A name in both languages of the product. */
export const Names = z.object({ en: z.string().trim().min(1).max(200), fr: z.string().trim().min(1).max(200) });
export type Names = z.infer<typeof Names>;

/** A day, month or year, as exact as the source gives it. */
export const FactDate = z.string().refine(isPartialDate, { error: 'date' });

/** Subtypes of a body: headquarters staff, commands, agencies and schools. Other kinds of party have none. */
export const BODY_KINDS = ['headquarters', 'command', 'agency', 'school'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Whether a contact may be kept: a telephone number only with the date on which someone tried it. A dead number harms the person who calls it. */
export function isTested(of: { contact_kind?: string | null; contact?: string | null; contact_tested?: string | null }): boolean {
  return of.contact_kind !== 'phone' || !of.contact || Boolean(of.contact_tested);
}

/** Membership of the alliance, dated as exactly as the source dates it. */
export const Membership = z.object({ id: z.string(), from: FactDate, to: FactDate.nullable(), source: z.string() });
export type Membership = z.infer<typeof Membership>;

/** An observed contribution: a source saw the party in an operation. A public fact that binds no party; `asOf` is null where the source gives no date. */
export const ObservedContribution = z.object({
  operation: z.string(),
  asOf: FactDate.nullable(),
  personnel: z.number().int().nonnegative().nullable(),
  note: z.string().nullable(),
  source: z.string(),
});
export type ObservedContribution = z.infer<typeof ObservedContribution>;

/** A contribution that a person confirmed: a party takes part in an operation from one day to another (open: no end known). */
export const Contribution = z.object({
  id: z.string(),
  operation: z.string(),
  from: Day,
  to: Day.nullable(),
  /** A person recorded that it ends on `to`. */
  ended: z.boolean(),
  confirmedBy: z.string(),
  confirmedAt: z.string(),
  source: z.string(),
  version: z.number().int(),
});
export type Contribution = z.infer<typeof Contribution>;

/** An operation lets contracts itself, from a day on. It then owes clauses 5c and 5f too. */
export const Contracting = z.object({ from: Day, source: z.string() });

/** All that the rules need to know about one party. */
export const PartyFacts = z.object({
  id: z.string(),
  kind: z.enum(PARTY_KINDS),
  /** Two letters for a nation (ISO 3166-1, or a user-assigned code such as XK), else a short code such as `KFOR`. */
  code: z.string(),
  name: Names,
  bodyKind: z.enum(BODY_KINDS).nullable(),
  /** References are without prejudice to positions on status. */
  statusNeutral: z.boolean(),
  /** When the party itself began and ended: an operation, a contractor, an agency. Null: not known, or it still exists. */
  from: FactDate.nullable(),
  to: FactDate.nullable(),
  memberships: z.array(Membership),
  observedContributions: z.array(ObservedContribution),
  contributions: z.array(Contribution),
  /** Since when an operation lets contracts itself, and how that is known. Null: nobody has recorded that it does. */
  contracting: Contracting.nullable(),
  /** Operations on the territory of this nation. */
  hosts: z.array(z.string()),
});
export type PartyFacts = z.infer<typeof PartyFacts>;

/** Operations by code, with their dates. */
export type OperationDates = ReadonlyMap<string, { readonly from: string | null; readonly to: string | null }>;

/** The status of a party on a given day. `seen` and `host` bind no party. */
export const PARTY_STATUSES = [
  'ally',
  'contributor',
  'seen',
  'host',
  'other',
  'body',
  'operation',
  'contractor',
  'partner',
  'ended',
] as const;
export type PartyStatus = (typeof PARTY_STATUSES)[number];
