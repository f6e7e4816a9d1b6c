import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { homeQuery } from '#platform/home/home-part.ts';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { runQuery } from '#platform/query.ts';
import { installationHome } from '#rooms/retention/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// The figures of the parts that no other file compares with their screens.
let bed: TestBed;
let [nation, other, operation] = ['', '', ''];
const who = {} as Record<'sole' | 'second' | 'admin' | 'auditor' | 'contracts' | 'lawyer', TestPerson>;
const get = async (person: TestPerson, url: string) => (await bed.call(person, 'GET', `/desk/api/${url}`)).body;
const home = (person: TestPerson) => get(person, 'home');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  who.sole = await bed.signIn.policyOffice(null, 'Only One');
});
afterAll(() => bed.close());

describe('the home page in one-person mode', () => {
  it('shows the one person the first steps, then that no backup is proven', async () => {
    const { order, parts } = await home(who.sole);
    expect(order.slice(0, 2)).toEqual(['firstSteps', 'installation']);
    expect(parts.installation).toMatchObject({ backupStatus: 'none', disk: 'ok', late: 1 });
  });

  it('says that nothing can be saved while the disk is almost full, and counts it as late', async () => {
    const platform = { ...bed.platform, diskIsLow: () => true };
    const { parts } = await runQuery(platform, homeQuery([installationHome]), { token: who.sole.token, input: {} });
    expect(parts.installation).toMatchObject({ disk: 'low', late: 2 });
  });

  it('shows then the question of the policy office, and the parts of every role that need no party of their own', async () => {
    await bed.deployer.query(
      `insert into retention.backup (id, name, kind, created_at, bytes, recipients, proven_at, proof_seconds, tables, row_count, links, recorded_by)
       values (gen_random_uuid(), 'night', 'logical', now(), 1, 1, now(), 1, 1, 1, 0, $1)`,
      [who.sole.personId],
    );
    const { order, parts } = await home(who.sole);
    expect(order.slice(0, 2)).toEqual(['firstSteps', 'clauses']);
    expect(Object.keys(parts).sort()).toEqual([...order].sort());
    expect(order).toEqual(expect.arrayContaining(['clauses', 'round', 'log', 'access', 'installation']));
    // One person answers for no party: nothing is said to be known of theirs.
    expect(order).not.toContain('known');
  });

  it('ends when a second person joins the policy office', async () => {
    who.second = await bed.signIn.policyOffice(null, 'Second One');
    expect((await home(who.sole)).order).toEqual(['firstSteps', 'clauses', 'round']);
  });
});

describe('accessHome', () => {
  beforeAll(async () => {
    who.admin = await bed.signIn.partyAdmin(nation, 'Wanda Admin');
    who.lawyer = await bed.signIn.legalAdviser(nation, 'Lea Law');
    who.auditor = await bed.signIn.auditor(null, 'Peter Audit');
    await bed.deployer.query(`update identity.role_grant set valid_to = $2 where person_id = $1`, [who.lawyer.personId, inDays(5)]);
  });
  const access = async () => (await home(who.admin)).parts.access;
  const invite = async (name: string) =>
    (await bed.call(who.admin, 'POST', '/desk/api/people', { name, email: `${name.replace(' ', '.')}@example.org`, language: 'en' })).body;

  it('counts roles and their dates as the reviews of access do', async () => {
    const { reviews, warnDays, ending, late } = await access();
    const { items } = await get(who.admin, 'access-reviews');
    expect(reviews).toEqual(items);
    expect(reviews.map(({ party, grants }: { party: { id: string }; grants: number }) => [party.id, grants])).toEqual([[nation, 2]]);
    const lawyer = { id: who.lawyer.personId, name: 'Lea Law' };
    expect(ending).toMatchObject([{ person: lawyer, role: ROLE.legalAdviser, to: inDays(5), yours: true }]);
    expect([late, warnDays]).toEqual([0, 30]);
  });

  it('lists invited people until they sign in and hold a role, with the last day of their link', async () => {
    expect((await access()).waiting).toEqual([]);
    const { personId, expiresInDays } = await invite('Nora New');
    const [waiting] = (await access()).waiting;
    expect(waiting).toMatchObject({ personId, person: 'Nora New', hasRole: false });
    expect(waiting.linkEnds.slice(0, 10)).toBe(inDays(expiresInDays));
    await bed.call(who.admin, 'POST', '/desk/api/grants', { personId, role: ROLE.trainingOfficer, partyId: nation });
    expect((await access()).waiting).toMatchObject([{ personId, hasRole: true }]);
    await bed.deployer.query('update identity.invitation set used_at = now() where person_id = $1', [personId]);
    expect((await access()).waiting).toEqual([]);
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [personId]);
    expect((await access()).waiting).toMatchObject([{ personId, linkEnds: null, hasRole: false }]);
  });

  it('shows nobody the people whom another administrator invited', async () => {
    const stranger = await bed.signIn.partyAdmin(other, 'Other Admin');
    await invite('Secret Guest');
    expect((await home(stranger)).parts.access.waiting).toEqual([]);
    expect((await bed.call(who.lawyer, 'GET', '/desk/api/home')).text).not.toContain('Secret Guest');
  });
});

describe('lastReviewsHome', () => {
  it('says that no review was signed, and then when it was', async () => {
    expect((await home(who.auditor)).parts.lastReviews.reviews).toEqual([]);
    await bed.deployer.query(
      `insert into identity.access_review (id, party_id, reviewed_by, reviewed_name, reviewed_at) values
       (gen_random_uuid(), $1, $3, 'Wanda', '2026-03-01T10:00:00Z'), (gen_random_uuid(), $1, $3, 'Wanda', '2026-05-01T10:00:00Z'),
       (gen_random_uuid(), $2, $3, 'Wanda', '2026-04-01T10:00:00Z')`,
      [nation, other, who.admin.personId],
    );
    const { reviews } = (await home(who.auditor)).parts.lastReviews;
    expect(reviews.map(({ party, on }: { party: { en: string }; on: string }) => [party.en, on])).toEqual([
      ['Berland', '2026-04-01'],
      ['Alland', '2026-05-01'],
    ]);
  });
});

describe('logHome', () => {
  it('shows the auditor the figures of the page of the log', async () => {
    expect(await placeAll(bed.platform.pool, bed.deployer)).toBeGreaterThan(0);
    const { log } = (await home(who.auditor)).parts;
    const page = await get(who.auditor, 'log');
    const { size, published, witnessing, witnessedUpTo } = page;
    expect(log).toMatchObject({ size, published, witnessing, witnessedUpTo, witnesses: page.witnesses.length, late: 0 });
  });
});

describe('contractsHome', () => {
  it('5f: shows a contracting officer the cells of clause 5f of their own row and no other', async () => {
    who.contracts = await bed.signIn.contractingOfficer(nation, 'Ada Contracts');
    await bed.signIn.contractingOfficer(operation, 'Other Contracts');
    const { contracts } = (await home(who.contracts)).parts;
    const { rows } = await get(who.contracts, 'matrix?kind=nation');
    type Cell = { obligationId: string; status: string; origin: string | null; late: string | null };
    const row = rows.find(({ partyId }: { partyId: string }) => partyId === nation);
    const cells = (row.cells as Cell[]).filter(
      ({ obligationId, status }) => obligationId.startsWith('P5f.') && status !== 'not-applicable',
    );
    expect(cells.length).toBeGreaterThan(0);
    expect(contracts.parties.map(({ party }: { party: { id: string } }) => party.id)).toEqual([nation]);
    expect(
      contracts.parties[0].obligations.map(({ id, status, origin, late }: Cell & { id: string }) => [id, status, origin, late]),
    ).toEqual(cells.map(({ obligationId, status, origin, late }) => [obligationId, status, origin, late]));
    expect(contracts.late).toBe(cells.filter(({ late }) => late !== null).length);
  });
});
