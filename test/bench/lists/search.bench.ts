import { randomUUID } from 'node:crypto';
import { searchRoutes } from '#app/personal/search.ts';
import { ROLE } from '#kernel/roles.ts';
import type { Query } from '#platform/query.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { describeTime, processorTimeOf } from '../load/processor-time.ts';
import { seedRegister } from '../load/seed.ts';
import { seedNames } from '../load/seed-names.ts';
import { ask } from '../matrix.bench.ts';
import { ms, quantile, timesOf } from '../measure.ts';

// What an alliance has, and far more people: only names of people are read by an index, everything else is read whole (docs/decisions/061).
const PEOPLE = Number(process.env.MANUMIT_BENCH_PEOPLE ?? 1_000_000);
const [FIRMS, UNITS, FINDINGS] = [500, 10_000, 3000];
const READS = 60;

const QUERIES: Record<string, string[]> = {
  'a common surname': ['smith', 'muller', 'garcia'],
  'a rare surname': ['borenner', 'kelysski', 'tarouberg'],
  'one typing error': ['simth', 'lefevr', 'kowalczik', 'borenmer'],
  accents: ['lefèvre', 'ostergard', 'leca'],
  'two words': ['anna smith', 'cart lefevre', 'unit 77 harbour', 'ab 5d'],
  'two beginnings': ['ba s', 'an sm', 'be la'],
  'one to three letters': ['a', 'sm', 'bor'],
  'a word that nobody has': ['zzzz', 'qqxqqx', 'anna qqxqqx'],
};

/** The search over a million people and the register of a large alliance, for those who see all of it and for those who see little. */
export async function measureSearch(installation: Installation): Promise<Figure[]> {
  const { deployer } = installation;
  const { parties, operation } = await seedRegister(installation);
  const office = await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  const focal = await installation.givenSession([{ role: ROLE.focalPoint, partyId: parties[0]! }]);
  const adviser = await installation.givenSession([{ role: ROLE.legalAdviser, partyId: parties[0]! }]);
  await seedNames(installation, PEOPLE);
  await seedRest(installation, parties, operation);
  const { query } = searchRoutes[0]!;
  const { rows } = await deployer.query<{ n: number }>('select count(*)::int as n from identity.person');
  console.error(`${rows[0]!.n.toLocaleString('en')} people, ${FIRMS} firms, ${UNITS} units, ${FINDINGS} findings.`);
  const find = (token: string, q: string) => ask(installation, query as unknown as Query, token, { q });
  // The yardstick is one plain statement over the index of names, with nothing compared and nothing hidden.
  const raw = quantile(
    await timesOf(() => deployer.query(`select id, name from identity.person where name >= 'Anna S' order by name limit 120`)),
    0.95,
  );
  const figures: Figure[] = [];
  for (const [who, token] of [
    ['policy office', office],
    ['focal point', focal],
    ['legal adviser', adviser],
  ] as const)
    for (const [what, terms] of Object.entries(QUERIES)) {
      for (const term of terms) await find(token, term);
      let times: number[] = [];
      const cost = await processorTimeOf(deployer, async () => {
        times = await timesOf((turn) => find(token, terms[turn % terms.length]!), READS, 0);
        return READS;
      });
      const p95 = quantile(times, 0.95);
      figures.push({
        what: `search: ${what}, ${who}, p95`,
        measured: `${ms(p95)}${describeTime([cost])}`,
        yardstick: `bare select of 120 names by an index: ${ms(raw)}`,
        ratio: (p95 / raw).toFixed(1),
        goal: '<= 100 ms',
        met: p95 <= 100,
      });
    }
  return figures;
}

async function seedRest({ deployer, platform }: Installation, parties: readonly string[], operation: string): Promise<void> {
  const edition = platform.services.catalogue.current;
  await deployer.query('set session_replication_role = replica; set synchronous_commit = off');
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
