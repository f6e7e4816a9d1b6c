import { createHash } from 'node:crypto';
import type { CommandContext } from '#platform/command.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { recordMany } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { PartRow } from '../import.schema.ts';
import { insertBatchRows } from '../import.store.ts';

/**
 * Writes the evidence items of these rows and the line of each. Answers their ledger detail: the lines, their number, and a digest of their content, so that a
 * later change is noticed although one entry covers many rows.
 */
export function importRows(context: CommandContext, batchId: string, rows: readonly PartRow[], parties: ReadonlyMap<string, string>) {
  const edition = currentEdition();
  const items = recordMany(
    context,
    rows.map(({ party, content }) => ({ partyId: parties.get(party)!, content })),
  );
  const lines = rows.map(({ line }) => line);
  context.write(insertBatchRows(batchId, lines, items));
  const clauses = [...new Set(rows.flatMap(({ content }) => content.obligationIds.map((id) => edition.obligation(id).clause)))];
  const digest = createHash('sha256')
    .update(canonicalBytes(rows.map((row, at) => ({ ...row, item: items[at] }))))
    .digest('hex');
  return { clauses, detail: { rows: rows.length, first: Math.min(...lines), last: Math.max(...lines), digest } };
}
