import { randomUUID } from 'node:crypto';
import type { Installation } from '../installation.ts';

/** A register of 56 nations, with so many evidence items and as many log entries, always in the same shape. */
export type Seeded = { parties: string[]; operation: string };

const ALLIES = 32;
const CONTRIBUTORS = 24;
const BATCH = 250_000;

/** 32 Allies and 24 contributors to one operation, which the matrix shows together, and who enters evidence for each. */
export async function seedRegister({ party, deployer, platform }: Installation): Promise<Seeded> {
  const operation = await party('operation', 'BENCH-1', 'Operation Bench');
  const parties: string[] = [];
  for (let n = 0; n < ALLIES + CONTRIBUTORS; n++) {
    const code = String.fromCharCode(65 + Math.floor(n / 26)) + String.fromCharCode(65 + (n % 26));
    const id = await party('nation', code, `Nation ${code}`, n < ALLIES);
    if (n >= ALLIES)
      await deployer.query(
        `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by)
           select $1, $2, $3, '2020-01-01', 'bench', now(), recorded_by from parties.party where id = $2`,
        [randomUUID(), id, operation],
      );
    parties.push(id);
  }
  // Every party, obligation and kind of evidence in turn, so that the summary is as wide with a short history as with a long one.
  await deployer.query(
    `create table public.bench_slot (n int primary key, party_id uuid, person_id uuid, obligation_id text, clause_id text, kind text)`,
  );
  const obligations = platform.services.catalogue.current.obligations.flatMap(({ id, clause, evidence }) =>
    evidence.kinds.map((kind) => ({ id, clause, kind })),
  );
  await deployer.query(
    `with person as (insert into identity.person (id, name) select gen_random_uuid(), 'Bench ' || n from generate_series(1, cardinality($1::uuid[])) n returning id),
      p as (select row_number() over () as m, id from person)
    insert into public.bench_slot select row_number() over (order by d.n, u.m) - 1, u.id, p.id, d.id, d.clause, d.kind
      from unnest($1::uuid[]) with ordinality u(id, m) join p using (m)
      cross join unnest($2::text[], $3::text[], $4::text[]) with ordinality d(id, clause, kind, n)`,
    [
      parties,
      obligations.map((obligation) => obligation.id),
      obligations.map((obligation) => obligation.clause),
      obligations.map((obligation) => obligation.kind),
    ],
  );
  return { parties, operation };
}

/**
 * Adds evidence items and log entries over the last three years up to the given number, in bulk statements, as the deployer. Summaries and totals are computed
 * afterwards. One item in fifty is withdrawn. Chain hashes are made up, because nothing measured here reads them.
 */
export async function seedHistory({ deployer, platform }: Installation, from: number, upto: number): Promise<void> {
  const edition = platform.services.catalogue.current.id;
  await deployer.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`);
  for (let start = from; start < upto; start += BATCH) {
    const end = Math.min(upto, start + BATCH);
    await deployer.query(
      `create temp table made as select i, s.party_id, s.person_id, s.obligation_id, s.clause_id, s.kind,
          now() - (1000000 - i) * interval '94 seconds' as at, uuidv7(-(1000000 - i) * interval '94 seconds') as id,
          uuidv7(-(1000000 - i) * interval '94 seconds') as entry,
          case i % 7 when 0 then 'not-met' when 1 then 'partly-met' when 2 then 'in-progress' else 'met' end as says,
          case when i % 3 = 0 then 'measured' else 'declared' end as origin, case when i % 50 = 7 then 'withdrawn' else 'submitted' end as state
        from generate_series($1::int, $2::int - 1) i join public.bench_slot s on s.n = i % (select count(*) from public.bench_slot)`,
      [start, end],
    );
    await deployer.query(
      `insert into evidence.item (id, edition_id, party_id, kind, says, origin, title_en, title_fr, source_en, source_fr, date, state, version, counts_on, entered_by,
          entered_name, entered_at, signed_by, signed_name, submitted_at, ended_by, ended_at, end_reason)
        select id, $1, party_id, kind, says, origin, 'Order ' || i || ' on ' || obligation_id, 'Ordre ' || i || ' sur ' || obligation_id, 'Return, chapter ' || i % 9,
          'Rapport, chapitre ' || i % 9, to_char(at, 'YYYY-MM-DD'), state, 2, to_char(at, 'YYYY-MM-DD'), person_id, 'Bench', at, person_id, 'Bench', at,
          case when state = 'withdrawn' then person_id end, case when state = 'withdrawn' then at end, case when state = 'withdrawn' then 'Sent twice.' end from made`,
      [edition],
    );
    await deployer.query(
      `insert into evidence.item_obligation (item_id, obligation_id, edition_id, party_id, kind, says, origin, counts, counts_on, submitted_at)
        select id, obligation_id, $1, party_id, kind, says, origin, state = 'submitted', to_char(at, 'YYYY-MM-DD'), at from made`,
      [edition],
    );
    await deployer.query(
      `insert into ledger.entry (id, at, format, person_id, command, clause_ids, party_id, subject_kind, subject_id, evidence_kind, commitment, leaf_hash)
        select entry, at, 1, person_id, 'evidence/submit-evidence', array[clause_id], party_id, 'evidence-item', id, kind, sha256(uuid_send(id)), sha256(uuid_send(entry)) from made`,
    );
    await deployer.query(
      `insert into ledger.opening (entry_id, salt, detail)
        select entry, substr(sha256(uuid_send(id)), 1, 16), jsonb_build_object('says', says, 'obligations', jsonb_build_array(obligation_id)) from made`,
    );
    await deployer.query(`insert into ledger.link (index, entry_id, chain_hash) select i, entry, sha256(uuid_send(entry)) from made`);
    // The tree holds them too, because the measured process places further entries after them.
    await deployer.query(`select ledger.grow($1, array_agg(sha256(uuid_send(entry)) order by i)) from made`, [start]);
    await deployer.query(
      `insert into platform.stored_response (person_id, key, command, input_hash, answer, at)
        select person_id, gen_random_uuid(), 'evidence/submit-evidence', sha256(uuid_send(id)), jsonb_build_object('id', id, 'version', 2), at from made`,
    );
    await deployer.query('drop table made');
  }
  await deployer.query(`update ledger.sequencer set horizon = pg_snapshot_xmin(pg_current_snapshot()), next_index = $1`, [upto]);
  await deployer.query('truncate evidence.summary, evidence.total, evidence.monthly_total');
  await deployer.query(
    `insert into evidence.summary (edition_id, party_id, obligation_id, kind, origin, effect, item_id, says, counts_on, submitted_at, items)
      select distinct on (edition_id, party_id, obligation_id, kind, origin) edition_id, party_id, obligation_id, kind, origin, 'decides', item_id, says, counts_on,
        submitted_at, count(*) over slot
      from evidence.item_obligation where counts window slot as (partition by edition_id, party_id, obligation_id, kind, origin)
      order by edition_id, party_id, obligation_id, kind, origin, counts_on desc, submitted_at desc, item_id desc`,
  );
  await deployer.query(
    `insert into evidence.total select edition_id, party_id, count(*), count(*) filter (where origin = 'declared') from evidence.item where state = 'submitted' group by 1, 2`,
  );
  await deployer.query(
    `insert into evidence.monthly_total select edition_id, party_id, obligation_id, left(counts_on, 7), count(*), count(*) filter (where origin = 'declared')
      from evidence.item_obligation where counts group by 1, 2, 3, 4`,
  );
  await deployer.query(`set session_replication_role = origin; reset synchronous_commit; reset work_mem`);
  await deployer.query('vacuum analyze');
  await deployer.query('checkpoint');
}

/** A million extra people and firms, for the two lists that show them. */
export async function seedCrowd({ deployer }: Installation, many: number): Promise<void> {
  await deployer.query(`set session_replication_role = replica; set synchronous_commit = off`);
  await deployer.query(
    `insert into identity.person (id, name, email) select gen_random_uuid(), 'Person ' || md5(i::text), 'person' || i || '@example.org' from generate_series(1, $1::int) i`,
    [many],
  );
  await deployer.query(
    `insert into parties.party (id, kind, code, name_en, name_fr, source) select gen_random_uuid(), 'contractor', 'FIRM-' || i, 'Firm ' || i, 'Firme ' || i, 'bench'
      from generate_series(1, $1::int) i`,
    [many],
  );
  await deployer.query(`set session_replication_role = origin; reset synchronous_commit`);
  await deployer.query('vacuum analyze');
}
