import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { CHECKED_LANGUAGES } from '../language/force.ts';

const Id = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const Language = z.enum(CHECKED_LANGUAGES);
// A phrase as in `phrases.ts`, or `@name` for a list of phrases of the file.
const Phrases = z.array(z.string().min(1).max(400)).min(1).max(400);
const InLanguages = <T extends z.ZodType>(shape: T) => z.strictObject({ en: shape.optional(), fr: shape.optional() });

/** A wording of a provision, complete, as it appears in contracts. */
const Wording = z.strictObject({
  language: Language,
  text: z.string().min(20).max(6_000),
  /** Which version it is, such as `NOV 2021`. */
  version: z.string().max(60).optional(),
});

/** Who must or must not do what, for a text that no wording covers. */
const Rule = z.strictObject({
  who: InLanguages(Phrases),
  /** `states` is for phrases that carry the ban or duty themselves. */
  must: z.enum(['must', 'must-not', 'may', 'states']),
  /** Groups of phrases: one phrase of each group is in the statement. */
  what: InLanguages(z.array(Phrases).min(1).max(8)),
  /** Groups of which one phrase is expected too; without it the provision differs in substance. */
  detail: InLanguages(z.array(Phrases).max(8)).optional(),
  /** The subject: in the statement, or shortly before it where the statement points back ("such acts", "this clause"). */
  topic: InLanguages(Phrases).optional(),
  /** A statement with one of these is about something else. */
  unlike: InLanguages(Phrases).optional(),
  /** Where the words of the rule are part of another thing: "trafficking investigations". */
  aside: InLanguages(Phrases).optional(),
  /** Exceptions and conditions that belong to the provision. */
  allows: InLanguages(Phrases).optional(),
});

const Provision = z
  .strictObject({
    id: Id,
    title: z.strictObject({ en: z.string().min(1).max(160), fr: z.string().min(1).max(160).optional() }),
    /** Paragraph of its source, such as `(b)(4)`. */
    reference: z.string().max(60).optional(),
    wordings: z.array(Wording).max(40).default([]),
    rule: z.union([Rule, z.array(Rule).min(1).max(12)]).optional(),
  })
  .refine(({ wordings, rule }) => wordings.length > 0 || rule !== undefined, 'A provision needs a wording or a rule.');

/** When the set asks a firm for a compliance plan and a certification: above a figure that depends on the date of the clause. */
const PlanRule = z.strictObject({
  /** The country outside which the work is done; left out: the place makes no difference. A code of ISO 3166. */
  outside: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  exceptOffTheShelf: z.boolean().default(false),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The figures, the oldest first: from the day on which it applies to clauses, with its source. */
  figures: z
    .array(z.strictObject({ from: Day, above: z.number().nonnegative(), source: z.string().min(1).max(300) }))
    .min(1)
    .max(40)
    .refine((figures) => figures.every(({ from }, n) => n === 0 || figures[n - 1]!.from < from), 'The oldest figure comes first.'),
});
export type PlanRule = z.infer<typeof PlanRule>;

/** Someone whom a firm or the party notifies besides the contracting officer and the investigator, such as an inspector general. The program sends them nothing. */
const Notified = z.strictObject({
  id: Id,
  title: z.strictObject({ en: z.string().min(1).max(160), fr: z.string().min(1).max(160).optional() }),
  /** How they are reached: an address, a number, a form. */
  contact: z.string().min(1).max(300).optional(),
});
export type Notified = z.infer<typeof Notified>;

/** A clause set: what a contract owes. The format of the files that an operator loads. */
export const ClauseSetFile = z
  .strictObject({
    id: Id,
    title: z.strictObject({ en: z.string().min(1).max(160), fr: z.string().min(1).max(160).optional() }),
    version: z.string().min(1).max(60),
    /** Where the set comes from, and whose words its wordings are. */
    source: z.string().min(1).max(400),
    /** Left out: the set asks for no plan. */
    plan: PlanRule.optional(),
    /** Whom a notification goes to in addition; left out: nobody. */
    notify: z.array(Notified).max(10).default([]),
    /** How contracts name the set where they take it over by reference. */
    cited: z
      .strictObject({ phrases: z.array(z.string().min(3).max(160)).max(20), dates: z.array(z.string().max(40)).max(40).default([]) })
      .optional(),
    /** Named lists of phrases, for rules: `@name`. */
    phrases: z.record(z.string(), Phrases).default({}),
    provisions: z.array(Provision).min(1).max(200),
  })
  .refine(
    ({ provisions, notify }) => [provisions, notify].every((list) => new Set(list.map(({ id }) => id)).size === list.length),
    'Two provisions, or two who are notified, have one id.',
  );

/** A set whose named lists are in their places. */
export type ClauseSet = Omit<z.infer<typeof ClauseSetFile>, 'phrases'>;
export type Provision = ClauseSet['provisions'][number];
export type Rule = z.infer<typeof Rule>;
