import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { Raw } from './checks/form.rules.ts';
import { identityOf } from './checks/identity.rules.ts';
import { scaledOf } from './checks/scaled.rules.ts';

/** Up to where completions were taken over. What is read after a mark never comes before it, however transactions ended. */
type CompletionMark = string;

/** Something completed or passed, as a learning system of a party told it. */
export type Completion = {
  statementId: string;
  sourceId: string;
  verb: 'completed' | 'passed';
  /** The activity by its IRI; null where the statement is about something else. */
  activityId: string | null;
  /** Who: the account of the learning system where there is one, else the identifier as text; null for a group without one. */
  account: { homePage: string; name: string } | null;
  identity: string | null;
  /** The day it is of: as the sender's clock had it, and never later than it was stored. */
  at: Date;
  storedAt: Date;
  result: { success?: boolean; completion?: boolean; scaled?: number } | null;
  /** Whether its sender took it back since. */
  voided: boolean;
  mark: CompletionMark;
};

type Row = { id: string; source: string; statement: string; storedAt: Date; voided: boolean; mark: string };
const MARK = sql`s.xid || '|' || s.stored_at || '|' || s.id`;
const ROW = sql`s.id, s.source_id as source, s.statement, s.stored_at as "storedAt", ${MARK} as mark,
  exists (select from lrs.statement v where v.source_id = s.source_id and v.ref = s.id and v.voiding) as voided`;
// Of transactions alone after which no earlier one can still come.
function past(after: CompletionMark | undefined) {
  const [xid = '0', stored = '-infinity', id = '00000000-0000-0000-0000-000000000000'] = after?.split('|') ?? [];
  return sql`s.xid < pg_snapshot_xmin(pg_current_snapshot()) and (s.xid, s.stored_at, s.id) > (${xid}::xid8, ${stored}::timestamptz, ${id}::uuid)`;
}

/**
 * Completions of a party after a mark, the oldest first, at most so many. Only those of transactions after which no earlier one can still come are given: a
 * reader who goes on from the last mark misses none. One that is voided later is not given again: ask `voidedSince`.
 */
export async function completionsSince(
  db: Database,
  { partyId, after, limit }: { partyId: string; after?: CompletionMark; limit: number },
): Promise<Completion[]> {
  const { rows } = await sql<Row>`select ${ROW} from lrs.statement s where s.completes and s.party_id = ${partyId} and ${past(after)}
    order by s.xid, s.stored_at, s.id limit ${limit}`.execute(db);
  return rows.map(asCompletion);
}

/** Some completions again, by source and id, with what became of them since. */
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

/** Which statements of a party were taken back by their sender after a mark, the oldest first. `mark`: where to go on; null where there was nothing. */
export async function voidedSince(
  db: Database,
  { partyId, after, limit }: { partyId: string; after?: CompletionMark; limit: number },
): Promise<{ statements: string[]; mark: CompletionMark | null }> {
  const { rows } = await sql<{ ref: string; mark: string }>`select s.ref, ${MARK} as mark from lrs.statement s
    where s.voiding and s.source_id in (select o.id from lrs.source o where o.party_id = ${partyId}) and ${past(after)}
    order by s.xid, s.stored_at, s.id limit ${limit}`.execute(db);
  return { statements: rows.map(({ ref }) => ref), mark: rows.at(-1)?.mark ?? null };
}

function asCompletion({ id: statementId, source, statement, storedAt, voided, mark }: Row): Completion {
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
    mark,
  };
}

function resultOf({ success, completion }: Raw): { success?: boolean; completion?: boolean } {
  return { ...(typeof success === 'boolean' && { success }), ...(typeof completion === 'boolean' && { completion }) };
}
