import { sql } from 'kysely';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ChannelReader, ChannelView, JoiningFunction, ListedChannel } from './channel.schema.ts';
import type { ChannelFacts } from './list.rules.ts';

// A channel is a draft until it opens.
const STATE = sql`case when c.opened_on is null then 'draft' when c.closed_on is null then 'open' else 'closed' end`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The party of a channel that the caller may see; undefined where there is none. */
export async function findChannelParty(db: Database, channelId: string): Promise<string | undefined> {
  const row = await db.selectFrom('reports.channel').select('party_id').where('id', '=', channelId).executeTakeFirst();
  return row?.party_id;
}

/** The party at which a person may read for a channel: its party, or its operation. Known to readers before they join, so it is no secret of a draft. */
export async function channelOwners(db: Database, channelId: string): Promise<string[]> {
  const { rows } = await sql<{ owners: string[] }>`select reports.channel_owners(${channelId}) as owners`.execute(db);
  return rows[0]!.owners;
}

/** The channels that the caller may see, by their address. */
export async function listChannels(db: Database, id?: string): Promise<z.infer<typeof ListedChannel>[]> {
  const { rows } = await sql<z.infer<typeof ListedChannel>>`
    select c.id, ${STATE} as state, c.version, c.party_id as "partyId", c.operation_id as "operationId", c.slug, c.name,
      c.opened_on as "openedOn", c.closed_on as "closedOn", reports.takes_reports(c.id) as "takesReports",
      (select jsonb_build_object('number', m.number, 'validUntil', m.valid_until, 'readers', to_jsonb(m.readers))
        from reports.manifest m where m.channel_id = c.id order by m.number desc limit 1) as manifest
    from reports.channel c where ${id === undefined ? sql`true` : sql`c.id = ${id}`} order by c.slug`.execute(db);
  return rows;
}

/** The channel in the version that the caller knows, where it is in the state of the step. Throws not-found, stale, or `reports/not-in-this-state`. */
export async function channelAt(
  db: Database,
  id: string,
  version: number,
  state: 'draft' | 'open',
): Promise<z.infer<typeof ListedChannel>> {
  const [channel] = await listChannels(db, id);
  if (channel === undefined) throw new AppError('platform/not-found');
  if (channel.version !== version) throw new AppError('platform/stale', { current: channel.version, yours: version });
  if (channel.state !== state) throw new AppError('reports/not-in-this-state');
  return channel;
}

/** A channel with its keys and readers, as those who keep it see it; undefined where the caller may not. */
export async function findChannel(db: Database, id: string): Promise<z.infer<typeof ChannelView> | undefined> {
  const [channels, keys, successors, list, readers, successions] = await Promise.all([
    listChannels(db, id),
    db.selectFrom('reports.channel').select('first_key').where('id', '=', id).executeTakeFirst(),
    db.selectFrom('reports.successor').select('signed').where('channel_id', '=', id).orderBy('place').execute(),
    db.selectFrom('reports.manifest').select('signed').where('channel_id', '=', id).orderBy('number', 'desc').limit(1).executeTakeFirst(),
    db
      .selectFrom('reports.reader as r')
      .leftJoin('identity.person as p', 'p.id', 'r.person_id')
      .select([
        'r.number',
        'r.person_id',
        'p.name',
        'r.reader_function',
        'r.nation',
        'r.unit',
        'r.recipient',
        'r.verify_key',
        'r.joined_at',
        'r.removed_at',
      ])
      .where('r.channel_id', '=', id)
      .orderBy('r.number')
      .execute(),
    db.selectFrom('reports.succession').selectAll().where('channel_id', '=', id).orderBy('predecessor').execute(),
  ]);
  const channel = channels[0];
  if (channel === undefined || keys === undefined) return undefined;
  return {
    ...channel,
    firstKey: base64(keys.first_key),
    successors: successors.map(({ signed }) => base64(signed)),
    signedList: list === undefined ? null : base64(list.signed),
    readers: readers.map(
      (row): z.infer<typeof ChannelReader> => ({
        number: row.number,
        personId: row.person_id,
        name: row.name ?? '',
        function: row.reader_function as z.infer<typeof JoiningFunction>,
        nation: row.nation,
        unit: row.unit,
        recipient: row.recipient,
        verifyKey: base64(row.verify_key),
        joinedAt: row.joined_at.toISOString(),
        removedAt: row.removed_at?.toISOString() ?? null,
        listed: channel.manifest?.readers.includes(row.number) ?? false,
      }),
    ),
    successions: successions.map((row) => ({
      ...{ predecessor: row.predecessor, successor: row.successor, signed: base64(row.signed) },
      ...{ namedOn: row.named_on, confirmedOn: row.confirmed_on },
    })),
  };
}

/** What the rules of a list need, with the channel locked against a second list at the same moment. */
export async function lockChannelFacts(db: Database, id: string): Promise<ChannelFacts | undefined> {
  const locked = await sql<{ kind: string }>`
    select p.kind from reports.channel c join parties.party p on p.id = coalesce(c.operation_id, c.party_id)
    where c.id = ${id} for update of c`.execute(db);
  const kind = locked.rows[0]?.kind;
  if (kind === undefined) return undefined;
  const [view, lists] = await Promise.all([
    findChannel(db, id),
    db.selectFrom('reports.manifest').select(['number', 'readers']).where('channel_id', '=', id).execute(),
  ]);
  if (view === undefined) return undefined;
  return {
    channel: id,
    keys: { first: Buffer.from(view.firstKey, 'base64'), successors: view.successors.map((signed) => Buffer.from(signed, 'base64')) },
    readers: view.readers.map(({ verifyKey, removedAt, ...reader }) => ({
      ...reader,
      verifyKey: Buffer.from(verifyKey, 'base64'),
      removed: removedAt !== null,
    })),
    last: Math.max(0, ...lists.map(({ number }) => number)),
    everListed: [...new Set(lists.flatMap(({ readers }) => readers))],
    isMultinational: kind !== 'nation' && kind !== 'contractor',
  };
}

/** The next number of a reader. Numbers are never given twice. */
export async function nextReaderNumber(db: Database, channelId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select reports.next_reader(${channelId}) as next`.execute(db);
  return rows[0]!.next;
}
