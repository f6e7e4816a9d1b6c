import { sql } from 'kysely';
import { labelColumns } from '#kernel/labels.ts';
import type { ExportLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Release } from '../reviews.schema.ts';
import type { Frozen } from './snapshot.rules.ts';

/** Stores the adopted report: the head, then each participation, in the bytes that were hashed. */
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
    ...frozen.participations.map((participation) => {
      const { level, releasableTo } = labelColumns(labels.get(participation.partyId)!, participation.partyId);
      const { partyId, content, sha256 } = participation;
      return db
        .insertInto('reviews.adopted_participation')
        .values({ round_id: roundId, party_id: partyId, content, sha256, release, label_level: level, releasable_to: releasableTo });
    }),
  ];
}

/** The adopted report with the participations this reader may see; undefined before adoption. */
export async function findSnapshot(db: Database, roundId: string) {
  const head = await db.selectFrom('reviews.adopted_snapshot').selectAll().where('round_id', '=', roundId).executeTakeFirst();
  if (head === undefined) return undefined;
  const participations = await db
    .selectFrom('reviews.adopted_participation')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('party_id')
    .execute();
  return { head, participations };
}

/** The newest adopted rounds, with the number of parties whose report this reader may read. */
export async function adoptedRounds(db: Database, most: number) {
  const { rows } = await sql<{ id: string; en: string; fr: string; adopted_at: Date; parties: number }>`
    select r.id, r.title_en as en, r.title_fr as fr, r.adopted_at,
        (select count(*)::int from reviews.adopted_participation a where a.round_id = r.id) as parties
      from reviews.round r where r.adopted_at is not null order by r.adopted_at desc, r.id desc limit ${most}`.execute(db);
  return rows;
}
