import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { ChannelFacts, Quarter } from './quarter.rules.ts';

/** The kind of evidence that channels give. */
export const KIND = 'EV-RPT';

/** What is known of a channel over a quarter. `party`: its operation, or else the party that keeps it. `counted`: reports that every reader holds. */
type Facts = ChannelFacts & { party: string; counted: number };

/** The channels that were open in a quarter. Only the installation may ask. */
export async function channelsOf(db: Database, { from, to }: Quarter): Promise<Facts[]> {
  const { rows } = await sql<{ found: Facts[] }>`select reports.quarter_channels(${from}, ${to}) as found`.execute(db);
  return rows[0]!.found;
}
