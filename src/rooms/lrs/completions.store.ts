import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import type { Raw } from './form.rules.ts';
import { identityOf } from './identity.rules.ts';

/** Up to where completions were taken over. What is read after a mark never comes before it, however transactions ended. */
export const CompletionMark = z.string().max(120).refine(isMark);
type CompletionMark = z.infer<typeof CompletionMark>;

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

/**
 * Completions of a party after a mark, the oldest first, at most so many. Only those of transactions after which no earlier one can still come are given: a
 * reader who goes on from the last mark misses none. One that is voided later is not given again: ask `voided` before it counts.
 */
export async function completionsSince(
  db: Database,
  { partyId, after, limit }: { partyId: string; after?: CompletionMark; limit: number },
): Promise<Completion[]> {
  const [xid = '0', stored = '-infinity', id = '00000000-0000-0000-0000-000000000000'] = after?.split('|') ?? [];
  const { rows } = await sql<{ id: string; source: string; statement: string; storedAt: Date; voided: boolean; mark: string }>`
    select s.id, s.source_id as source, s.statement, s.stored_at as "storedAt", s.xid || '|' || s.stored_at || '|' || s.id as mark,
      exists (select from lrs.statement v where v.source_id = s.source_id and v.ref = s.id and v.voiding) as voided
    from lrs.statement s
    where s.completes and s.party_id = ${partyId} and s.xid < pg_snapshot_xmin(pg_current_snapshot())
      and (s.xid, s.stored_at, s.id) > (${xid}::xid8, ${stored}::timestamptz, ${id}::uuid)
    order by s.xid, s.stored_at, s.id limit ${limit}`.execute(db);
  return rows.map(({ id: statementId, source, statement, storedAt, voided, mark }) => {
    const { actor, verb, object, result, timestamp } = JSON.parse(statement) as Record<string, Raw> & { timestamp: string };
    const score = result?.score as { scaled?: number } | undefined;
    return {
      statementId,
      sourceId: source,
      verb: String(verb!.id).endsWith('/passed') ? 'passed' : 'completed',
      activityId: (object!.objectType ?? 'Activity') === 'Activity' ? (object!.id as string) : null,
      account: (actor!.account as Completion['account'] | undefined) ?? null,
      identity: identityOf(actor!) ?? null,
      at: new Date(Math.min(Date.parse(timestamp), storedAt.getTime())),
      storedAt,
      result: result === undefined ? null : { ...resultOf(result), ...(score?.scaled !== undefined && { scaled: score.scaled }) },
      voided,
      mark,
    };
  });
}

function resultOf({ success, completion }: Raw): { success?: boolean; completion?: boolean } {
  return { ...(typeof success === 'boolean' && { success }), ...(typeof completion === 'boolean' && { completion }) };
}

// Whoever hands a mark in may have written it: what the database could not read is refused at the edge.
function isMark(text: string): boolean {
  const [xid = '', stored = '', id = '', ...rest] = text.split('|');
  const at = stored.replace(' ', 'T').replace(/\+00$/, 'Z');
  return rest.length === 0 && /^\d{1,19}$/.test(xid) && z.iso.datetime().safeParse(at).success && z.guid().safeParse(id).success;
}
