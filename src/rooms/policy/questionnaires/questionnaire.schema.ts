import { z } from 'zod';
import { ROLES } from '#kernel/roles.ts';
import { BothLanguages } from '../policy.schema.ts';
import { Check } from './check.schema.ts';
import { QUESTION_TYPES } from './question-types.rules.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);

/**
 * One question of a return. It names the obligations it is about, which name their clauses. `evidence`: the kind of evidence that its answer becomes; an answer
 * of type extent or yes-no then decides. `knows: evidence`: the newest evidence of that kind is shown to the person who answers; the answer of the last return
 * always is. `showIf`: asked only where an earlier question has this answer. `article`: the provision of an instrument that it asks about.
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
  article: z.strictObject({ instrument: Id, number: z.string().min(1).max(20) }).optional(),
  showIf: z.strictObject({ question: Id, is: z.tuple([z.string()], z.string()) }).optional(),
});
export type Question = z.infer<typeof Question>;

/** A part of a return that one ministry can answer. `who`: the roles of the party that may answer it, besides its focal point. */
export const QuestionnaireSection = z.strictObject({
  id: Id,
  title: BothLanguages,
  why: BothLanguages,
  who: z.array(z.enum(ROLES)),
  questions: z.array(Question).min(1),
});
export type QuestionnaireSection = z.infer<typeof QuestionnaireSection>;

/** A questionnaire. A version that was sent never changes; another wording is another version. */
export const Questionnaire = z.strictObject({
  id: Id,
  version: z.number().int().min(1),
  title: BothLanguages,
  intro: BothLanguages,
  sections: z.array(QuestionnaireSection).min(1),
  checks: z.array(Check).optional(),
});
export type Questionnaire = z.infer<typeof Questionnaire>;

/** The content of a file below `questionnaires/`. */
export const QuestionnaireFile = z.strictObject({ questionnaire: Questionnaire });
