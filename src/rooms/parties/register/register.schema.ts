import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { BODY_KINDS, FactDate, isTested, Names } from '../party.schema.ts';

// Input of the register's commands. The forms validate with the same schemas before they send it.

const Text = z.string().trim().min(1).max(2000);

/** Registers a nation, a body, an operation or a partner, with the fields that each kind needs. */
export const RegisterParty = z
  .strictObject({
    kind: z.enum(['nation', 'body', 'operation', 'partner']),
    code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, { error: 'code' }),
    name: Names,
    bodyKind: z.enum(BODY_KINDS).optional(),
    statusNeutral: z.boolean().default(false),
    /** When an operation or a body began and ended, as exactly as known. */
    from: FactDate.optional(),
    to: FactDate.optional(),
    note: Text.optional(),
    source: Text,
    /** Membership of the alliance since this day, month or year. */
    memberSince: FactDate.optional(),
    theatre: Text.optional(),
    hostId: z.uuid().optional(),
    partner: z
      .strictObject({
        kind: Text,
        countryId: z.uuid().optional(),
        contactKind: z.enum(['phone', 'web', 'email']).optional(),
        contact: Text.optional(),
        /** When someone last tried the contact. A telephone number needs it. */
        contactTested: FactDate.optional(),
        sourceDate: Text.optional(),
      })
      .refine(
        (one) =>
          isTested({ contact_kind: one.contactKind ?? null, contact: one.contact ?? null, contact_tested: one.contactTested ?? null }),
        {
          error: 'phone-not-tested',
          path: ['contactTested'],
        },
      )
      .optional(),
  })
  .refine((party) => party.kind !== 'nation' || /^[A-Z]{2}$/.test(party.code), { error: 'two-letters', path: ['code'] })
  .refine((party) => (party.kind === 'body') === (party.bodyKind !== undefined), { error: 'body-kind', path: ['bodyKind'] })
  .refine((party) => (party.kind === 'operation') === (party.theatre !== undefined), { error: 'theatre', path: ['theatre'] })
  .refine((party) => (party.kind === 'partner') === (party.partner !== undefined), { error: 'partner', path: ['partner'] })
  .refine((party) => party.kind === 'nation' || party.memberSince === undefined, { error: 'nation', path: ['memberSince'] });

/** A firm that works for the alliance. */
export const RegisterContractor = z.strictObject({
  code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,23}$/, { error: 'code' }),
  name: Names,
  from: FactDate.optional(),
  to: FactDate.optional(),
  note: z.string().trim().min(1).max(2000).optional(),
  source: z.string().trim().min(1).max(2000),
});

/** A nation takes part in an operation from one day to another; `to` null: no end known. */
export const ConfirmContribution = z.strictObject({
  partyId: z.uuid(),
  operationId: z.uuid(),
  from: Day,
  to: Day.nullable().default(null),
  /** The basis of the confirmation: an agreement, a letter, a roster. */
  source: z.string().trim().min(1).max(2000),
});

/** The last day of a contribution. */
export const EndContribution = z.strictObject({ contributionId: z.uuid(), to: Day, version: z.number().int() });

/** An operation lets contracts itself from a day on; `from` null: it does not, or nobody knows any more. */
export const RecordContracting = z.strictObject({
  partyId: z.uuid(),
  from: Day.nullable(),
  /** How it is known: a contract, a letter, the plan of the operation. */
  source: z.string().trim().min(1).max(2000),
  version: z.number().int(),
});

/** A unit of a party. */
export const RegisterUnit = z.strictObject({
  partyId: z.uuid(),
  name: z.string().trim().min(1).max(200),
  superiorId: z.uuid().nullable().default(null),
  location: z.string().trim().min(1).max(200).nullable().default(null),
});

/** Another superior or place for a unit. */
export const MoveUnit = z.strictObject({
  unitId: z.uuid(),
  superiorId: z.uuid().nullable(),
  location: z.string().trim().min(1).max(200).nullable(),
  version: z.number().int(),
});

/** A unit serves in an operation from one day until its hand-over. */
export const PlanRotation = z.strictObject({
  unitId: z.uuid(),
  operationId: z.uuid(),
  /** The name that its nation gives the contingent. */
  contingent: z.string().trim().min(1).max(100),
  from: Day,
  handOver: Day.nullable().default(null),
});

/** Another day of hand-over. */
export const SetHandOver = z.strictObject({ rotationId: z.uuid(), handOver: Day.nullable(), version: z.number().int() });
