import { z } from 'zod';

const Text = z.string().catch('');
const Texts = z.array(Text).catch([]);

function rowsOf<T extends z.ZodRawShape>(shape: T) {
  return z.array(z.object(shape)).catch([]);
}

/**
 * The ids of an edition and their references, parsed leniently: missing values and values of a wrong type become empty and are skipped here, because the strict
 * schema already reports them. So one damaged row does not hide a dangling reference in another.
 */
export const EditionReferences = z.object({
  columns: Texts,
  readings: rowsOf({ id: Text, clauses: Texts }),
  acts: z.record(z.string(), Texts).catch({}),
  adoption: z.object({ obligation: Text, kind: Text }).optional().catch(undefined),
  joining: Texts,
  clauses: rowsOf({ id: Text, reconstructed: z.boolean().catch(false) }),
  obligations: rowsOf({
    id: Text,
    clause: Text,
    owners: Texts,
    evidence: z.object({ kinds: Texts, needs: Text }).catch({ kinds: [], needs: '' }),
    freshness: Text.nullable(),
    reconstructed: z.boolean().catch(false),
    confidence: Text.optional(),
  }),
  parameters: rowsOf({ id: Text, unit: Text, inUse: z.boolean().catch(true) }),
  evidenceKinds: rowsOf({ id: Text, freshness: Text.nullable(), decides: z.boolean().catch(true) }),
  instruments: rowsOf({ id: Text }),
  crosswalk: rowsOf({ clause: Text, obligation: Text.optional(), instrument: Text }),
});
export type EditionReferences = z.infer<typeof EditionReferences>;
