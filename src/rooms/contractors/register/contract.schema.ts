import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { Day } from '#kernel/day.ts';
import { Currency } from '../rates/rate.schema.ts';
import { CONTRACT_MACHINE, CONTRACT_STATES, COVERAGES, LABOURS, MEMBER_KINDS } from './contract.rules.ts';

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** A code of ISO 3166. */
export const Country = z.string().refine((code) => /^[A-Z]{2}$/.test(code) && REGIONS.of(code) !== undefined, { error: 'country' });
/** An amount of money with at most two decimals, as text, so that nothing is rounded. */
export const Amount = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,2})?$/);

const text = (most: number) => z.string().trim().min(1).max(most);

/** What the register says of a contract. Null where it is not known: an unknown is never taken for a no. */
export const ContractFields = z.strictObject({
  number: text(60),
  title: text(300),
  contractor: text(200),
  contractorId: z.uuid().nullable(),
  value: Amount.nullable(),
  currency: Currency.nullable(),
  country: Country.nullable(),
  place: text(200).nullable(),
  abroad: z.boolean().nullable(),
  offTheShelf: z.boolean().nullable(),
  labour: z.enum(LABOURS).nullable(),
  recruitsMigrants: z.boolean().nullable(),
  housesWorkers: z.boolean().nullable(),
  clauseOn: Day.nullable(),
  awardedOn: Day.nullable(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  officerId: z.uuid().nullable(),
  operationId: z.uuid().nullable(),
  setId: text(60),
});

export const RecordContract = ContractFields.extend({ partyId: z.uuid(), state: z.enum(CONTRACT_STATES) });
export const ChangeContract = ContractFields.omit({ number: true }).extend({ contractId: z.uuid(), version: z.number().int() });
/** A step of a contract, on a day that is not to come. */
export const MoveContract = z.strictObject({ contractId: z.uuid(), on: Day, version: z.number().int() });
export const ContractAnswer = z.object({ contractId: z.string(), version: z.int() });

/** A firm under a contract. `parentId`: the firm that engaged it; null: the contractor. */
export const AddMember = z.strictObject({
  contractId: z.uuid(),
  parentId: z.uuid().nullable(),
  kind: z.enum(MEMBER_KINDS),
  name: text(200),
  work: text(300).nullable(),
  country: Country.nullable(),
});
/** What was recorded wrongly of a firm under a contract: it is still the same firm. */
export const CorrectMember = AddMember.extend({ memberId: z.uuid(), version: z.number().int() });
/** The day since when a firm no longer works under the contract. */
export const LeaveMember = z.strictObject({ contractId: z.uuid(), memberId: z.uuid(), on: Day, version: z.number().int() });
/** How a list of contracts is narrowed. `release`: to those whose next step, the award or an option, is held. `find`: part of a number, firm or place. */
export const ContractFilter = z.strictObject({
  partyId: z.uuid().optional(),
  coverage: z.enum(COVERAGES).optional(),
  state: z.enum(CONTRACT_STATES).optional(),
  setId: z.string().max(60).optional(),
  release: z.enum(['held']).optional(),
  find: z.string().trim().min(1).max(100).optional(),
});
export const MemberAnswer = z.object({ memberId: z.string(), version: z.int() });

export const Member = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(MEMBER_KINDS),
  tier: z.int(),
  name: z.string(),
  work: z.string().nullable(),
  country: z.string().nullable(),
  leftOn: z.string().nullable(),
  version: z.int(),
});

/** A row of the register. `valueEur` is null where the value, or a rate for its currency, is not known. */
export const ContractRow = z.object({
  id: z.string(),
  partyId: z.string(),
  number: z.string(),
  state: z.enum(CONTRACT_STATES),
  title: z.string(),
  contractor: z.string(),
  value: z.string().nullable(),
  currency: z.string().nullable(),
  valueEur: z.string().nullable(),
  country: z.string().nullable(),
  place: z.string().nullable(),
  endsOn: z.string().nullable(),
  setId: z.string(),
  coverage: z.enum(COVERAGES),
  version: z.int(),
});
export const Contract = ContractRow.extend({
  ...ContractFields.pick({ abroad: true, offTheShelf: true, labour: true, recruitsMigrants: true, housesWorkers: true }).shape,
  contractorId: z.string().nullable(),
  rate: z.string().nullable(),
  rateOn: z.string().nullable(),
  clauseOn: z.string().nullable(),
  awardedOn: z.string().nullable(),
  startsOn: z.string().nullable(),
  officerId: z.string().nullable(),
  operationId: z.string().nullable(),
  members: z.array(Member),
  /** The contractors that it had before this one, the last first. `until`: the day on which it got another one; null: not known. */
  earlierContractors: z.array(z.object({ name: z.string(), until: z.string().nullable() })),
  actions: offeredActionsOf(CONTRACT_MACHINE),
  /** Whether the reader may change it. */
  mayManage: z.boolean(),
});
