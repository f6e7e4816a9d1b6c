import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { CommandContext } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { currentAction, keyOfFact, type RowOrigin, type StoredAction } from './treaty.rules.ts';
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

/** A row with its nation and instrument, and the reason of the correction or the title of the import. */
export type TreatyAction = StoredAction & { partyId: string; iso2: string; instrument: Instrument; reason: string };

/** Per nation, instrument and origin the latest recorded row whose batch was not undone, oldest first. */
export async function readActions(db: Database, partyId?: string): Promise<TreatyAction[]> {
  const { rows } = await sql<
    ActionRow & { id: string; party_id: string; code: string; instrument: string; origin: RowOrigin; recorded_at: Date; why: string }
  >`select * from (
      select distinct on (a.party_id, a.instrument, a.origin) a.*, p.code, coalesce(a.reason, b.title) as why
      from nations.treaty_action a
      join parties.party p on p.id = a.party_id left join nations.import_batch b on b.id = a.batch_id
      where b.undone_at is null and ${partyId === undefined ? sql`true` : sql`a.party_id = ${partyId}`}
      order by a.party_id, a.instrument, a.origin, a.recorded_at desc, a.id desc
    ) latest order by recorded_at, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    partyId: row.party_id,
    iso2: row.code,
    instrument: row.instrument as Instrument,
    origin: row.origin,
    recordedAt: new Date(row.recorded_at).toISOString(),
    undone: false,
    reason: row.why,
    cell: cellOf(row),
  }));
}

/** The current row of each nation and instrument. */
export async function readCurrentActions(db: Database, partyId?: string): Promise<TreatyAction[]> {
  return currentActions(await readActions(db, partyId));
}

/** The current row of each nation and instrument, of the rows of `readActions`. */
export function currentActions(rows: readonly TreatyAction[]): TreatyAction[] {
  return byCell(rows).flatMap((one) => currentAction(one) ?? []);
}

/** The rows in groups of one nation and instrument each. */
export function byCell(rows: readonly TreatyAction[]): TreatyAction[][] {
  return [...Map.groupBy(rows, keyOfFact).values()];
}

/** Lets only one command at a time change the table. Rows are only added, so there is no row to lock: two users who saw the same row would both replace it. */
export async function lockTable(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('nations.treaty_action'))`.execute(db);
}

/** The version of the stored table. It changes whenever a row is recorded or a batch undone. */
export async function readTableVersion(db: Database): Promise<string> {
  const { rows } = await sql<{ tableVersion: string }>`select coalesce((select max(id::text) from nations.treaty_action), '-') || ' '
    || (select count(*) from nations.import_batch where undone_at is not null) as "tableVersion"`.execute(db);
  return createHash('sha256')
    .update(rows[0]?.tableVersion ?? '')
    .digest('base64url');
}

/** Ids of the nations in the register, by code. */
export async function readNationIds(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('parties.party').select(['id', 'code']).where('kind', '=', 'nation').execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** The origin of what this subject records: what a nation says of itself is its statement until the policy office enters or accepts it. */
export function originOf(subject: Subject): RowOrigin {
  return subject.kind === 'installation' || holdsRole(subject, 'office') ? 'public-source' : 'declared';
}

/** Queues rows to add. `from` is their batch, or the reason of a correction. */
export function addActions(
  context: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>,
  facts: readonly { fact: Omit<TreatyFact, 'iso2'>; partyId: string; supersedes: string | null }[],
  from: { batchId: string } | { reason: string },
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
        batch_id: 'batchId' in from ? from.batchId : null,
        reason: 'reason' in from ? from.reason : null,
        supersedes,
        origin: originOf(subject),
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

/**
 * The nations of a batch's rows about these instruments, each with its evidence from public sources since the batch that was not withdrawn: none where the rows
 * said too little.
 */
export async function itemsSince(
  db: Database,
  batchId: string,
  instruments: readonly Instrument[],
): Promise<{ partyId: string; itemIds: string[] }[]> {
  const { rows } = await sql<{ partyId: string; itemIds: string[] }>`
    select a.party_id as "partyId", array(select e.item_id from nations.treaty_evidence e
      where e.party_id = a.party_id and e.recorded_at >= b.applied_at and e.origin = 'public-source' and e.withdrawn_at is null) as "itemIds"
    from nations.import_batch b join nations.treaty_action a on a.batch_id = b.id
    where b.id = ${batchId} and a.instrument = any (${[...instruments]}) group by a.party_id, b.applied_at`.execute(db);
  return rows;
}

/** A nation's evidence items of one origin that count, and their as-of dates. */
export type CountingEvidence = { itemIds: string[]; days: string[] };

/** The evidence of one origin that counts, by nation. An item may also end on its own page, and one that a nation declared ends there alone. */
export async function readCountingEvidence(
  db: Database,
  origin: RowOrigin,
  without: readonly string[] = [],
): Promise<Map<string, CountingEvidence>> {
  const { rows } = await sql<CountingEvidence & { partyId: string }>`
    select party_id as "partyId", array_agg(item_id) as "itemIds",
      coalesce(array_agg(distinct as_of) filter (where as_of is not null), '{}') as days from nations.treaty_evidence
    where withdrawn_at is null and origin = ${origin} and item_id <> all (${[...without]}::uuid[])
      and not exists (select from evidence.item i where i.id = item_id and i.state <> 'submitted') group by party_id`.execute(db);
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** Marks evidence items that an undo withdraws, or that rest on rows that say too little now. */
export function markWithdrawn({ db, write, now }: Pick<CommandContext, 'db' | 'write' | 'now'>, itemIds: readonly string[]): void {
  if (itemIds.length > 0)
    write(
      db
        .updateTable('nations.treaty_evidence')
        .set({ withdrawn_at: now })
        .where('item_id', 'in', [...itemIds]),
    );
}
