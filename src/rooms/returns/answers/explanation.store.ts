import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

export type ExplanationRecord = { checkId: string; text: string; left: number; right: number; by: string; at: Date };

/** The explanations of a return this reader may see, by their check. */
export async function explanationsOf(db: Database, returnId: string): Promise<ExplanationRecord[]> {
  const { rows } =
    await sql<ExplanationRecord>`select check_id as "checkId", explanation as text, left_figure as left, right_figure as right, explained_by as by,
      explained_at as at from returns.explanation where return_id = ${returnId} order by check_id`.execute(db);
  return rows.map((row) => ({ ...row, left: Number(row.left), right: Number(row.right) }));
}

/** Stores the explanation of a check, in the place of an earlier one. The ledger keeps each. */
export function storeExplanation(
  db: Database,
  of: { id: string; partyId: string },
  row: { checkId: string; text: string; left: number; right: number; by: string; at: Date },
) {
  const values = { explanation: row.text, left_figure: row.left, right_figure: row.right, explained_by: row.by, explained_at: row.at };
  return db
    .insertInto('returns.explanation')
    .values({ return_id: of.id, party_id: of.partyId, check_id: row.checkId, ...values })
    .onConflict((conflict) => conflict.columns(['return_id', 'check_id']).doUpdateSet(values));
}
