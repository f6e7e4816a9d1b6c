import { z } from 'zod';

/** Marks `reportId` as the same matter as `otherId`. */
export const LinkDuplicate = z.strictObject({ reportId: z.uuid(), otherId: z.uuid() });
export const DuplicateLinked = z.object({ id: z.uuid() });
