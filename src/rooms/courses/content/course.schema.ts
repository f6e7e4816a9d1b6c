import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { BothLanguages, OriginTag } from '#rooms/policy/index.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);
const Words = z.string().trim().min(1);

/** Rules on which a person's safety depends: an item on one of them must be answered correctly, regardless of the total. */
export const CriticalTopic = z.enum(['child-rule', 'do-not-confront', 'duty-to-report']);

/** The simple drawings that exist (`drawings.ts`). The text next to a drawing says the same in words. */
const Drawing = z.enum(['passport', 'money', 'contract', 'payslip', 'clock', 'bed', 'door', 'phone', 'hand', 'people', 'child', 'home']);
export type Drawing = z.infer<typeof Drawing>;

/** One sentence of a lesson. Items refer to it by id; `source` names the source of an external fact. */
export const Sentence = z.strictObject({
  id: Id,
  ...BothLanguages.shape,
  source: Id.optional(),
  drawing: z.strictObject({ name: Drawing, ...BothLanguages.shape }).optional(),
});
export type Sentence = z.infer<typeof Sentence>;

/** A place in a lesson that an operation or a nation fills. Until then `missing` is shown; that counts against the party, never against the learner. */
export const Placeholder = z.strictObject({
  id: z.enum(['operation-brief', 'law-annex']),
  per: z.enum(['operation', 'nation']),
  asks: z.array(z.strictObject({ id: Id, ...BothLanguages.shape })).min(1),
  missing: BothLanguages,
});

const Section = z.strictObject({
  id: Id,
  title: BothLanguages,
  as: z.enum(['paragraph', 'list', 'steps']).default('paragraph'),
  sentences: z.array(Sentence).min(1),
  placeholder: Placeholder.optional(),
  /** Here the installation names its own way to report. This text is shown instead while it names none. */
  reporting: BothLanguages.optional(),
});

/** One answer at a point of a scenario: what it teaches, and where it leads. `next` null: the story ends. */
const Choice = z.strictObject({
  id: Id,
  ...BothLanguages.shape,
  best: z.boolean().default(false),
  feedback: BothLanguages,
  next: Id.nullable(),
});
const Point = z.strictObject({ id: Id, situation: BothLanguages, choices: z.array(Choice).min(2).max(4) });

/** An invented story with two to four points at which the learner decides. */
export const Scenario = z.strictObject({ id: Id, title: BothLanguages, points: z.array(Point).min(2).max(4) });
export type Scenario = z.infer<typeof Scenario>;

const Option = z.strictObject({ id: Id, ...BothLanguages.shape, right: z.boolean().default(false) });
const asked = { id: Id, tests: Id, critical: CriticalTopic.optional(), stem: BothLanguages, feedback: BothLanguages };

/** One question of the bank. `tests`: the sentence it asks about. `order`: the steps are written in the right order and shown in another. */
export const Item = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('one'), options: z.array(Option).min(3).max(5) }),
  z.strictObject({ ...asked, kind: z.literal('several'), options: z.array(Option).min(3).max(6) }),
  z.strictObject({ ...asked, kind: z.literal('true-false'), answer: z.boolean() }),
  z.strictObject({ ...asked, kind: z.literal('order'), steps: z.array(z.strictObject({ id: Id, ...BothLanguages.shape })).min(3) }),
]);
export type Item = z.infer<typeof Item>;

/** A source of external facts, how far it was read (the origin tags of the policy), and where a learner can read it. A default of this project has no address. */
const CourseSource = z.strictObject({
  id: Id,
  title: BothLanguages,
  origin: OriginTag,
  address: z.url({ protocol: /^https?$/ }).optional(),
});
export type CourseSource = z.infer<typeof CourseSource>;

/** One lesson. `carries`: the elements of the training appendix it teaches. `about`: other obligations it explains. */
export const Lesson = z.strictObject({
  id: Id,
  version: z.number().int().min(1),
  title: BothLanguages,
  goal: BothLanguages,
  minutes: z.number().int().min(5).max(60),
  carries: z.array(Id).min(1),
  about: z.array(Id).default([]),
  sources: z.array(CourseSource),
  sections: z.array(Section).min(1),
  scenarios: z.array(Scenario).min(1),
  items: z.array(Item),
});
export type Lesson = z.infer<typeof Lesson>;

/** Whether a practitioner has read the module. It is reviewed only once a named person has read a given version on a given date. */
const Review = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('not-reviewed') }),
  z.strictObject({ status: z.literal('reviewed'), version: z.number().int().min(1), by: Words, work: BothLanguages, on: Day }),
]);

/**
 * A module: what one group of people takes. `care`: a warning before it begins, for people who lived through what it describes. `insteadOf`: the module it
 * replaces for them. `passMark` names a parameter.
 */
export const CourseModule = z.strictObject({
  id: Id,
  version: z.number().int().min(1),
  kind: z.enum(['general', 'specific', 'refresher']),
  title: BothLanguages,
  audience: BothLanguages,
  care: BothLanguages,
  level: z.enum(['plain', 'very-simple']),
  carries: z.array(Id),
  insteadOf: Id.optional(),
  lessons: z.array(Id).min(1),
  check: z.strictObject({
    items: z.number().int().min(8),
    perLesson: z.number().int().min(2),
    passMark: Id,
    tries: z.number().int().min(1),
    critical: z.array(CriticalTopic),
  }),
  acknowledgement: z.strictObject({ title: BothLanguages, sentences: z.array(Sentence).min(3) }).optional(),
  review: Review,
});
export type CourseModule = z.infer<typeof CourseModule>;

/** The content of `courses.yaml`: the clause whose obligations every course must carry, and the modules in order. */
export const CourseList = z.strictObject({ courses: z.strictObject({ clause: Id, modules: z.array(Id).min(1) }) });

export const ModuleFile = z.strictObject({ module: CourseModule });
export const LessonFile = z.strictObject({ lesson: Lesson });
