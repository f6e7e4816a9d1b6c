import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import '../errors.ts';
import '../permissions.ts';

/** A reader unlocked the reports of a channel (5e, A1.5). Only the day is stored, for the whole channel: the public page says where nobody looks. */
export const attendChannel = defineCommand({
  name: 'reports/attend-channel',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: z.strictObject({ channelId: z.uuid() }),
  answer: z.object({ attended: z.literal(true) }),
  async run({ write, now }, { channelId }) {
    const detail = { command: 'reports/attend-channel' };
    const { salt, commitment } = commit(detail);
    write(sql`select reports.attend(${channelId}, ${dayOf(now)}, ${commitment}, ${salt}, ${JSON.stringify(detail)})`);
    return { answer: { attended: true as const }, entry: null };
  },
});
