import { z } from 'zod';
import { BothLanguages } from '../policy.schema.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);

/** Reviews by other bodies in which a nation answers much the same questions, and which questions each of their parts answers. */
export const Elsewhere = z.strictObject({
  questionnaire: Id,
  reviews: z
    .array(
      z.strictObject({
        id: Id,
        title: BothLanguages,
        help: BothLanguages,
        parts: z.array(z.strictObject({ id: Id, title: BothLanguages, questions: z.array(Id).min(1) })).min(1),
      }),
    )
    .min(1),
});
export type Elsewhere = z.infer<typeof Elsewhere>;

/** The content of a file `questionnaires/<id>.elsewhere.yaml`. */
export const ElsewhereFile = z.strictObject({ elsewhere: Elsewhere });
