import { labelColumns } from '#kernel/labels.ts';
import type { ExportLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Release } from '../reviews.schema.ts';
import type { Frozen } from './snapshot.rules.ts';

/** Stores the adopted report: the head, then each part, in the bytes that were hashed. */
export function insertSnapshot(
  db: Database,
  roundId: string,
  frozen: Frozen,
  labels: ReadonlyMap<string, ExportLabel>,
  release: Release,
  by: string,
  at: Date,
) {
  return [
    db
      .insertInto('reviews.adopted_snapshot')
      .values({ round_id: roundId, head: frozen.head, sha256: frozen.sha256, release, adopted_by: by, adopted_at: at }),
    ...frozen.parts.map((part) => {
      const { level, releasableTo } = labelColumns(labels.get(part.partyId)!, part.partyId);
      const { partyId, content, sha256 } = part;
      return db
        .insertInto('reviews.adopted_part')
        .values({ round_id: roundId, party_id: partyId, content, sha256, release, label_level: level, releasable_to: releasableTo });
    }),
  ];
}

/** The adopted report with the parts this reader may see; undefined before adoption. */
export async function findSnapshot(db: Database, roundId: string) {
  const head = await db.selectFrom('reviews.adopted_snapshot').selectAll().where('round_id', '=', roundId).executeTakeFirst();
  if (head === undefined) return undefined;
  const parts = await db.selectFrom('reviews.adopted_part').selectAll().where('round_id', '=', roundId).orderBy('party_id').execute();
  return { head, parts };
}
