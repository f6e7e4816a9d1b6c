import { z } from 'zod';
import { BothLanguages } from '../policy.schema.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);

/** A sum of figures: the questions whose answers are added. */
const Sum = z.tuple([Id], Id);
const shape = { id: Id, message: BothLanguages };

/**
 * One check of a return against itself, with its questions. `answers`: one sum against another. `measured`: a share in percent against the share that the
 * rooms measured today, which may differ by `points`. `last`: a sum that is `times` that of the party's last return, or more. A return whose check fails is
 * corrected or explained before it is reviewed and signed.
 */
export const Check = z.discriminatedUnion('against', [
  z.strictObject({ ...shape, against: z.literal('answers'), sum: Sum, is: z.enum(['at-most', 'equal']), to: Sum }),
  z.strictObject({
    ...shape,
    against: z.literal('measured'),
    sum: Sum,
    of: Sum,
    measure: z.enum(['trained']),
    points: z.number().int().min(0).max(100),
  }),
  z.strictObject({ ...shape, against: z.literal('last'), sum: Sum, times: z.number().int().min(2).max(1000) }),
]);
export type Check = z.infer<typeof Check>;
