import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { CommandContext } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { CrosscheckFact, TreatyFact } from './treaty-file.ts';
import type { Confidence, Instrument, TreatyCell, TreatyStatus } from './treaty-table.schema.ts';

type ActionRow = {
  status: string;
  signature_date: string | null;
  action_kind: string | null;
  action_date: string | null;
  in_force: string | null;
  as_of: string | null;
  confidence: string;
  source: string | null;
  crosscheck: string | null;
  note: string | null;
};

/** The columns of a stored row as a cell. */
export function cellOf(row: ActionRow): TreatyCell {
  return {
    status: row.status as TreatyStatus,
    signatureDate: row.signature_date,
    actionKind: row.action_kind,
    actionDate: row.action_date,
    inForce: row.in_force,
    asOf: row.as_of,
    confidence: row.confidence as Confidence,
    source: row.source,
    crosscheck: row.crosscheck,
    note: row.note,
  };
}

/** A current row. */
export type CurrentAction = { id: string; partyId: string; iso2: string; instrument: Instrument; cell: TreatyCell };

/** The current rows: per nation and instrument the latest recorded one whose batch was not undone. */
export async function readCurrentActions(db: Database, partyId?: string): Promise<CurrentAction[]> {
  const { rows } = await sql<ActionRow & { id: string; party_id: string; code: string; instrument: string }>`
    select distinct on (a.party_id, a.instrument) a.*, p.code from nations.treaty_action a
    join parties.party p on p.id = a.party_id left join nations.import_batch b on b.id = a.batch_id
    where b.undone_at is null and ${partyId === undefined ? sql`true` : sql`a.party_id = ${partyId}`}
    order by a.party_id, a.instrument, a.recorded_at desc, a.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    partyId: row.party_id,
    iso2: row.code,
    instrument: row.instrument as Instrument,
    cell: cellOf(row),
  }));
}

/** Lets only one command at a time change the table. Rows are only added, so there is no row to lock: two users who saw the same row would both replace it. */
export async function lockTable(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('nations.treaty_action'))`.execute(db);
}

/** A marker of the stored table. It changes whenever a row is recorded or a batch undone. */
export async function readMark(db: Database): Promise<string> {
  const { rows } = await sql<{ mark: string }>`select coalesce((select max(id::text) from nations.treaty_action), '-') || ' '
    || (select count(*) from nations.import_batch where undone_at is not null) as mark`.execute(db);
  return createHash('sha256')
    .update(rows[0]?.mark ?? '')
    .digest('base64url');
}

/** Ids of the nations in the register, by code. */
export async function readNationIds(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('parties.party').select(['id', 'code']).where('kind', '=', 'nation').execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Queues rows to add. `origin` is their batch, or the reason of a correction. */
export function addActions(
  context: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>,
  facts: readonly { fact: Omit<TreatyFact, 'iso2'>; partyId: string; supersedes: string | null }[],
  origin: { batchId: string } | { reason: string },
): void {
  if (facts.length === 0) return;
  const { db, write, now, newId, subject } = context;
  write(
    db.insertInto('nations.treaty_action').values(
      facts.map(({ fact, partyId, supersedes }) => ({
        id: newId(),
        party_id: partyId,
        instrument: fact.instrument,
        status: fact.status,
        signature_date: fact.signatureDate,
        action_kind: fact.actionKind,
        action_date: fact.actionDate,
        in_force: fact.inForce,
        as_of: fact.asOf,
        confidence: fact.confidence,
        source: fact.source,
        crosscheck: fact.crosscheck,
        note: fact.note,
        recorded_at: now,
        recorded_by: subject.person,
        batch_id: 'batchId' in origin ? origin.batchId : null,
        reason: 'reason' in origin ? origin.reason : null,
        supersedes,
      })),
    ),
  );
}

/** Queues the cross-checks of a table. */
export function addCrosschecks(
  { db, write, newId }: Pick<CommandContext, 'db' | 'write' | 'newId'>,
  batchId: string,
  checks: readonly CrosscheckFact[],
  nations: ReadonlyMap<string, string>,
): void {
  const known = checks.flatMap((check) => {
    const partyId = nations.get(check.iso2);
    return partyId === undefined ? [] : [{ check, partyId }];
  });
  if (known.length === 0) return;
  write(
    db.insertInto('nations.crosscheck').values(
      known.map(({ check, partyId }) => ({
        id: newId(),
        batch_id: batchId,
        party_id: partyId,
        instrument: check.instrument,
        field: check.field,
        value_main: check.main,
        value_second: check.second,
        agrees: check.agrees,
        source: check.source,
      })),
    ),
  );
}

/** A batch, locked until the command ends, or undefined. */
export function lockBatch(db: Database, id: string) {
  return db.selectFrom('nations.import_batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Whether exactly this table was ever imported, undone or not. */
export async function wasImported(db: Database, sha256: Buffer): Promise<boolean> {
  return (await db.selectFrom('nations.import_batch').select('id').where('table_sha256', '=', sha256).executeTakeFirst()) !== undefined;
}

/** The hash that identifies an imported table. */
export function fingerprintOf(table: string): Buffer {
  return createHash('sha256').update(table).digest();
}

/** The evidence a batch created, and later evidence about the same nations, without what was already withdrawn. */
export async function itemsSince(db: Database, batchId: string): Promise<{ itemId: string; partyId: string }[]> {
  const { rows } = await sql<{ itemId: string; partyId: string }>`
    select e.item_id as "itemId", e.party_id as "partyId" from nations.treaty_evidence e
    join nations.treaty_evidence own on own.party_id = e.party_id and own.batch_id = ${batchId}
    where e.recorded_at >= own.recorded_at and e.withdrawn_at is null`.execute(db);
  return rows;
}

/** The as-of dates of the evidence that counts, by nation. */
export async function readEvidenceDays(db: Database, without: readonly string[] = []): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ partyId: string; days: string[] }>`
    select party_id as "partyId", array_agg(distinct as_of) as days from nations.treaty_evidence
    where as_of is not null and withdrawn_at is null and item_id <> all (${[...without]}::uuid[]) group by party_id`.execute(db);
  return new Map(rows.map((row) => [row.partyId, row.days]));
}

/** Marks evidence items that an undo withdraws. */
export function markWithdrawn({ db, write, now }: Pick<CommandContext, 'db' | 'write' | 'now'>, itemIds: readonly string[]): void {
  if (itemIds.length > 0)
    write(
      db
        .updateTable('nations.treaty_evidence')
        .set({ withdrawn_at: now })
        .where('item_id', 'in', [...itemIds]),
    );
}
