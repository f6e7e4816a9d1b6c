import type { Installation } from '../installation.ts';

// A name in seventeen is one of these six, and the rest are spread over 40,000: a register has common names and rare ones.
const COMMON = ['Smith', 'Müller', 'García', 'Lefèvre', 'Kowalczyk', 'Østergård'];
const FIRST = [
  ['An', 'Be', 'Ca', 'Da', 'El', 'Fi', 'Ga', 'He', 'Io', 'Ju', 'Ka', 'Lé', 'Ma', 'No', 'Ol', 'Pe', 'Ro', 'Sø', 'Ti', 'Ya'],
  ['na', 'rt', 'lin', 'do', 'sa', 'mil', 'rik', 'ette', 'ço', 'vá'],
];
const LAST = [
  ['Al', 'Bor', 'Cas', 'Dun', 'Er', 'Fal', 'Gor', 'Har', 'Is', 'Jan', 'Kel', 'Lem', 'Mor', 'Nor', 'Ost', 'Pel', 'Ran', 'Sol', 'Tar', 'Van'],
  ['a', 'e', 'i', 'o', 'u', 'ia', 'eo', 'ou', 'y', 'é'],
  ['b', 'ck', 'd', 'g', 'l', 'm', 'nd', 'r', 'ss', 't', 'v', 'z', 'rt', 'sk', 'lm', 'n', 'p', 'st', 'th', 'ch'],
  ['er', 'son', 'ski', 'ier', 'is', 'ov', 'mann', 'berg', 'ez', 'eau'],
];

/** Every combination of the parts. */
const combine = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((made, part) => made.flatMap((start) => part.map((end) => start + end)), ['']);

/**
 * People with invented names, and the keys under which the search finds them. The keys are those that the trigger of a person writes, but those of a word are made
 * once, and the indexes at the end. The keys of one person lie together, as they do where people are entered one after the other.
 */
export async function seedNames({ deployer }: Installation, people: number): Promise<void> {
  await deployer.query('set session_replication_role = replica; set synchronous_commit = off');
  await deployer.query(`set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);
  await deployer.query(
    `create temp table bench_name as
      select gen_random_uuid() as id, f.name as first, case when n % 100 < 6 then ($4::text[])[1 + n % 100] else l.name end as last
      from generate_series(1, $1::int) n
      join unnest($2::text[]) with ordinality f (name, at) on f.at = 1 + abs(hashtext('first' || n)::bigint) % cardinality($2)
      join unnest($3::text[]) with ordinality l (name, at) on l.at = 1 + abs(hashtext('last' || n)::bigint) % cardinality($3)`,
    [people, combine(FIRST), combine(LAST), COMMON],
  );
  await deployer.query(
    `create temp table bench_word as
      select w.word, k.edits, k.key from (select first as word from bench_name union select last from bench_name) w, platform.search_keys(w.word) k`,
  );
  await deployer.query('create index on bench_word (word); analyze bench_word');
  await deployer.query(`insert into identity.person (id, name) select id, first || ' ' || last from bench_name`);
  const { rows } = await deployer.query<{ key: string; index: string }>(
    `select pg_get_constraintdef(oid) as key, pg_get_indexdef('identity.person_key_person'::regclass) as index
      from pg_constraint where conname = 'person_key_pkey'`,
  );
  await deployer.query('alter table identity.person_key drop constraint person_key_pkey; drop index identity.person_key_person');
  await deployer.query(
    `insert into identity.person_key select k.edits, k.key, n.id from bench_name n cross join lateral (
        select edits, key from bench_word where word = n.first union select edits, key from bench_word where word = n.last) k`,
  );
  await deployer.query(`alter table identity.person_key add constraint person_key_pkey ${rows[0]!.key}`);
  await deployer.query(rows[0]!.index);
  await deployer.query('drop table bench_name, bench_word');
  await deployer.query('set session_replication_role = origin; reset synchronous_commit; reset work_mem; reset maintenance_work_mem');
}
