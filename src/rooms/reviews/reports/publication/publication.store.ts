import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { Publication, type PublicCorrection, PublicParticipation } from './publication.schema.ts';

/** Publishes a round: the figures, then each participation, in the bytes every reader gets. */
export function insertPublication(
  db: Database,
  row: {
    roundId: string;
    content: string;
    sha256: string;
    participations: readonly { partyId: string; content: string }[];
    by: string;
    at: Date;
  },
) {
  const { roundId: round_id, content, sha256, by, at } = row;
  return [
    db.insertInto('reviews.publication').values({ round_id, content, sha256, published_by: by, published_at: at }),
    ...row.participations.map((participation) =>
      db
        .insertInto('reviews.published_participation')
        .values({ round_id, party_id: participation.partyId, content: participation.content }),
    ),
  ];
}

/** When these rounds were published; unpublished rounds are missing. */
export async function publishedAt(db: Database, roundIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('reviews.publication')
    .select(['round_id', 'published_at'])
    .where('round_id', '=', anyOf(roundIds))
    .execute();
  return new Map(rows.map((row) => [row.round_id, row.published_at]));
}

/** Every published round, the newest first. */
export async function publications(db: Database) {
  const rows = await db
    .selectFrom('reviews.publication')
    .select(['content', 'sha256', 'published_at'])
    .orderBy('published_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...Publication.parse(JSON.parse(row.content)),
    sha256: row.sha256,
    publishedAt: row.published_at.toISOString(),
  }));
}

/** One published participation, or undefined. */
export async function publishedParticipation(db: Database, roundId: string, partyId: string): Promise<PublicParticipation | undefined> {
  const row = await db
    .selectFrom('reviews.published_participation')
    .select('content')
    .where('round_id', '=', roundId)
    .where('party_id', '=', partyId)
    .executeTakeFirst();
  return row && PublicParticipation.parse(JSON.parse(row.content));
}

/** The newest correction of each published rating of a round. The database decides which corrected ratings are public. */
export async function publicCorrections(db: Database, roundId: string): Promise<PublicCorrection[]> {
  const { rows } = await sql<
    Omit<PublicCorrection, 'correctedOn'> & { correctedAt: Date }
  >`select party_id as "partyId", obligation_id as "obligationId",
      corrected_at as "correctedAt", status from reviews.public_corrections(${roundId})`.execute(db);
  return rows.map(({ correctedAt, ...row }) => ({ ...row, correctedOn: dayOf(correctedAt) }));
}
