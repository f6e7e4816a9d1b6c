import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { EQUIVALENT_MACHINE } from './recognition.rules.ts';

/** `keep`: whether people who took the course keep what it gave them. */
export const EndEquivalent = z.strictObject({
  equivalentId: z.uuid(),
  ...commentField(EQUIVALENT_MACHINE.actions['end-recognition']),
  keep: z.boolean(),
  version: z.int(),
});

/** Other recognised training of a party: equivalent courses, training providers, totals a commander signed. */
export const Recognition = z.object({
  equivalents: z.array(
    z.object({
      id: z.string(),
      party: BothLanguages,
      own: z.boolean(),
      title: z.string(),
      provider: z.string(),
      module: z.string(),
      elements: z.array(z.string()),
      lessons: z.array(z.string()),
      missing: z.array(z.string()),
      why: z.string(),
      version: z.int(),
      actions: offeredActionsOf(EQUIVALENT_MACHINE),
    }),
  ),
  providers: z.array(
    z.object({
      id: z.string(),
      party: BothLanguages,
      own: z.boolean(),
      name: z.string(),
      level: z.enum(['alliance', 'national']),
      general: z.boolean(),
      specific: z.boolean(),
      checkedOn: z.string(),
      /** Verified more than a year ago: it should be verified again. */
      old: z.boolean(),
    }),
  ),
  totals: z.array(z.object({ id: z.string(), module: z.string(), persons: z.int(), trained: z.int(), asOf: z.string(), by: z.string() })),
  elements: z.array(z.object({ id: z.string(), title: BothLanguages })),
  modules: z.array(
    z.object({ id: z.string(), title: BothLanguages, lessons: z.array(z.object({ id: z.string(), title: BothLanguages })) }),
  ),
});
export type Recognition = z.infer<typeof Recognition>;
