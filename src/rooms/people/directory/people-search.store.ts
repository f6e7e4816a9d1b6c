import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { END, rangesOf } from '#platform/search/key-ranges.ts';

/** The most rows that are read of one range of keys for a single term, and in total. */
const MAX_ROWS = 40;
/** A term of several that fits fewer keys is rare: all people with it are read, and the caller compares the other terms. */
const MAX_RARE = 2000;
/** Where every term is common, the most keys of one of them that are tried. */
const MAX_TRIED = 20_000;

const within = sql`k.edits = range.edits and k.key >= range.key collate "C" and k.key < (range.key || ${END}) collate "C"`;

/**
 * Active people whose names may match every term; the caller compares names and terms. Reads ranges of an index up to a limit, so the time does not depend on how many
 * people there are. With one term the words nearest to it come first. Of several terms the rarest decides who is read. Where all are common, people are found as long
 * as they are among the first that have the longest term.
 */
export async function peopleNamed(db: Database, terms: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.person where kind = 'person' and disabled_at is null and id in (${
      terms.length === 1 ? nearestTo(terms[0]!) : withAll(terms)
    }) order by name, id`.execute(db);
  return rows;
}

function nearestTo(term: string): RawBuilder<unknown> {
  return sql`select nearest.person_id from ${ranges(term)}, lateral (
    select k.person_id, k.key from identity.person_key k join identity.person p on p.id = k.person_id and p.disabled_at is null
    where ${within} order by k.key limit ${MAX_ROWS}) nearest order by place limit ${MAX_ROWS * 3}`;
}

function withAll(terms: readonly string[]): RawBuilder<unknown> {
  const names = terms.map((_, at) => sql.id(`found_${at}`));
  const found = terms.map(
    (term, at) => sql`${names[at]} as materialized (
      select k.person_id from ${keysIn(term, MAX_RARE + 1)} limit ${MAX_RARE + 1})`,
  );
  const counts = names.map((name, at) => sql`select ${at}::int as place, count(*) as n from ${name}`);
  const ofRarest = names.map((name, at) => sql`select person_id from ${name} where (select place from rarest) = ${at}::int`);
  const [longest, ...others] = terms.toSorted((a, b) => b.length - a.length);
  const hasOthers = others.map(
    (term) => sql`exists (select from ${ranges(term)} join identity.person_key k on k.person_id = tried.person_id and ${within})`,
  );
  return sql`with ${sql.join(found)},
    rarest as materialized (select place from (${sql.join(counts, sql` union all `)}) counted where n <= ${MAX_RARE} order by n limit 1)
    ${sql.join(ofRarest, sql` union all `)} union all (
      select tried.person_id from (
        select k.person_id from ${keysIn(longest!, MAX_TRIED)} where not exists (select from rarest) limit ${MAX_TRIED}) tried
      where ${sql.join(hasOthers, sql` and `)} limit ${MAX_ROWS * 3})`;
}

// A lateral subquery with a limit reads each range of the index; a plain join may read the whole table.
function keysIn(term: string, limit: number): RawBuilder<unknown> {
  return sql`${ranges(term)}, lateral (select k.person_id from identity.person_key k where ${within} limit ${limit}) k`;
}

function ranges(term: string): RawBuilder<unknown> {
  const { edits, keys } = rangesOf(term);
  return sql`unnest(${edits}::smallint[], ${keys}::text[]) with ordinality as range(edits, key, place)`;
}
