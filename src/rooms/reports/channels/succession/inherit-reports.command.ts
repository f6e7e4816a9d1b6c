import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { isSignatureOf } from '../../manifest/succession.ts';
import { channelOwners } from '../channel.store.ts';
import { InheritedReports, InheritReports } from './succession.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/**
 * A confirmed successor takes over the reports of a reader who is gone (5e), with wraps made from that reader's recovery file in their own browser. The signature
 * shows that the file was opened. The database passes over each report that may concern the successor.
 */
export const inheritReports = defineCommand({
  name: 'reports/inherit-reports',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: InheritReports,
  answer: InheritedReports,
  dayRecord: true,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, now }, { channelId, predecessor, wraps, signature }) {
    const { rows: found } = await sql<{ number: number; verify_key: Buffer }>`
      select number, verify_key from reports.own_succession(${channelId}, ${predecessor})`.execute(db);
    const [own] = found;
    if (own === undefined) throw new AppError('platform/not-found');
    const inherited = { channel: channelId, predecessor, successor: own.number, wraps };
    if (!isSignatureOf(Buffer.from(signature, 'base64'), inherited, own.verify_key)) throw new AppError('reports/not-signed-by-reader');
    const reports = wraps.map(({ report }) => report);
    const done = { command: 'reports/inherit-reports', predecessor, successor: own.number, reports };
    const { salt, commitment } = commit(done);
    const { rows } = await sql<{ reports: string[] }>`select reports.inherit_wraps(${channelId}, ${predecessor}, ${reports}::uuid[],
      ${wraps.map(({ bytes }) => Buffer.from(bytes, 'base64'))}::bytea[], ${dayOf(now)}, ${commitment}, ${salt}, ${JSON.stringify(done)}) as reports`.execute(
      db,
    );
    return { answer: { reports: rows[0]!.reports }, entry: null };
  },
});
