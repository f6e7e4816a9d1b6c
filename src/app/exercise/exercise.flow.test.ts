import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { type Command, newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { signIn } from '#rooms/people/sign-in/sign-in.command.ts';
import { listRounds } from '#rooms/reviews/rounds/list-rounds.query.ts';
import { getRound } from '#rooms/reviews/views/get-round.query.ts';
import { expectCodesOpenAnswers, expectListIsProven, expectReadersOpenReports, keepFile } from '#test/database/exercise/channel.ts';
import { expectFilesChecked, expectMeasured } from '#test/database/exercise/contract-files.ts';
import { expectLabelled } from '#test/database/exercise/labelled.ts';
import { expectMatrixOfOracle } from '#test/database/exercise/matrix.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { calendarFrom } from './calendar.ts';
import { ACCOUNTS, emailOf, NATIONS } from './cast.ts';
import { finishExercise } from './finish.command.ts';
import { newPasswords, type Passwords } from './open-accounts.ts';
import { seedExercise } from './seed.ts';

// The whole exercise, created twice on databases of its own. It is created today, because the database admits people to a class by its own clock.
const TODAY = dayOf(new Date());
const { day, year } = calendarFrom(TODAY);
let bed: TestBed;
let twin: TestBed;
const passwords = newPasswords();

const seed = (on: TestBed, its: Passwords) =>
  seedExercise({ platform: { ...on.platform, exercise: true }, deployer: on.deployer, passwords: its, today: TODAY, keepFile });
const rows = async (on: TestBed, sql: string) => (await on.deployer.query(sql)).rows;
const one = async (sql: string) => (await rows(bed, sql))[0]!.n as number;

beforeAll(async () => {
  [bed, twin] = await Promise.all([openTestBed(), openTestBed()]);
  await seed(bed, passwords);
  await seed(twin, newPasswords());
});
afterAll(() => Promise.all([bed.close(), twin.close()]));

async function enter(key: string, password: string): Promise<string> {
  const sessionToken = newId() + newId();
  const account = ACCOUNTS.find((each) => each.key === key)!;
  const input = { email: emailOf(account), password, sessionToken };
  await runCommand(bed.platform, signIn as Command, { token: null, key: newKey(), input });
  return sessionToken;
}

describe('the content of the exercise', () => {
  it('has the promised parties and people, and no nation of the real register', async () => {
    const parties = await rows(bed, 'select kind, count(*) as n from parties.party group by kind');
    const counts = { body: 3, contractor: 3, nation: 12, operation: 2, partner: 1 };
    expect(Object.fromEntries(parties.map(({ kind, n }) => [kind, n]))).toEqual(counts);
    expect(await one(`select count(*) as n from parties.party where kind = 'nation' and code not between 'XA' and 'XZ'`)).toBe(0);
    const people = `select count(*) as n from identity.person p join identity.password on person_id = p.id where kind = 'person'`;
    expect(await one(people)).toBe(46);
    // Dossiers and boards both read these rotations, so they name the same operations.
    const inOperation = (table: string) =>
      `select distinct p.code || ' ' || o.code as n from ${table} join parties.party p on p.id = party_id join parties.party o on o.id = operation_id`;
    const serving = await rows(bed, `${inOperation('parties.rotation')} where '${TODAY}' between from_day and hand_over order by 1`);
    expect(serving).toEqual(NATIONS.flatMap((each) => each.in.map((its) => ({ n: `${each.code} ${its}` }))));
    expect(serving).toEqual(expect.arrayContaining(await rows(bed, inOperation('training.trainee'))));
  });

  it('has a current and an outdated operation brief, and law annexes of some nations only', async () => {
    const briefs = `select p.code || ' ' || t.as_of as line from training.local_text t join parties.party p on p.id = t.party_id
      where placeholder = 'operation-brief' order by 1`;
    const expected = [`AMBER-QUAY ${day('2026-10-05')}`, `STONE-FERRY ${day('2026-03-02')}`];
    expect((await rows(bed, briefs)).map(({ line }) => line)).toEqual(expected);
    expect(await one(`select count(*) as n from training.local_text where placeholder = 'law-annex'`)).toBe(3);
    expect(await one('select count(*) as n from training.courses_taught')).toBe(2);
  });

  it('has some four hundred people by service number, most of them ready to deploy, and one nation that is behind (5d)', async () => {
    expect(await one('select count(*) as n from training.trainee where left_at is null')).toBeGreaterThanOrEqual(380);
    const shares = await rows(
      bed,
      `select (100 * count(*) filter (where ready_until >= '${TODAY}') / count(*))::int as share from training.trainee where unit_id is not null group by unit_id order by 1`,
    );
    expect(shares.map(({ share }) => share)).toSatisfy((found: number[]) => found[0]! < 85 && found.at(-1)! >= 90);
    expect(
      await one(`select count(*) as n from evidence.item where kind in ('EV-TRN', 'EV-ACK', 'EV-PROV') and title_en like '%trained as%'`),
    ).toBe(3);
  });

  it('shows what a course taught the people of a rotation, before and after (A2)', async () => {
    const [line] = await rows(
      bed,
      `select count(*)::int as people, round(avg(f.score))::int as before, round(avg(a.score))::int as after
        from training.first_look f join training.attempt a using (trainee_id, module_id) join training.trainee t on t.id = f.trainee_id where t.unit_id is not null`,
    );
    expect(line).toMatchObject({ people: 6 });
    expect(line!.after - line!.before).toBeGreaterThan(20);
  });

  it('has an accepted and partly public return, one in progress and one not begun (5a, 5g)', async () => {
    const sql = `select concat_ws(' ', p.code, r.period, r.state) as line from returns.return r join parties.party p on p.id = r.party_id order by 1`;
    const [last, now] = [year('2025-11-10'), year('2026-09-21')];
    expect((await rows(bed, sql)).map(({ line }) => line)).toEqual([`XA ${last} accepted`, `XB ${now} open`, `XD ${now} answering`]);
    expect((await bed.call(null, 'GET', `/returns?year=${last}`)).text).toMatch(/href="\/returns\?return=[0-9a-f-]{36}"[^>]*>[^<]*Aldmark/);
  });

  it('has several hundred evidence items, of all four origins', async () => {
    expect(await one(`select count(*) as n from evidence.item where state = 'submitted'`)).toBeGreaterThanOrEqual(300);
    expect(await one(`select count(*) as n from evidence.item where state = 'draft'`)).toBe(2);
    const kinds = `select origin, array_agg(distinct kind order by kind) as kinds from evidence.item where origin <> 'declared' group by 1 order by 1`;
    expect(await rows(bed, kinds)).toEqual([
      {
        origin: 'measured',
        kinds: ['EV-ACK', 'EV-BRF', 'EV-CERT', 'EV-CLAU', 'EV-CURR', 'EV-NOTI', 'EV-PLAN', 'EV-REV', 'EV-RMDY', 'EV-TRN'],
      },
      { origin: 'public-source', kinds: ['EV-POL', 'EV-TRTY'] },
      { origin: 'rated', kinds: ['EV-RATE'] },
    ]);
    // Three letters, two replies and one consultation with an answer; the completed checklist is its nation's own statement.
    expect(
      await rows(
        bed,
        `select kind, origin, count(*) as n from evidence.item p where kind in ('EV-OUTR', 'EV-CONS', 'EV-JOIN') and exists (
      select from ledger.entry e where e.at = p.submitted_at and e.person_id = p.signed_by and e.evidence_kind = p.kind and e.command ~ '^(nations|cooperation)/') group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { kind: 'EV-CONS', origin: 'declared', n: 1 },
      { kind: 'EV-JOIN', origin: 'declared', n: 1 },
      { kind: 'EV-OUTR', origin: 'declared', n: 5 },
    ]);
  });

  it('has no date and no ledger entry in the future', async () => {
    expect(await one(`select count(*) as n from evidence.item where date > '${TODAY}' or submitted_at >= '${TODAY}'`)).toBe(0);
    expect(await one(`select count(*) as n from ledger.entry where at >= '${TODAY}'`)).toBe(0);
  });

  it('has an adopted round and an open one, with each party in the state that the scenario gives', async () => {
    const token = await enter('ines.harrow', passwords.get('ines.harrow')!);
    const platform = { ...bed.platform, clock: stoppedClock(`${TODAY}T12:00:00Z`) };
    const { items } = await runQuery(platform, listRounds, { token, input: {} });
    const [now, before] = [year('2026-03-02'), year('2024-03-01')];
    expect(items.map((round) => `${round.title.en} ${round.state}`)).toEqual([`Round ${now} open`, `Round ${before} adopted`]);
    const { participations } = await runQuery(platform, getRound, { token, input: { roundId: items[0]!.id } });
    expect(Object.fromEntries(participations.map((participation) => [participation.party.name.en, participation.state]))).toEqual({
      Aldmark: 'commenting',
      Brevia: 'commenting',
      Corvania: 'commenting',
      Drelland: 'overdue',
      Estrava: 'commenting',
      Feronne: 'clarifying',
      Hollmar: 'commenting',
      Isenvale: 'submitted',
      Kestria: 'commenting',
      Maravel: 'submitted',
      Ostany: 'asked',
      Tyrsund: 'drafted',
      'Headquarters staff': 'commenting',
      'Amber Quay': 'clarifying',
      'Stone Ferry': 'submitted',
    });
    expect(participations.filter((participation) => participation.voluntary).map((participation) => participation.party.name.en)).toEqual([
      'Maravel',
      'Ostany',
      'Tyrsund',
    ]);
    expect(await rows(bed, `select state, count(*) as n from reviews.finding group by state order by state`)).toEqual([
      { state: 'carried-over', n: 1 },
      { state: 'closed', n: 1 },
      { state: 'drafted', n: 9 },
      { state: 'open', n: 3 },
      { state: 'reported', n: 1 },
    ]);
  });

  it('has the matrix that section 1 of the issue says of its evidence, in every cell of every party', async () => {
    await expectMatrixOfOracle(bed, await enter('ines.harrow', passwords.get('ines.harrow')!), TODAY);
  });

  it('has a channel whose readers open its ten reports, and whose codes open their answers (5e)', async () => {
    await expectReadersOpenReports(bed, TODAY, (key) => enter(key, passwords.get(key)!));
    await expectCodesOpenAnswers(bed, TODAY);
  });

  it('has a file of each contract of Corvania, in which the check found what its text says (5f)', async () =>
    expectFilesChecked(bed, await enter('ada.brandt', passwords.get('ada.brandt')!), TODAY));

  it('measures the contracts of Corvania, and plans and certifications of its contractors (P5f.1, P5f.4)', () => expectMeasured(bed));

  it('has labelled records that real commands created, released and submitted for release', () =>
    expectLabelled(bed, (key) => enter(key, passwords.get(key)!)));
});

describe('the seeding of the exercise', () => {
  it('creates every evidence item by a command that is in the ledger', async () => {
    // A declared item is the subject of its own entry, or is named by the return it came with; an item of another origin is named by its import or round.
    const without = await one(`select count(*) as n from evidence.item p where not exists (
        select from ledger.entry e where e.subject_id = p.id and e.command = 'evidence/enter-evidence')
      and not exists (select from ledger.opening o where o.detail -> 'items' ? p.id::text)
      and not exists (select from ledger.entry e where e.at = p.submitted_at and e.person_id = p.signed_by
        and (e.evidence_kind = p.kind or (e.command = 'training/record-readiness' and p.kind = 'EV-ACK') or (e.command = 'reviews/adopt-round' and p.kind = 'EV-RATE'))
        and e.command in ('training/record-readiness', 'training/register-provider', 'training/sign-total', 'training/sign-local-text', 'training/adopt-courses', 'nations/import-treaty-table', 'reviews/adopt-round', 'nations/send-letter', 'nations/record-reply', 'nations/answer-joining-items', 'nations/record-plan', 'nations/add-measure', 'nations/record-progress', 'cooperation/inform-consulted', 'contractors/record-remedy', 'contractors/measure-coverage', 'contractors/measure-plans'))`);
    expect(without).toBe(0);
  });

  it('creates the same register from the same randomSeed', async () => {
    // The hash of a return covers random numbers that differ each time.
    const register = `select p.code, e.kind, e.says, e.origin, e.title_en, e.title_fr, regexp_replace(e.source_en, 'SHA-256 \\w+', '') as source, e.date, e.state, e.submitted_at,
        array(select o.obligation_id from evidence.item_obligation o where o.item_id = e.id order by 1) as obligations
      from evidence.item e join parties.party p on p.id = e.party_id order by 1, 2, 8, 5, 11, 10`;
    const commands = `select command, at, clause_ids, count(*) as n from ledger.entry where command not like 'people/%' group by 1, 2, 3 order by 1, 2, 3`;
    const ratings = `select p.code, r.obligation_id, r.status, r.reason, r.suggestion from reviews.rating r join parties.party p on p.id = r.party_id order by 1, 2, 3, 4, 5`;
    for (const sql of [register, commands, ratings]) {
      const made = await rows(bed, sql);
      expect(made.length).toBeGreaterThan(100);
      expect(made).toEqual(await rows(twin, sql));
    }
  });

  it('lets people sign in with the newest passwords only, and changes nothing else when seeded again', async () => {
    for (const { key } of [ACCOUNTS[1]!, ACCOUNTS[13]!, ACCOUNTS[39]!]) await enter(key, passwords.get(key)!);
    const before = await one(`select count(*) as n from ledger.entry where command <> 'people/sign-in'`);
    const fresh = newPasswords();
    expect(await seed(bed, fresh)).toBe(false);
    expect(await one(`select count(*) as n from ledger.entry where command <> 'people/sign-in'`)).toBe(before);
    await expect(enter('dag.orlen', passwords.get('dag.orlen')!)).rejects.toThrow('people/sign-in-failed');
    await enter('dag.orlen', fresh.get('dag.orlen')!);
  });

  it('publishes a list of readers that the log proves, as a reporter checks it, and keeps the key that signs the next one', () =>
    expectListIsProven(twin, TODAY));

  it('stores no password in plain text, and refuses an exercise whose seeding was interrupted', async () => {
    const stored = await rows(
      bed,
      `select o.detail::text as text from ledger.opening o union all select answer::text from platform.stored_response`,
    );
    const secrets = [...passwords.values()];
    expect(stored.filter(({ text }) => secrets.some((secret) => (text as string).includes(secret)))).toEqual([]);
    await twin.deployer.query('delete from ledger.entry where command = $1', [finishExercise.name]);
    await expect(seed(twin, newPasswords())).rejects.toThrow('interrupted');
  });
});
