import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { BothLanguages } from '#rooms/policy/index.ts';

/** How a person is employed, in the same words as in the database. */
export const CATEGORIES = ['contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire'] as const;
export type Category = (typeof CATEGORIES)[number];

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).optional();

/** One rule of the curriculum: a person who matches every given condition must have these modules. `within`: days after arrival, a parameter. */
const Rule = z.strictObject({
  id: Id,
  categories: some(z.enum(CATEGORIES)),
  roles: some(Id),
  theatres: some(Id),
  nations: some(Id),
  modules: z.array(Id).min(1),
  within: Id.optional(),
});
export type Rule = z.infer<typeof Rule>;

const Validity = z.strictObject({ id: Id, valid: Id.optional(), renewedBy: Id.optional() });
const Delta = z.strictObject({ module: Id, version: z.number().int().min(2), from: Day, lessons: z.array(Id).min(1) });

/** The content of `curriculum.yaml`. */
export const CurriculumFile = z.strictObject({
  curriculum: z.strictObject({
    due: Id,
    delta: Id,
    waiver: Id,
    roles: z.array(z.strictObject({ id: Id, ...BothLanguages.shape })).min(1),
    modules: z.array(Validity).min(1),
    rules: z.array(Rule).min(1),
    deltas: z.array(Delta),
    /** People whose duties ask for a module of their own that is not written yet. They take what the rules give them. */
    withoutModule: z.array(z.strictObject({ id: Id, ...BothLanguages.shape })).default([]),
  }),
});
export type CurriculumData = z.infer<typeof CurriculumFile>['curriculum'];
