import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { pageOf } from '#kernel/page.ts';
import { Line, RELEASES } from '../reviews.schema.ts';
import { ROUND_STATES } from './round.rules.ts';

const Titles = z.strictObject({ en: Line, fr: Line });

/** An entry of the register of competent authorities (5g): what it reviews, how often, from and until which day, by which source. */
export const RegisterAuthority = z.strictObject({
  name: Titles,
  /** What this authority reviews, in both languages. */
  reviews: Titles,
  /** Months between two reviews; null where there is no fixed interval. */
  intervalMonths: z.number().int().min(1).max(120).nullable(),
  from: Day,
  to: Day.nullable(),
  /** The earlier entry this one replaces; it is kept in the register. */
  replaces: z.uuid().nullable(),
  source: Line,
});

export const Authority = z.object({
  id: z.string(),
  name: BothLanguages,
  reviews: BothLanguages,
  intervalMonths: z.number().nullable(),
  from: z.string(),
  to: z.string().nullable(),
  source: z.string(),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
});
export type Authority = z.infer<typeof Authority>;

/** Dates of a round; null where not set. */
export const CalendarInput = z.strictObject({
  selfAssessmentDue: Day.nullable(),
  commentDue: Day.nullable(),
  adoptionPlanned: Day.nullable(),
  followUpDue: Day.nullable(),
  /** The day from which adopted ratings count; null: the day on which self-assessments are due. */
  cutOff: Day.nullable(),
});

export const PlanRound = z.strictObject({
  title: Titles,
  authorityId: z.uuid().nullable(),
  /** Clauses covered; empty means all. */
  scope: z.array(z.string().min(1).max(40)).max(60),
  /** Parties asked; null means every party bound on the day of opening. */
  parties: z.array(z.uuid()).min(1).max(500).nullable(),
  calendar: CalendarInput,
  /** False: the round adopts findings only and rates nothing. */
  ratings: z.boolean(),
});

/** Opening may set the authority and the dates that planning left open. */
export const OpenRound = z.strictObject({
  roundId: z.uuid(),
  version: z.number().int(),
  authorityId: z.uuid().optional(),
  calendar: CalendarInput.optional(),
});
export const ChangeCalendar = z.strictObject({ roundId: z.uuid(), version: z.number().int(), calendar: CalendarInput });
export const AdoptRound = z.strictObject({ roundId: z.uuid(), version: z.number().int(), release: z.enum(RELEASES) });
export const OnRound = z.strictObject({ roundId: z.uuid(), version: z.number().int() });
export const RoundAnswer = z.object({ id: z.string(), state: z.enum(ROUND_STATES), version: z.number() });

/** Why a chosen party is not asked: no obligation binds it on that day, or none that the round covers. */
export const LEFT_OUT = ['unbound', 'out-of-scope'] as const;
export const LeftOut = z.object({ partyId: z.string(), why: z.enum(LEFT_OUT) });
export type LeftOut = z.infer<typeof LeftOut>;
/** Opening says which of the chosen parties are not asked, and why. */
export const OpenAnswer = RoundAnswer.extend({ leftOut: z.array(LeftOut) });

/** A round in a list and at the head of its page. Times in UTC, days as `YYYY-MM-DD`. */
export const RoundView = z.object({
  id: z.string(),
  title: BothLanguages,
  state: z.enum(ROUND_STATES),
  editionId: z.string(),
  authority: Authority.pick({ id: true, name: true, reviews: true, intervalMonths: true }).nullable(),
  scope: z.array(z.string()),
  calendar: z.object({
    selfAssessmentDue: z.string().nullable(),
    commentDue: z.string().nullable(),
    adoptionPlanned: z.string().nullable(),
    followUpDue: z.string().nullable(),
    cutOff: z.string().nullable(),
  }),
  /** False: the round adopts findings only. */
  ratings: z.boolean(),
  plannedAt: z.string(),
  openedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  sha256: z.string().nullable(),
  release: z.enum(RELEASES).nullable(),
  version: z.number(),
});
export type RoundView = z.infer<typeof RoundView>;
export const RoundPage = pageOf(RoundView);
