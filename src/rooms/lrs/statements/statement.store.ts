import { CompiledQuery, sql } from 'kysely';
import { registerCombined } from '#platform/db/coalesce-calls.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Attachment, Prepared } from '../checks/prepare.rules.ts';
import { flags, keys, moments, places, uuids } from './binary-list.ts';

/** The source of these statements. */
export type Owner = { source: string; party: string };

// JSON text cannot contain this character, so it separates statements without escaping them a second time.
const BETWEEN = 0x1e;

/** The texts of a request as the database takes them: joined with a separator. */
export function joined(statements: readonly Pick<Prepared, 'text'>[]): Buffer {
  let most = statements.length;
  for (const { text } of statements) most += text.end - text.begin + Buffer.byteLength(text.behind);
  const all = Buffer.allocUnsafe(Math.max(most - 1, 0));
  let at = 0;
  for (const { text } of statements) {
    if (at > 0) all[at++] = BETWEEN;
    at += text.bytes.copy(all, at, text.begin, text.end);
    at += all.write(text.behind, at);
  }
  return all;
}

const STORE = 'select lrs.store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)';

// A request that does nothing else is a single function in the database (lrs.store_request).
registerCombined({ 'lrs.open': 2, 'lrs.store': 14, 'ledger.append': 14 }, 'lrs.store_request');

/**
 * Stores statements in one call; `texts` is their joined text. If an id exists already (`statement_pkey`), nothing is stored: the caller compares the two
 * statements.
 */
export function storeStatement(statements: readonly Prepared[], texts: Buffer): CompiledQuery<unknown> {
  const facts = statements.map((one) => one.facts);
  const named = facts.flatMap(({ mentions }, at) => mentions.map((key) => ({ place: at + 1, key })));
  return CompiledQuery.raw(STORE, [
    uuids(statements.map(({ id }) => id)),
    moments(statements.map(({ micros }) => micros)),
    keys(facts.map(({ agentKey }) => agentKey)),
    keys(facts.map(({ verbKey }) => verbKey)),
    keys(facts.map(({ activityKey }) => activityKey)),
    keys(facts.map(({ aroundKey }) => aroundKey)),
    keys(facts.map(({ otherAroundKey }) => otherAroundKey)),
    uuids(facts.map(({ registration }) => registration)),
    uuids(facts.map(({ ref }) => ref)),
    flags(facts.map(({ voiding }) => voiding)),
    flags(facts.map(({ completes }) => completes)),
    texts,
    places(named.map(({ place }) => place)),
    keys(named.map(({ key }) => key)),
  ]);
}

/** Refuses newly stored statements that void a voiding statement. */
export function refuseVoidedVoiding(source: string, ids: readonly string[]): CompiledQuery<unknown> {
  return CompiledQuery.raw(
    `select platform.refuse('lrs/voids-a-voiding') from lrs.statement v join lrs.statement t on t.source_id = v.source_id and t.id = v.ref
     where v.source_id = $1 and v.id = any ($2::uuid[]) and v.voiding and t.voiding`,
    [source, `{${ids.join(',')}}`],
  );
}

/** Stores a file of a statement, once. */
export function storeAttachment(source: string, { sha2, content }: Attachment, at: Date): CompiledQuery<unknown> {
  return CompiledQuery.raw(
    'insert into lrs.attachment (source_id, sha2, content, stored_at) values ($1, $2, $3, $4) on conflict (source_id, sha2) do nothing',
    [source, sha2, content, at],
  );
}

/** The statements of a source with these ids, as they were stored. */
export async function statementsOf(db: Database, source: string, ids: readonly string[]): Promise<{ id: string; statement: string }[]> {
  return db.selectFrom('lrs.statement').select(['id', 'statement']).where('source_id', '=', source).where('id', 'in', ids).execute();
}

/** One statement, and whether it was voided. */
export async function findStatement(
  db: Database,
  source: string,
  id: string,
): Promise<{ statement: string; storedAt: Date; voided: boolean } | undefined> {
  const { rows } = await sql<{ statement: string; storedAt: Date; voided: boolean }>`select s.statement, s.stored_at as "storedAt",
      not s.voiding and exists (select from lrs.statement v where v.source_id = s.source_id and v.ref = s.id and v.voiding) as voided
    from lrs.statement s where s.source_id = ${source} and s.id = ${id}`.execute(db);
  return rows[0];
}

/** The files of a source with these hashes. */
export async function attachmentsWith(db: Database, source: string, hashes: readonly string[]): Promise<Attachment[]> {
  if (hashes.length === 0) return [];
  return db.selectFrom('lrs.attachment').select(['sha2', 'content']).where('source_id', '=', source).where('sha2', 'in', hashes).execute();
}
