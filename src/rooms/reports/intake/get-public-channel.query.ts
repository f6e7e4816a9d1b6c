import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { type ClockFacts, publicClocks } from '../clocks/public-clocks.ts';
import { ChannelSlug, PublicChannel } from './intake.schema.ts';
import '../errors.ts';

/** What everybody may know of a channel before they write (5e). Throws `reports/unknown-channel` for a draft and an unknown name alike. */
export const getPublicChannel = defineQuery({
  name: 'reports/get-public-channel',
  permission: 'public',
  input: z.strictObject({ channel: ChannelSlug }),
  answer: PublicChannel,
  async run({ db, now, platform }, { channel }) {
    const { rows } = await sql<{
      found: (PublicChannel & { facts: ClockFacts }) | null;
    }>`select reports.public_channel(${channel}) as found`.execute(db);
    const { found } = rows[0]!;
    if (found === null) throw new AppError('reports/unknown-channel');
    const { facts, ...open } = found;
    return { ...open, ...publicClocks(facts, now, platform) };
  },
});
