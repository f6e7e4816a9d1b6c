import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { Currency } from '../rates/rate.schema.ts';
import { CONTRACT_STATES, MEMBER_KINDS } from '../register/contract.rules.ts';
import { Amount, Country } from '../register/contract.schema.ts';
import { STATEMENTS } from './certification.rules.ts';
import { DUES } from './due.rules.ts';
import { FLOWS } from './flow.rules.ts';
import { OWED_REASONS } from './owed.rules.ts';
import { PART_VERDICTS, PLAN_PARTS } from './review.rules.ts';
import { RISK_RULES } from './risk.rules.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/** A plan that was received. `file`: its name and hash, which the browser computes; the file itself is not sent. */
export const AddPlan = z.strictObject({
  contractId: z.uuid(),
  memberId: z.uuid().nullable(),
  on: Day,
  title: text(200),
  file: z.strictObject({ name: text(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).nullable(),
});
export const PlanAnswer = z.object({ planId: z.string(), version: z.int() });

const Part = z.strictObject({ verdict: z.enum(PART_VERDICTS), note: text(1000).nullable() });
export const PlanReview = z.strictObject(
  Object.fromEntries(PLAN_PARTS.map((part) => [part, Part])) as Record<(typeof PLAN_PARTS)[number], typeof Part>,
);
export const ReviewPlan = z.strictObject({ planId: z.uuid(), review: PlanReview, version: z.number().int() });
/** Since when a plan is posted, and where: at the place of work, where workers see it. */
export const PostPlan = z.strictObject({ planId: z.uuid(), on: Day, where: text(300), version: z.number().int() });

/** What is known of the contract with a firm under a contract. `version`: that of the firm. */
export const ChangeSubcontract = z.strictObject({
  contractId: z.uuid(),
  memberId: z.uuid(),
  value: Amount.nullable(),
  currency: Currency.nullable(),
  country: Country.nullable(),
  offTheShelf: z.boolean().nullable(),
  flows: z.boolean().nullable(),
  document: text(200).nullable(),
  version: z.number().int(),
});

export const Due = z.object({ kind: z.enum(DUES), on: z.string().nullable(), late: z.boolean() });
const Figure = z.object({ from: z.string(), above: z.number(), source: z.string() });
const Plan = z.object({
  id: z.string(),
  title: z.string(),
  receivedOn: z.string(),
  fileName: z.string().nullable(),
  source: z.enum(['officer', 'firm']),
  state: z.enum(['to-review', 'accepted', 'returned', 'not-readable']),
  review: PlanReview.nullable(),
  reviewedAt: z.string().nullable(),
  postedOn: z.string().nullable(),
  postedWhere: z.string().nullable(),
  version: z.int(),
});
const Certification = z.object({
  on: z.string(),
  name: z.string(),
  function: z.string(),
  statements: z.array(z.enum(STATEMENTS)),
  source: z.enum(['officer', 'firm']),
});

/** One firm of a contract: what it owes, its newest plan and certification, and what is due. The first one is the contractor: `memberId` null. */
export const FirmPlans = z.object({
  memberId: z.string().nullable(),
  version: z.int().nullable(),
  name: z.string(),
  kind: z.enum(MEMBER_KINDS).nullable(),
  tier: z.int(),
  leftOn: z.string().nullable(),
  owed: z.enum(['yes', 'no', 'unknown']),
  reasons: z.array(z.enum(OWED_REASONS)),
  figure: Figure.nullable(),
  /** Its value in the currency of the figure, with the days of the rates. */
  amount: z.number().nullable(),
  rateDays: z.array(z.string()),
  value: z.string().nullable(),
  currency: z.string().nullable(),
  country: z.string().nullable(),
  offTheShelf: z.boolean().nullable(),
  flows: z.boolean().nullable(),
  document: z.string().nullable(),
  /** How the clause reaches it; null: the contractor. */
  flow: z.enum(FLOWS).nullable(),
  plan: Plan.nullable(),
  certification: Certification.nullable(),
  dues: z.array(Due),
});

export const Plans = z.object({
  contractId: z.string(),
  mayManage: z.boolean(),
  /** The currency of the figures of the set; null: the set asks for no plan. */
  currency: z.string().nullable(),
  risk: z.object({
    level: z.enum(['low', 'medium', 'high']),
    atMost: z.enum(['low', 'medium', 'high']),
    points: z.int(),
    rules: z.array(z.object({ id: z.enum(RISK_RULES.map(({ id }) => id)), points: z.int(), holds: z.boolean().nullable() })),
  }),
  firms: z.array(FirmPlans),
});

export const DueRow = Due.extend({
  contractId: z.string(),
  partyId: z.string(),
  number: z.string(),
  state: z.enum(CONTRACT_STATES),
  firm: z.string(),
  memberId: z.string().nullable(),
});
/** What is late, due soon or owed without a day; `total`: how many there are; `unknown`: of how many contracts it is not known whether they owe a plan. */
export const DueRows = z.object({ items: z.array(DueRow), total: z.int(), unknown: z.int(), days: z.int() });
