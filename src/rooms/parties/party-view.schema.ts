import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { OWNER_KINDS, PARTY_KINDS } from '#kernel/party-kinds.ts';
import { FactDate, Names, PARTY_STATUSES, PartyFacts } from './party.schema.ts';

/** A party in a list: what it is today and the owner kinds as which it therefore owes obligations. */
export const PartyLine = z.object({
  id: z.string(),
  kind: z.enum(PARTY_KINDS),
  code: z.string(),
  name: Names,
  statusNeutral: z.boolean(),
  partyStatus: z.enum(PARTY_STATUSES),
  owes: z.array(z.enum(OWNER_KINDS)),
  /** Since when it is an Ally, as exact as the source; null where it is none today. */
  allySince: FactDate.nullable(),
  /** Confirmed contributions in force today. */
  contributions: z.array(z.object({ id: z.string(), operation: z.string(), from: Day, to: Day.nullable() })),
  /** The latest observed contribution in an operation that still runs. It binds no party. */
  lastSeen: z
    .object({ operation: z.string(), asOf: FactDate.nullable(), personnel: z.number().int().nullable(), source: z.string() })
    .nullable(),
  note: z.string().nullable(),
  source: z.string(),
});
export type PartyLine = z.infer<typeof PartyLine>;

export const RotationView = z.object({
  id: z.string(),
  operation: z.object({ id: z.string(), code: z.string() }),
  contingent: z.string(),
  from: Day,
  handOver: Day.nullable(),
  version: z.number().int(),
});
export const UnitView = z.object({
  id: z.string(),
  name: z.string(),
  superiorId: z.string().nullable(),
  location: z.string().nullable(),
  version: z.number().int(),
  rotations: z.array(RotationView),
});
export type UnitView = z.infer<typeof UnitView>;

/** One party with all that is known about it, and the units this reader may see. */
export const PartyView = PartyLine.extend({
  facts: PartyFacts,
  operation: z.object({ theatre: z.string(), hostId: z.string().nullable(), version: z.number().int() }).nullable(),
  partner: z
    .object({
      kind: z.string(),
      countryId: z.string().nullable(),
      contactKind: z.string().nullable(),
      contact: z.string().nullable(),
      contactTested: FactDate.nullable(),
      sourceDate: z.string().nullable(),
    })
    .nullable(),
  units: z.array(UnitView),
});
export type PartyView = z.infer<typeof PartyView>;
