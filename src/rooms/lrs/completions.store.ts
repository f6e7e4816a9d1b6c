import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { Raw } from './checks/form.rules.ts';
import { identityOf } from './checks/identity.rules.ts';
import { scaledOf } from './checks/scaled.rules.ts';

/** A position up to which completions were read. A row read later never sorts before it, regardless of the order in which transactions ended. */
type CompletionPosition = string;

/** Something completed or passed, as a learning system of a party reported it. */
export type Completion = {
  statementId: string;
  sourceId: string;
  verb: 'completed' | 'passed';
  /** The IRI of the activity; null if the statement is about something else. */
  activityId: string | null;
  /** Who: the account at the learning system if there is one, otherwise the identifier as text; null for a group without one. */
  account: { homePage: string; name: string } | null;
  identity: string | null;
  /** The date by the sender's clock, but never later than it was stored. */
  at: Date;
  storedAt: Date;
  result: { success?: boolean; completion?: boolean; scaled?: number } | null;
  /** Whether its sender voided it since. */
  voided: boolean;
  position: CompletionPosition;
};

type Row = { id: string; source: string; statement: string; storedAt: Date; voided: boolean; position: string };
const POSITION = sql`s.xid || '|' || s.stored_at || '|' || s.id`;
const ROW = sql`s.id, s.source_id as source, s.statement, s.stored_at as "storedAt", ${POSITION} as position,
  exists (select from lrs.statement v where v.source_id = s.source_id and v.ref = s.id and v.voiding) as voided`;
// Only transactions that no earlier transaction can still precede.
function past(after: CompletionPosition | undefined) {
  const [xid = '0', stored = '-infinity', id = '00000000-0000-0000-0000-000000000000'] = after?.split('|') ?? [];
  return sql`s.xid < pg_snapshot_xmin(pg_current_snapshot()) and (s.xid, s.stored_at, s.id) > (${xid}::xid8, ${stored}::timestamptz, ${id}::uuid)`;
}

/**
 * Completions of a party after a position, oldest first, up to a limit. Only transactions that no earlier transaction can still precede are included, so a reader
 * who continues from the last position misses none. One that is voided later is not returned again: call `voidedSince`.
 */
export async function completionsSince(
  db: Database,
  { partyId, after, limit }: { partyId: string; after?: CompletionPosition; limit: number },
): Promise<Completion[]> {
  const { rows } = await sql<Row>`select ${ROW} from lrs.statement s where s.completes and s.party_id = ${partyId} and ${past(after)}
    order by s.xid, s.stored_at, s.id limit ${limit}`.execute(db);
  return rows.map(asCompletion);
}

/** Some completions again, by source and id, with their current state. */
export async function completionsNamed(
  db: Database,
  partyId: string,
  named: readonly { source: string; statement: string }[],
): Promise<Completion[]> {
  if (named.length === 0) return [];
  const { rows } = await sql<Row>`select ${ROW} from lrs.statement s
    join jsonb_to_recordset(${JSON.stringify(named)}::jsonb) k (source uuid, statement uuid) on s.source_id = k.source and s.id = k.statement
    where s.completes and s.party_id = ${partyId} order by s.stored_at, s.id`.execute(db);
  return rows.map(asCompletion);
}

/** Which statements of a party their sender voided after a position, oldest first. `position`: where to continue; null if there was nothing. */
export async function voidedSince(
  db: Database,
  { partyId, after, limit }: { partyId: string; after?: CompletionPosition; limit: number },
): Promise<{ statements: string[]; position: CompletionPosition | null }> {
  const { rows } = await sql<{ ref: string; position: string }>`select s.ref, ${POSITION} as position from lrs.statement s
    where s.voiding and s.source_id in (select o.id from lrs.source o where o.party_id = ${partyId}) and ${past(after)}
    order by s.xid, s.stored_at, s.id limit ${limit}`.execute(db);
  return { statements: rows.map(({ ref }) => ref), position: rows.at(-1)?.position ?? null };
}

function asCompletion({ id: statementId, source, statement, storedAt, voided, position }: Row): Completion {
  const { actor, verb, object, result, timestamp } = JSON.parse(statement) as Record<string, Raw> & { timestamp: string };
  const scaled = scaledOf(result?.score as Parameters<typeof scaledOf>[0]);
  return {
    statementId,
    sourceId: source,
    verb: String(verb!.id).endsWith('/passed') ? 'passed' : 'completed',
    activityId: (object!.objectType ?? 'Activity') === 'Activity' ? (object!.id as string) : null,
    account: (actor!.account as Completion['account'] | undefined) ?? null,
    identity: identityOf(actor!) ?? null,
    at: new Date(Math.min(Date.parse(timestamp), storedAt.getTime())),
    storedAt,
    result: result === undefined ? null : { ...resultOf(result), ...(scaled !== undefined && { scaled }) },
    voided,
    position,
  };
}

function resultOf({ success, completion }: Raw): { success?: boolean; completion?: boolean } {
  return { ...(typeof success === 'boolean' && { success }), ...(typeof completion === 'boolean' && { completion }) };
}
