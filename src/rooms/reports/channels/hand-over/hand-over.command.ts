import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { channelOwners } from '../channel.store.ts';
import { HandedOver, HandOver } from './hand-over.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/**
 * A reader hands reports over to a newcomer whom the newest list names (5e): their keys, wrapped for the newcomer in the reader's browser. The texts stay
 * untouched. Who was left out of a report when it was encrypted never gets it: the database passes it over.
 */
export const handOver = defineCommand({
  name: 'reports/hand-over',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: HandOver,
  answer: HandedOver,
  dayRecord: true,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, now }, { channelId, number, wraps }) {
    const reports = wraps.map(({ report }) => report);
    const done = { command: 'reports/hand-over', newcomer: number, reports };
    const { salt, commitment } = commit(done);
    const { rows } = await sql<{ reports: string[] }>`select reports.add_wraps(${channelId}, ${number}, ${reports}::uuid[],
      ${wraps.map(({ bytes }) => Buffer.from(bytes, 'base64'))}::bytea[], ${dayOf(now)}, ${commitment}, ${salt}, ${JSON.stringify(done)}) as reports`.execute(
      db,
    );
    return { answer: { reports: rows[0]!.reports }, entry: null };
  },
});
