import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { Content, Place } from './document.rules.ts';

export type Stored = Content & { etag: string; updatedAt: Date };

const NONE = '00000000-0000-0000-0000-000000000000';

const at = (source: string, { scope, registration, name }: Place) =>
  sql`source_id = ${source} and scope = ${scope} and registration = ${registration ?? NONE}::uuid and name = ${name}`;

/** The stored document, or undefined. */
export async function findDocument(db: Database, source: string, place: Place): Promise<Stored | undefined> {
  return (
    await sql<Stored>`select content_type as "contentType", content, etag, updated_at as "updatedAt" from lrs.document where ${at(source, place)}`.execute(
      db,
    )
  ).rows[0];
}

/** The same, locked so that nobody changes or creates it until this transaction ends. */
export async function lockDocument(db: Database, source: string, place: Place): Promise<Stored | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${source} ${place.scope.toString('hex')} ${place.registration} ${place.name}`}, 0))`.execute(
    db,
  );
  return findDocument(db, source, place);
}

/** The names of documents of a scope, optionally only those changed after a moment. Without a registration, states of any registration match. */
export async function namesOf(
  db: Database,
  source: string,
  scope: Buffer,
  registration: string | null,
  since: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct name from lrs.document where source_id = ${source} and scope = ${scope}
    and (${registration}::uuid is null or registration = ${registration}::uuid) and (${since}::timestamptz is null or updated_at > ${since}::timestamptz)
    order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Stores a document. */
export function putDocument(
  source: string,
  { scope, registration, name }: Place,
  { contentType, content }: Content,
  etag: string,
  now: Date,
) {
  return sql`insert into lrs.document (source_id, scope, registration, name, content_type, content, etag, updated_at)
    values (${source}, ${scope}, ${registration ?? NONE}, ${name}, ${contentType}, ${content}, ${etag}, ${now})
    on conflict (source_id, scope, registration, name)
    do update set content_type = excluded.content_type, content = excluded.content, etag = excluded.etag, updated_at = excluded.updated_at`;
}

/** Deletes one document, or all of a scope if no name is given. */
export function dropDocuments(source: string, { scope, registration }: Omit<Place, 'name'>, name: string | null) {
  return name === null
    ? sql`delete from lrs.document where source_id = ${source} and scope = ${scope} and (${registration}::uuid is null or registration = ${registration}::uuid)`
    : sql`delete from lrs.document where ${at(source, { scope, registration, name })}`;
}
