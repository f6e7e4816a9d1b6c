import { CompiledQuery } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { type StoredCheckpoint, toStoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { readPublished } from '#platform/ledger/log-store.ts';
import { DRAW_RULE, drawPairs, type Pair } from './draw.rules.ts';

/** The published checkpoints of the log, oldest first, in the public form. */
export async function publishedCheckpoints(db: Database): Promise<StoredCheckpoint[]> {
  const sql = { query: async (text: string, values: unknown[] = []) => db.executeQuery<never>(CompiledQuery.raw(text, values)) };
  return (await readPublished(sql)).map(toStoredCheckpoint);
}

/** Stores a draw: its rule and root, and the lists it was drawn from. */
export function insertDraw(
  db: Database,
  row: { roundId: string; log: StoredCheckpoint; nations: readonly string[]; others: readonly string[]; by: string; at: Date },
) {
  return db.insertInto('reviews.draw').values({
    round_id: row.roundId,
    rule: DRAW_RULE,
    log_origin: row.log.origin,
    log_size: row.log.size,
    log_root: row.log.root,
    log_day: row.log.day,
    nations: [...row.nations],
    others: [...row.others],
    drawn_by: row.by,
    drawn_at: row.at,
  });
}

/** The draw of a round, recomputed from what was stored; undefined where there is none. */
export async function findDraw(db: Database, roundId: string) {
  const row = await db.selectFrom('reviews.draw').selectAll().where('round_id', '=', roundId).executeTakeFirst();
  if (row === undefined) return undefined;
  const log: StoredCheckpoint = { origin: row.log_origin, size: Number(row.log_size), root: row.log_root, day: row.log_day };
  const pairs: Pair[] = drawPairs(Buffer.from(row.log_root, 'base64'), row.nations, row.others);
  return { rule: row.rule, log, pairs, at: row.drawn_at, nations: row.nations, others: row.others };
}
