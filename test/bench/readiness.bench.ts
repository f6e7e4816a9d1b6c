import { randomUUID } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import { ROLE } from '#kernel/roles.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { getBoard } from '#rooms/readiness/board/get-board.query.ts';
import { listGaps } from '#rooms/readiness/gaps/list-gaps.query.ts';
import { COMPLETION_COLUMNS } from '#rooms/readiness/records/completions-file.ts';
import { importCompletions } from '#rooms/readiness/records/import-completions.command.ts';
import { importRoster } from '#rooms/readiness/roster/import-roster.command.ts';
import { previewRoster } from '#rooms/readiness/roster/preview-roster.query.ts';
import { ROSTER_COLUMNS } from '#rooms/readiness/roster/roster-file.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { describeTime, processorTimeOf } from './load/processor-time.ts';
import { ms, quantile, timeOf } from './measure.ts';

const PEOPLE = 100_000;
const PART = 2_000;
const UNITS = 40;
const MODULES = 12;
const READS = 40;

/**
 * A roster of a hundred thousand, previewed and imported in parts as the desk does; then twelve modules for each person, the board over all, and one more
 * completion.
 */
export async function measureReadiness(installation: Installation): Promise<Figure[]> {
  const { platform, deployer, givenSession, party } = installation;
  const partyId = await party('nation', 'QA', 'Alland');
  await party('operation', 'QUAY', 'Amber Quay');
  const officer = await givenSession([{ role: ROLE.trainingOfficer, partyId }]);
  await deployer.query('set role manumit_schema');
  await deployer.query(
    `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) select gen_random_uuid(), $1, 'Company ' || n, now(), (select id from identity.person limit 1) from generate_series(1, ${UNITS}) n`,
    [partyId],
  );
  const run = <T>(command: T, input: unknown) => runCommand(platform, command as never, { token: officer, key: newKey(), input });
  const head = ROSTER_COLUMNS.join(';');
  const lines = Array.from({ length: PEOPLE }, (_, n) => `QA-${100_000 + n};Company ${1 + (n % UNITS)};contingent;;QUAY;2026-12-01;`);
  const batchId = newId();
  // Opens the connection before its processor time is read.
  await runQuery(platform, getBoard, { token: officer, input: { scopeId: partyId } });
  let taking = 0;
  const take = async () => {
    for (let at = 0; at < PEOPLE; at += PART) {
      const part = { partyId, table: [head, ...lines.slice(at, at + PART)].join('\n'), firstLine: at + 2 };
      const { against } = await runQuery(platform, previewRoster, { token: officer, input: part });
      await run(importRoster, { ...part, batchId, title: 'Bench', total: PEOPLE, against });
    }
  };
  const processorTime = await processorTimeOf(deployer, async () => {
    taking = await timeOf(take);
    return PEOPLE;
  });
  await deployer.query('reset role');
  await deployer.query('create table public.bench_roster (id uuid primary key, cells text[])');
  const bare = await timeOf(async () => {
    for (let at = 0; at < PEOPLE; at += PART) {
      const part = lines.slice(at, at + PART);
      await deployer.query(
        `insert into public.bench_roster select id, string_to_array(line, ';') from unnest($1::uuid[], $2::text[]) as r (id, line)`,
        [part.map(() => randomUUID()), part],
      );
    }
  });
  await deployer.query('set role manumit_schema');
  await asksForTwelve(installation);
  const board = () => runQuery(platform, getBoard, { token: officer, input: { scopeId: partyId } });
  await board();
  const reads: number[] = [];
  const looked = await processorTimeOf(deployer, async () => {
    for (let n = 0; n < READS; n++) reads.push(await timeOf(board));
    return READS;
  });
  const slow = quantile(reads, 0.95);
  const scans: number[] = [];
  for (let n = 0; n < 10; n++) scans.push(await timeOf(() => deployer.query('select unit_id, count(*) from training.trainee group by 1')));
  const gaps = () => runQuery(platform, listGaps, { token: officer, input: { scopeId: partyId } });
  await gaps();
  const gapReads: number[] = [];
  for (let n = 0; n < READS; n++) gapReads.push(await timeOf(gaps));
  const slowGaps = quantile(gapReads, 0.95);
  const before = (await board()).ready;
  const table = [COMPLETION_COLUMNS.join(';'), `QA-100000;G;1;2026-01-05;90;2026-01-05;`].join('\n');
  let after = before;
  const shows = await timeOf(async () => {
    await run(importCompletions, { partyId, table });
    after = (await board()).ready;
  });
  if (after !== before + 1) throw new Error(`One completion more, and the board says ${after} after ${before}.`);
  return [
    {
      what: 'roster of 100,000 people: difference and taking in by parts',
      measured: `${ms(taking)}${describeTime([processorTime])} a row`,
      yardstick: `the same rows by bare multi-row inserts: ${ms(bare)}`,
      ratio: (taking / bare).toFixed(1),
      goal: '<= 30 s',
      met: taking <= 30_000,
    },
    {
      what: 'board of 100,000 people x 12 modules, p95',
      measured: `${ms(slow)}${describeTime([looked])}`,
      yardstick: `people by unit counted past every right: ${ms(quantile(scans, 0.95))}`,
      ratio: (slow / quantile(scans, 0.95)).toFixed(1),
      goal: '<= 300 ms',
      met: slow <= 300,
    },
    {
      what: 'readiness-home: what is missing among 100,000 people x 12 modules, by module and cause, p95',
      measured: ms(slowGaps),
      yardstick: `the board of the same people, p95: ${ms(slow)}`,
      ratio: (slowGaps / slow).toFixed(1),
      goal: '<= 300 ms',
      met: slowGaps <= 300,
    },
    {
      what: 'one completion recorded and on that board',
      measured: ms(shows),
      yardstick: `the board alone, p95: ${ms(slow)}`,
      ratio: (shows / slow).toFixed(1),
      goal: '<= 1 s',
      met: shows <= 1_000,
    },
  ];
}

// Three extra modules; everything is required of everyone. One person in ten lacks one or two modules; the others have them all.
async function asksForTwelve({ deployer }: Installation): Promise<void> {
  await deployer.query(
    `insert into training.module (id, version, lessons, acknowledged) select 'B' || n, 1, '{x}', false from generate_series(1, ${MODULES} - (select count(*) from training.module)::int) n`,
  );
  await deployer.query(`delete from training.rule`);
  await deployer.query(`delete from training.replacement`);
  await deployer.query(`insert into training.rule (id, modules) select 'all', array_agg(id) from training.module`);
  await deployer.query('alter table training.trainee disable trigger recompute_needs');
  for (let at = 0; at < PEOPLE; at += 10_000)
    await deployer.query(
      `select training.compute_needs(array(select id from training.trainee order by service_number limit 10000 offset ${at}))`,
    );
  await deployer.query(
    `update training.need n set covered_until = date '2027-01-01' + (abs(hashtext(n.trainee_id::text || n.module_id)::bigint) % 300)::int, signed = true
      from training.trainee t where t.id = n.trainee_id and (hashtext(t.id::text) % 10 <> 0 or hashtext(n.trainee_id::text || n.module_id) % 8 <> 0)
        and not (t.service_number = 'QA-100000' and n.module_id = 'G')`,
  );
  await deployer.query(
    `update training.trainee t set ready_until = r.until from (select trainee_id, case when bool_and(until is not null) then min(until) end as until from training.need group by 1) r where r.trainee_id = t.id`,
  );
  await deployer.query('alter table training.trainee enable trigger recompute_needs');
  // The person who completes one more has the eleven others by separate completions.
  await deployer.query(
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, acknowledged_at, acknowledgement_hash, recorded_at)
      select gen_random_uuid(), t.id, t.party_id, m.id, 1, 'table', 'bench', now() - interval '30 days', now() - interval '29 days', sha256('text'), now()
      from training.trainee t cross join training.module m where t.service_number = 'QA-100000' and m.id <> 'G'`,
  );
  await deployer.query('analyze training.need');
  await deployer.query('analyze training.trainee');
}
