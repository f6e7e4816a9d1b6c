import { z } from 'zod';
import { BothLanguages } from '../policy.schema.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);

/**
 * How an obligation of this edition continues those of an earlier one. `whole`: the earlier evidence counts the same here. `part`: this obligation asks more,
 * so evidence that met the earlier ones meets this one in part.
 */
export const MappingRow = z.strictObject({
  obligation: Id,
  of: z.tuple([Id], Id),
  carries: z.enum(['whole', 'part']),
  note: BothLanguages,
});
export type MappingRow = z.infer<typeof MappingRow>;

/** The content of `mapping.yaml` of a later edition: the earlier edition, and the obligations that continue its obligations. */
export const EditionMapping = z.strictObject({ from: Id, rows: z.array(MappingRow).min(1) });
export type EditionMapping = z.infer<typeof EditionMapping>;

export const MappingFile = z.strictObject({ mapping: EditionMapping });
