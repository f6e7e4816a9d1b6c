import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { END, rangesOf } from '#platform/search/key-ranges.ts';

/** The most rows that are read of one range of keys for a single term, and in total. */
const MAX_ROWS = 40;
/** Of several terms, how many keys of each are read: a term with more is in too many names to be read whole. */
const MAX_READ = 20_000;
/** Where a term is in too many names, how many people with the rarest term are asked for it one by one. */
const MAX_TRIED = 1000;
/** The most people with all of several terms. */
const MAX_FOUND = 1000;

type Ranges = ReturnType<typeof rangesOf>;

const within = sql`k.edits = range.edits and k.key >= range.key collate "C" and k.key < (range.key || ${END}) collate "C"`;

/**
 * Active people whose names may match every term; the caller compares names and terms. Reads ranges of an index up to a limit, so the time does not depend on how many
 * people there are. With one term the words nearest to it come first. With several, typing errors are allowed only where nobody has all terms without.
 */
export async function peopleNamed(db: Database, terms: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.person where kind = 'person' and disabled_at is null and id in (${
      terms.length === 1 ? nearestTo(terms[0]!) : withAll(terms)
    }) order by name, id`.execute(db);
  return rows;
}

function nearestTo(term: string): RawBuilder<unknown> {
  return sql`select nearest.person_id from ${ranges(rangesOf(term))}, lateral (
    select k.person_id, k.key from identity.person_key k join identity.person p on p.id = k.person_id and p.disabled_at is null
    where ${within} order by k.key limit ${MAX_ROWS}) nearest order by place limit ${MAX_ROWS * 3}`;
}

function withAll(terms: readonly string[]): RawBuilder<unknown> {
  const exactly = (term: string): Ranges => ({ edits: [0], keys: [term] });
  return sql`with exact as materialized (${having(terms.map(exactly))})
    select person_id from exact union all select person_id from (${having(terms.map(rangesOf))}) nearly where not exists (select from exact)`;
}

/** The people with the rarest of several terms who also have the others. Where one is in too many names, the first people are asked for it. */
function having(terms: readonly Ranges[]): RawBuilder<unknown> {
  const names = terms.map((_, at) => sql.id(`found_${at}`));
  const found = terms.map(
    (term, at) => sql`${names[at]} as materialized (select k.person_id from ${keysIn(term, MAX_READ + 1)} limit ${MAX_READ + 1})`,
  );
  const counts = names.map((name, at) => sql`select ${at}::int as place, count(*) as n from ${name}`);
  const ofRarest = names.map((name, at) => sql`select person_id from ${name} where (select place from rarest) = ${at}::int`);
  const hasTerm = terms.map(
    (term, at) => sql`((select place from rarest) = ${at}::int or case when (select n from counted where place = ${at}::int) <= ${MAX_READ}
      then tried.person_id in (select person_id from ${names[at]}) else ${hasKeyIn(term)} end)`,
  );
  return sql`with ${sql.join(found)},
    counted as materialized (${sql.join(counts, sql` union all `)}),
    rarest as materialized (select place from counted order by n limit 1),
    tried as materialized (select distinct person_id from (${sql.join(ofRarest, sql` union all `)}) rare
      limit (select case when max(n) <= ${MAX_READ} then ${MAX_READ}::int else ${MAX_TRIED}::int end from counted))
    select person_id from tried join identity.person p on p.id = person_id and p.disabled_at is null
    where ${sql.join(hasTerm, sql` and `)} limit ${MAX_FOUND}`;
}

/** Whether a person has a key in the ranges: the keys of the person are read once and compared with them. */
function hasKeyIn({ edits, keys }: Ranges): RawBuilder<unknown> {
  const of = (edit: number) => sql`k.edits = ${edit} and k.key ^@ any (${keys.filter((_, at) => edits[at] === edit)}::text[])`;
  return sql`exists (select from identity.person_key k where k.person_id = tried.person_id and (${of(0)} or ${of(1)}))`;
}

// A lateral subquery with a limit reads each range of the index; a plain join may read the whole table.
function keysIn(term: Ranges, limit: number): RawBuilder<unknown> {
  return sql`${ranges(term)}, lateral (select k.person_id from identity.person_key k where ${within} limit ${limit}) k`;
}

function ranges({ edits, keys }: Ranges): RawBuilder<unknown> {
  return sql`unnest(${edits}::smallint[], ${keys}::text[]) with ordinality as range(edits, key, place)`;
}
