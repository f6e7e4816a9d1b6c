import { z } from 'zod';
import { LABEL_POLICY, LABELS } from './label-levels.ts';

/**
 * The label of a record or an export, in the shape of STANAG 4774: the security policy, the level, and the parties it is releasable to (null: no restriction).
 */
export const RecordLabel = z.strictObject({
  policy: z.literal(LABEL_POLICY).default(LABEL_POLICY),
  level: z.enum(LABELS),
  releasableTo: z.array(z.uuid()).min(1).max(200).nullable().default(null),
});
export type RecordLabel = z.infer<typeof RecordLabel>;

/** The label of an export: that of all its content. An empty list means only the parties it concerns. */
export const ExportLabel = RecordLabel.extend({ releasableTo: z.array(z.uuid()).nullable() });
export type ExportLabel = z.infer<typeof ExportLabel>;
