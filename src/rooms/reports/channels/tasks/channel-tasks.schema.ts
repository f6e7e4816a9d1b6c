import { z } from 'zod';
import { Day } from '#kernel/day.ts';

/** What waits with a channel: reports that are due by today, its next list, a test report to open, limits to state. */
const CHANNEL_TASKS = ['due-reports', 'renew-list', 'read-test', 'state-limits'] as const;

export const ChannelTasks = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(CHANNEL_TASKS),
      channelId: z.uuid(),
      name: z.record(z.string(), z.string()),
      due: Day.nullable(),
      /** How many reports are due, of those that this person can read; null for other tasks. Counted up to `MAX_COUNTED`. */
      reports: z.number().int().nullable(),
      /** Whether a report is overdue, or the list has ended: reports cannot be sent then. */
      late: z.boolean(),
    }),
  ),
});
export type ChannelTasks = z.infer<typeof ChannelTasks>;
