import { randomUUID } from 'node:crypto';
import { searchRoutes } from '#app/personal/search.ts';
import { ROLE } from '#kernel/roles.ts';
import type { Query } from '#platform/query.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { seedRegister } from '../load/seed.ts';
import { ask } from '../matrix.bench.ts';
import { ms, quantile, timesOf } from '../measure.ts';

// What an alliance has, and far more people: only names of people are read by an index, everything else is read whole (docs/decisions/061).
const PEOPLE = Number(process.env.MANUMIT_BENCH_PEOPLE ?? 1_000_000);
const [FIRMS, UNITS, FINDINGS] = [500, 10_000, 3000];

// A letter, a beginning that many names have, a name, one with a typing error, two words, and a cell of the matrix.
const QUERIES = ['a', 'pers', 'person', 'harbour', 'harbuor', 'nation ab', 'unit 77 harbour', 'ab 5d', 'urge clause', 'zzzz'];

/** The search over a million people and the register of a large alliance, for those who see all of it and for those who see little. */
export async function measureSearch(installation: Installation): Promise<Figure[]> {
  const { deployer } = installation;
  const { parties, operation } = await seedRegister(installation);
  const office = await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  const focal = await installation.givenSession([{ role: ROLE.focalPoint, partyId: parties[0]! }]);
  await seedNames(installation, parties, operation);
  const { query } = searchRoutes[0]!;
  const { rows } = await deployer.query<{ n: number }>('select count(*)::int as n from identity.person');
  const figures: Figure[] = [];
  for (const [who, token] of [
    ['policy office', office],
    ['focal point', focal],
  ] as const) {
    let found = 0;
    const times = await timesOf(
      async (turn) => {
        const { hits } = JSON.parse(await ask(installation, query as unknown as Query, token, { q: QUERIES[turn % QUERIES.length] })) as {
          hits: unknown[];
        };
        found += hits.length;
      },
      QUERIES.length * 10,
      QUERIES.length,
    );
    if (found < 500) throw new Error(`The searches found ${found} hits.`);
    // The yardstick reads the same names in one statement each, without row-level security, and compares nothing.
    const raw = quantile(
      await timesOf(async () => {
        await deployer.query('select id, code, name_en, name_fr from parties.party');
        await deployer.query('select id, name from parties.unit');
        await deployer.query('select id, title from reviews.finding');
      }),
      0.95,
    );
    const p95 = quantile(times, 0.95);
    figures.push({
      what: `search: ${who}, ${rows[0]!.n.toLocaleString('en')} people, ${FIRMS} firms, ${UNITS} units, ${FINDINGS} findings, p95`,
      measured: ms(p95),
      yardstick: `bare select of firms, units and findings: ${ms(raw)}`,
      ratio: (p95 / raw).toFixed(1),
      goal: '<= 100 ms',
      met: p95 <= 100,
    });
  }
  return figures;
}

async function seedNames({ deployer, platform }: Installation, parties: readonly string[], operation: string): Promise<void> {
  const edition = platform.services.catalogue.current;
  await deployer.query('set session_replication_role = replica; set synchronous_commit = off');
  await deployer.query(
    `with person as (insert into identity.person (id, name)
        select gen_random_uuid(), case i % 3 when 0 then 'Harbour ' when 1 then 'Person ' else 'Lena ' end || md5(i::text) from generate_series(1, $1::int) i
        returning id, name)
      insert into identity.person_key select k.edits, k.key, person.id from person, platform.search_keys(person.name) k on conflict do nothing`,
    [PEOPLE],
  );
  await deployer.query(
    `insert into parties.party (id, kind, code, name_en, name_fr, source) select gen_random_uuid(), 'contractor', 'FIRM-' || i, 'Firm ' || i, 'Firme ' || i, 'bench'
      from generate_series(1, $1::int) i`,
    [FIRMS],
  );
  await deployer.query(
    `insert into parties.unit (id, party_id, name, recorded_at, recorded_by)
      select gen_random_uuid(), ($1::uuid[])[1 + i % cardinality($1::uuid[])], 'Unit ' || i || ' Harbour', now(), gen_random_uuid() from generate_series(1, $2::int) i`,
    [parties, UNITS],
  );
  const round = randomUUID();
  await deployer.query(
    `insert into reviews.round (id, edition_id, title_en, title_fr, planned_by, planned_at) values ($1, $2, 'Round', 'Cycle', gen_random_uuid(), now())`,
    [round, edition.id],
  );
  await deployer.query(
    `with part as (insert into reviews.participation (id, round_id, party_id, party_group, voluntary, obligation_ids, state, since, self_assessment_due, comment_due)
        select gen_random_uuid(), $1, p, 'ally', false, '{}', 'adopted', now(), current_date, current_date from unnest($2::uuid[]) p where p <> $3 returning id, party_id)
      insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner,
          due, state, drafted_by, drafted_at)
        select gen_random_uuid(), part.id, part.party_id, $1, 'urge', 'Urge clause ' || i, repeat('Text of a finding. ', 100), '{P5.d.1}', '{5d}', '{}', true, 'Owner',
          current_date, 'open', gen_random_uuid(), now() from part, generate_series(1, $4::int) i`,
    [round, parties, operation, Math.ceil(FINDINGS / parties.length)],
  );
  await deployer.query('set session_replication_role = origin; reset synchronous_commit');
  await deployer.query('vacuum analyze');
}
