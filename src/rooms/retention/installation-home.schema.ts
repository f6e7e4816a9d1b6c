import { z } from 'zod';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { Retention } from './retention.schema.ts';

/** The state of the installation on the home page of its administrator. */
export const InstallationHome = Retention.pick({ backupStatus: true }).extend({
  lastBackup: z.object({ createdAt: z.iso.datetime(), provenAt: z.iso.datetime() }).nullable(),
  /** Low: saving is refused until there is room again. Not low says no more than that. */
  disk: z.enum(['ok', 'low']),
  /** Null where this installation sends no mail. */
  mail: z.object({ waiting: z.int(), sent: z.int(), failed: z.int() }).nullable(),
  ...HomeUrgency.shape,
});
export type InstallationHome = z.infer<typeof InstallationHome>;
