import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { END, rangesOf } from '#platform/search/key-ranges.ts';

/** The most rows that are read of one range of keys, and in total. */
const MAX_ROWS = 40;

/**
 * Active people whose names may match every term; the caller compares names and terms. Reads ranges of an index, so the time does not depend on how many people
 * there are. With one term the words nearest to it come first.
 */
export async function peopleNamed(db: Database, terms: readonly string[]): Promise<{ id: string; name: string }[]> {
  const ranges = (term: string) => {
    const { edits, keys } = rangesOf(term);
    return sql`unnest(${edits}::smallint[], ${keys}::text[]) with ordinality as range(edits, key, place)`;
  };
  const within = sql`k.edits = range.edits and k.key >= range.key collate "C" and k.key < (range.key || ${END}) collate "C"`;
  const found =
    terms.length === 1
      ? sql`select nearest.person_id from ${ranges(terms[0]!)}, lateral (
          select k.person_id, k.key from identity.person_key k join identity.person p on p.id = k.person_id and p.disabled_at is null
          where ${within} order by k.key limit ${MAX_ROWS}) nearest order by place limit ${MAX_ROWS * 3}`
      : sql`(${sql.join(
          terms.map((term) => sql`select k.person_id from ${ranges(term)} join identity.person_key k on ${within}`),
          sql` intersect `,
        )}) limit ${MAX_ROWS * 3}`;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.person where kind = 'person' and disabled_at is null and id in (${found}) order by name, id`.execute(db);
  return rows;
}
