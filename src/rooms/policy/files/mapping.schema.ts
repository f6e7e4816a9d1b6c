import { z } from 'zod';
import { BothLanguages } from '../policy.schema.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);

/**
 * How an obligation of this edition takes up those of an earlier one. `whole`: the earlier evidence says as much here. `part`: this row asks more, so what
 * kept the earlier ones whole keeps this one in part.
 */
export const MappingRow = z.strictObject({
  obligation: Id,
  of: z.tuple([Id], Id),
  carries: z.enum(['whole', 'part']),
  note: BothLanguages,
});
export type MappingRow = z.infer<typeof MappingRow>;

/** What stands in `mapping.yaml` of a later edition: the earlier edition, and the rows that take up its obligations. */
export const EditionMapping = z.strictObject({ from: Id, rows: z.array(MappingRow).min(1) });
export type EditionMapping = z.infer<typeof EditionMapping>;

export const MappingFile = z.strictObject({ mapping: EditionMapping });
