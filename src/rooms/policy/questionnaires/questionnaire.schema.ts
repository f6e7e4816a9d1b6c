import { z } from 'zod';
import { OWNER_KINDS } from '#kernel/party-kinds.ts';
import { ROLES } from '#kernel/roles.ts';
import { BothLanguages } from '../policy.schema.ts';
import { Check } from './check.schema.ts';
import { QUESTION_TYPES } from './question-types.rules.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);

/**
 * One question of a return. It names the obligations it is about, which name their clauses. `evidence`: the kind of evidence that its answer becomes; an answer
 * of type extent or yes-no then decides. `knows: evidence`: the newest evidence of that kind is shown to the person who answers; the answer of the last return
 * always is. `reads: treaties`: the facts of the treaty table are shown, to be confirmed; the answer decides no status. `partyTo`: asked only of parties to this
 * instrument, by the treaty table on the day the return is opened, and where that is unknown. `unlessPartyTo`: not
 * asked of a party to all of these instruments, by the same table. `joining`: what the party answered to this row of its joining list is shown; *comply* or *equivalent* can be confirmed as yes. `optional`: may stay open; then it is unknown, never 0. `showIf`: asked only where an earlier question has this answer. `article`: the provision of an instrument that it asks about.
 */
export const Question = z.strictObject({
  id: Id,
  text: BothLanguages,
  hint: BothLanguages.optional(),
  type: z.enum(QUESTION_TYPES),
  options: z
    .array(z.strictObject({ id: Id, text: BothLanguages }))
    .min(2)
    .optional(),
  unit: BothLanguages.optional(),
  obligations: z.tuple([Id], Id),
  evidence: Id,
  knows: z.enum(['last', 'evidence']).default('last'),
  reads: z.enum(['treaties']).optional(),
  partyTo: Id.optional(),
  unlessPartyTo: z.tuple([Id], Id).optional(),
  joining: z.literal(true).optional(),
  optional: z.boolean().optional(),
  article: z.strictObject({ instrument: Id, number: z.string().min(1).max(20) }).optional(),
  showIf: z.strictObject({ question: Id, is: z.tuple([z.string()], z.string()) }).optional(),
});
export type Question = z.infer<typeof Question>;

/**
 * A part of a return that one ministry can answer. `who`: the roles of the party that may answer it, besides its focal point. `pages`: how it is shown, each page
 * from the question that it names to the next page; a section of at most eight questions needs none.
 */
export const QuestionnaireSection = z.strictObject({
  id: Id,
  title: BothLanguages,
  why: BothLanguages,
  who: z.array(z.enum(ROLES)),
  pages: z
    .array(z.strictObject({ from: Id, title: BothLanguages }))
    .min(2)
    .optional(),
  questions: z.array(Question).min(1),
});
export type QuestionnaireSection = z.infer<typeof QuestionnaireSection>;

/**
 * A questionnaire. `for`: the owners of obligations whose return it is. A version that was sent never changes; another wording is another version. `checks`:
 * figures that must agree, or be explained.
 */
export const Questionnaire = z.strictObject({
  id: Id,
  version: z.number().int().min(1),
  for: z.array(z.enum(OWNER_KINDS)).min(1),
  title: BothLanguages,
  intro: BothLanguages,
  sections: z.array(QuestionnaireSection).min(1),
  checks: z.array(Check).optional(),
});
export type Questionnaire = z.infer<typeof Questionnaire>;

/** The content of a file below `questionnaires/`. */
export const QuestionnaireFile = z.strictObject({ questionnaire: Questionnaire });
