import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { isSuccession } from '../../manifest/succession.ts';
import { channelOwners } from '../channel.store.ts';
import { NameSuccessor, SuccessorNamed } from './succession.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/**
 * A reader names who takes over their reports once they are gone (5e), or withdraws the name. It opens nothing alone: the reader must be removed, those who
 * keep the channel must confirm it, and the successor needs the recovery file and its passphrase, which lie with two holders.
 */
export const nameSuccessor = defineCommand({
  name: 'reports/name-successor',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: NameSuccessor,
  answer: SuccessorNamed,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, subject, now }, { channelId, named }) {
    const own = await db
      .selectFrom('reports.reader')
      .select(['number', 'verify_key'])
      .where('channel_id', '=', channelId)
      .where('person_id', '=', subject.person)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (own === undefined) throw new AppError('platform/not-found');
    const successor = named?.successor ?? null;
    const signed = named === null ? null : Buffer.from(named.signed, 'base64');
    const wanted = { channel: channelId, predecessor: own.number, successor: successor ?? 0 };
    if (signed !== null && !isSuccession(signed, wanted, own.verify_key)) throw new AppError('reports/not-signed-by-reader');
    await sql`select reports.name_successor(${channelId}, ${successor}, ${signed}, ${dayOf(now)})`.execute(db);
    return {
      answer: { predecessor: own.number, successor },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { predecessor: own.number, successor },
      },
    };
  },
});
