import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { Day } from '#kernel/day.ts';
import { pageOf } from '#kernel/page.ts';
import { NotifiedBySet, Titles } from '../sets/titles.schema.ts';
import { AGGRAVATING, MITIGATING, REMEDIES, VIOLATION_MACHINE, VIOLATION_STATES } from './violation.rules.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
export const SOURCES = ['firm', 'report', 'inspection', 'worker', 'audit', 'press', 'other'] as const;

/** Credible information. `notifiedAt`: when the firm notified it; null: it came from elsewhere. */
export const RecordViolation = z.strictObject({
  contractId: z.uuid(),
  memberId: z.uuid().nullable(),
  /** An earlier contractor of the contract, by its name; null: the contractor of today, or the firm `memberId`. */
  contractor: text(200).nullable().default(null),
  title: text(200),
  summary: text(4000),
  /** Ids of provisions of the set that the contract owes; none where they are not known. */
  provisions: z.array(text(60)).max(40),
  source: z.enum(SOURCES),
  danger: z.boolean(),
  knownAt: z.iso.datetime(),
  notifiedAt: z.iso.datetime().nullable(),
});
export const ViolationAnswer = z.object({ violationId: z.string(), state: z.enum(VIOLATION_STATES), version: z.int() });

/** `to`: the id of someone whom the clause set names. `note`: when and how they were informed, or why not. */
export const InformNotified = z.strictObject({ violationId: z.uuid(), to: text(64), note: text(4000) });
export const InformAnswer = z.object({ violationId: z.string() });

/** A step of a violation with its note. */
export const OnViolation = z.strictObject({ violationId: z.uuid(), note: text(4000).nullable(), version: z.number().int() });
const Reasoned = OnViolation.extend({ note: text(4000) });
const factors = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.array(z.strictObject({ factor: z.enum(names), evidence: text(500) })).max(names.length);

/** What each action requires in addition to the violation. The day of a step is the day on which it is recorded. */
export const STEP_INPUTS = {
  'order-abatement': Reasoned.extend({ abateBy: Day }),
  'confirm-abatement': Reasoned,
  'mark-danger': Reasoned,
  investigate: OnViolation,
  'report-investigation': Reasoned,
  'ask-reply': Reasoned,
  'record-reply': Reasoned,
  'close-reply': OnViolation,
  substantiate: Reasoned,
  dismiss: Reasoned,
  'substantiate-in-danger': Reasoned,
  'decide-remedy': Reasoned.extend({
    remedies: z.array(z.enum(REMEDIES)).min(1).max(REMEDIES.length),
    mitigating: factors(MITIGATING),
    aggravating: factors(AGGRAVATING),
  }),
  'verify-remediation': Reasoned,
  record: OnViolation,
  close: Reasoned,
  terminate: Reasoned,
  /** Another authority debars. `selfCleaning`: what the firm did since to set things right; null: not known. `note`: what was decided. */
  debar: Reasoned.extend({
    ...{ authority: text(200), law: text(200), until: Day.nullable(), appeal: text(500).nullable() },
    selfCleaning: text(4000).nullable(),
  }),
} as const;

export const ViolationRow = z.object({
  id: z.string(),
  contractId: z.string(),
  contract: z.string(),
  /** The firm that it is about; null: a contractor whose name was not kept. */
  firm: z.string().nullable(),
  title: z.string(),
  danger: z.boolean(),
  state: z.enum(VIOLATION_STATES),
  dueOn: z.string().nullable(),
  late: z.boolean(),
});
export const ViolationRows = pageOf(ViolationRow);

export const Violation = ViolationRow.extend({
  partyId: z.string(),
  summary: z.string(),
  /** What is said to be violated, by title; none: nobody named a provision. */
  provisions: z.array(z.object({ id: z.string(), title: Titles })),
  /** The set of these provisions by title; null: none is named, or the set is not known here. */
  setTitle: Titles.nullable(),
  /** Whom the clause set named besides the contracting officer; `informedOn` null: nobody recorded that they were informed. */
  notify: z.array(NotifiedBySet.extend({ informedOn: z.string().nullable() })),
  mayInform: z.boolean(),
  source: z.enum(SOURCES),
  knownAt: z.string(),
  notifiedAt: z.string().nullable(),
  /** Whether the firm notified within the limit; null: it did not notify. */
  inTime: z.boolean().nullable(),
  limitHours: z.number(),
  /** By when the next step would be due without an order to abate; null: it would have no date. */
  stageDueOn: z.string().nullable(),
  abateBy: z.string().nullable(),
  /** When it was recorded that the firm ended it as it was ordered last. */
  abatedOn: z.string().nullable(),
  /** By when the first order to abate said that it must end. */
  firstAbateBy: z.string().nullable(),
  replyBy: z.string().nullable(),
  repliedOn: z.string().nullable(),
  remedies: z.array(z.enum(REMEDIES)),
  /** The steps, the newest first. */
  steps: z.array(
    z.object({
      id: z.string(),
      action: z.string(),
      on: z.string(),
      note: z.string().nullable(),
      by: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  actions: offeredActionsOf(VIOLATION_MACHINE),
  version: z.int(),
});
