import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { pageOf } from '#kernel/page.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { FormLine } from './form.schema.ts';
import { SHOWN_STATES } from './participation.rules.ts';
import { GRADES, Line, RELEASES } from './reviews.schema.ts';
import { ROUND_STATES } from './round.rules.ts';

const Titles = z.strictObject({ en: Line, fr: Line });

/** An entry of the register of competent authorities (5g): who reviews what, how often, from and to which day, by which source. */
export const RegisterAuthority = z.strictObject({
  name: Titles,
  /** What this authority reviews, in both languages. */
  reviews: Titles,
  /** Months between two reviews; null where its calendar has no fixed interval. */
  intervalMonths: z.number().int().min(1).max(120).nullable(),
  from: Day,
  to: Day.nullable(),
  /** The earlier entry this one replaces; it stays in the register. */
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

/** Days of a round; null where nobody has set one. */
export const CalendarInput = z.strictObject({
  returnDue: Day.nullable(),
  commentDue: Day.nullable(),
  adoptionPlanned: Day.nullable(),
  followUpDue: Day.nullable(),
});

export const PlanRound = z.strictObject({
  title: Titles,
  authorityId: z.uuid().nullable(),
  /** Clauses looked at; empty means all. */
  scope: z.array(z.string().min(1).max(40)).max(60),
  /** Parties asked; null means every party bound on the day of opening. */
  parties: z.array(z.uuid()).min(1).max(500).nullable(),
  calendar: CalendarInput,
});

/** Opening may name the authority and the days that planning left open. */
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

/** Why a party that was chosen is not asked: nothing binds it on the day, or nothing of what the round looks at does. */
export const LEFT_OUT = ['unbound', 'out-of-scope'] as const;
export const LeftOut = z.object({ partyId: z.string(), why: z.enum(LEFT_OUT) });
export type LeftOut = z.infer<typeof LeftOut>;
/** Opening says which of the chosen parties are not asked, and why. */
export const OpenAnswer = RoundAnswer.extend({ leftOut: z.array(LeftOut) });

/** A round in a list, and at the head of its page. Times in UTC, days as `YYYY-MM-DD`. */
export const RoundView = z.object({
  id: z.string(),
  title: BothLanguages,
  state: z.enum(ROUND_STATES),
  editionId: z.string(),
  authority: Authority.pick({ id: true, name: true, reviews: true, intervalMonths: true }).nullable(),
  scope: z.array(z.string()),
  calendar: z.object({
    returnDue: z.string().nullable(),
    commentDue: z.string().nullable(),
    adoptionPlanned: z.string().nullable(),
    followUpDue: z.string().nullable(),
  }),
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

const ACTORS = ['party', 'reviewer', 'office', 'nobody'] as const;

/** The next step of a party in a round: an act of the table, by whom, by which day (null: no day binds). */
export const NextStepView = z.object({ act: z.string(), by: z.enum(ACTORS), due: z.string().nullable() });

/** A party's line on the page of a round. Only parts this reader may see are listed. */
export const PartRow = z.object({
  id: z.string(),
  party: z.object({ id: z.string(), name: BothLanguages }),
  group: z.string(),
  voluntary: z.boolean(),
  state: z.enum(SHOWN_STATES),
  since: z.string(),
  returnDue: z.string(),
  commentDue: z.string(),
  returnedAt: z.string().nullable(),
  /** The states it went through with the moment of each, for the bar. */
  steps: z.array(z.object({ state: z.string(), at: z.string() })),
  next: NextStepView,
  /** True where the next step is this reader's to take. */
  yours: z.boolean(),
  asked: z.number(),
  rated: z.number(),
  commentsOpen: z.number(),
  questionsOpen: z.number(),
  label: RecordLabel,
});
export type PartRow = z.infer<typeof PartRow>;

const Named = z.object({ id: z.string(), name: BothLanguages });
/** Who reviews whom, and what anybody needs to draw it again. */
export const DrawView = z.object({
  rule: z.string(),
  at: z.string(),
  log: z.object({ origin: z.string(), size: z.number(), root: z.string(), day: z.string() }),
  /** The lists the lot was drawn from, as ids. */
  nations: z.array(z.string()),
  others: z.array(z.string()),
  pairs: z.array(z.object({ party: Named, by: z.array(Named) })),
});
export type DrawView = z.infer<typeof DrawView>;

export const RoundPageView = z.object({
  round: RoundView,
  parts: z.array(PartRow),
  /** Forms of invited organisations this reader may see. */
  forms: z.array(FormLine),
  draw: DrawView.nullable(),
  /** For who writes the letters: the language each party is written to in. */
  letters: z.array(z.object({ partyId: z.string(), language: z.enum(['en', 'fr']) })),
  publishedAt: z.string().nullable(),
  /** Of the parts this reader may see: how many agreed to publication. */
  agreed: z.number(),
  /** Findings this reader may see, by grade. */
  findings: z.record(z.enum(GRADES), z.number()),
  /** For a planned round without days: what the edition's parameters propose from today. Null otherwise. */
  proposed: RoundView.shape.calendar.nullable(),
  /** Of a planned round, for who may open it: the chosen parties that would not be asked today. */
  leftOut: z.array(LeftOut.extend({ name: BothLanguages })),
  /** Acts of the table of rounds open to this reader now. */
  may: z.array(z.string()),
});
