import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** A link to a section and its use; its hash is never read. */
export type LinkRecord = {
  id: string;
  returnId: string;
  partyId: string;
  sectionId: string;
  name: string;
  createdAt: Date;
  endsAt: Date;
  acceptedAt: Date | null;
  handedBackAt: Date | null;
  withdrawnAt: Date | null;
  uses: number;
  lastUse: Date | null;
};

const LINK = sql`l.id, l.return_id as "returnId", l.party_id as "partyId", l.section_id as "sectionId", l.name, l.created_at as "createdAt", l.ends_at as "endsAt", l.accepted_at as "acceptedAt",
  l.handed_back_at as "handedBackAt", l.withdrawn_at as "withdrawnAt",
  (select count(*)::int from returns.link_use u where u.link_id = l.id) as uses, (select max(at) from returns.link_use u where u.link_id = l.id) as "lastUse"`;

/** The links issued for a return, newest first. */
export async function linksOf(db: Database, returnId: string): Promise<LinkRecord[]> {
  return (await sql<LinkRecord>`select ${LINK} from returns.link l where return_id = ${returnId} order by id desc`.execute(db)).rows;
}

/** One link, or undefined where the reader may not see it. */
export async function findLink(db: Database, id: string): Promise<LinkRecord | undefined> {
  return (await sql<LinkRecord>`select ${LINK} from returns.link l where id = ${id}`.execute(db)).rows[0];
}

/** Issues a link to a section; only the link's hash is stored. */
export function insertLink(row: {
  id: string;
  of: { id: string; partyId: string };
  sectionId: string;
  name: string;
  token: string;
  by: string;
  at: Date;
  endsAt: Date;
}) {
  return sql`insert into returns.link (id, return_id, party_id, section_id, name, token_hash, created_by, created_at, ends_at)
    values (${row.id}, ${row.of.id}, ${row.of.partyId}, ${row.sectionId}, ${row.name}, sha256(convert_to(${row.token}, 'UTF8')), ${row.by}, ${row.at}, ${row.endsAt})`;
}

/** Withdraws a link: it no longer opens anything. */
export function withdrawLink(db: Database, id: string, by: string, at: Date) {
  return db.updateTable('returns.link').set({ withdrawn_by: by, withdrawn_at: at }).where('id', '=', id).where('withdrawn_at', 'is', null);
}

/** Records that the holder of a link accepted the section, or handed it back. */
export function setLinkTime(db: Database, id: string, what: 'accepted_at' | 'handed_back_at', at: Date) {
  return db
    .updateTable('returns.link')
    .set({ [what]: at })
    .where('id', '=', id)
    .where(what, 'is', null);
}
