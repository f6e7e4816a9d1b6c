import { sql } from 'kysely';
import { z } from 'zod';
import type { Platform } from '#platform/platform.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { PublicChannel } from './intake.schema.ts';

/** An open channel, as everybody may know it. `partyId`: the operation that it is for, else its party. `help`: the places on whose pages it is offered. */
const OpenChannel = PublicChannel.pick({ slug: true, name: true, help: true }).extend({ partyId: z.uuid() });
export type OpenChannel = z.infer<typeof OpenChannel>;

/** The channels that are open (5e), without account. Drafts and closed channels are not among them. */
const listOpenChannels = defineQuery({
  name: 'reports/list-open-channels',
  permission: 'public',
  input: z.strictObject({}),
  answer: z.array(OpenChannel),
  async run({ db }) {
    const { rows } = await sql<{ found: OpenChannel[] }>`select reports.open_channels() as found`.execute(db);
    return rows[0]!.found;
  },
});

/** The open channels. Read without a session: every caller sees the same. */
export async function readOpenChannels(platform: Platform): Promise<OpenChannel[]> {
  return listOpenChannels.answer.parse(await runQuery(platform, listOpenChannels, { token: null, input: {} }));
}
