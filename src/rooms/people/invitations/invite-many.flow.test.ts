import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let nations: string[];

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  nations = [
    await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Arcadia' }),
    await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borduria' }),
    await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Cascadia' }),
  ];
});
afterAll(() => bed.close());

const people = (mark: string) =>
  nations.map((partyId, at) => ({ name: `${mark} ${at}`, email: `${mark}-${at}@example.org`, language: at === 1 ? 'fr' : 'en', partyId }));
const invite = (body: object, who = office, headers: Record<string, string> = {}) =>
  bed.call(who, 'POST', '/desk/api/people/invitations', body, headers);
const countPeople = async () => Number((await bed.deployer.query('select count(*) as n from identity.person')).rows[0].n);

describe('invite-many', () => {
  it('opens an account for each focal point, each at the own nation, with a link that works and one entry in the log', async () => {
    const before = (await bed.deployer.query('select count(*) as n from ledger.entry')).rows[0].n;
    const { status, body } = await invite({ role: 'focal-point', people: people('first') });
    expect([status, body.invited, body.mailed, body.links.length]).toEqual([200, 3, false, 3]);
    const link = (await bed.call(null, 'GET', `/desk/api/links/${body.links[1].token}`)).body;
    expect(link).toMatchObject({ purpose: 'invitation', name: 'first 1', email: 'first-1@example.org', language: 'fr' });
    const grants = await bed.deployer.query('select person_id, role, party_id from identity.role_grant where person_id = any ($1)', [
      body.links.map(({ personId }: { personId: string }) => personId),
    ]);
    expect(grants.rows.map(({ role, party_id }) => `${role} ${party_id}`).sort()).toEqual(nations.map((id) => `focal-point ${id}`).sort());
    const after = (await bed.deployer.query('select count(*) as n from ledger.entry')).rows[0].n;
    expect(Number(after) - Number(before)).toBe(1);
  });

  it('invites nobody where one address is taken', async () => {
    const count = await countPeople();
    const [first, ...rest] = people('second');
    const answer = await invite({ role: 'focal-point', people: [...rest, { ...first, email: 'first-0@example.org' }] });
    expect([answer.status, answer.body.code]).toEqual([409, 'people/address-taken']);
    expect(await countPeople()).toBe(count);
  });

  it('answers a repeated request without the links, and acts once', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const input = { role: 'legal-adviser', people: people('third') };
    expect((await invite(input, office, key)).body.links).toHaveLength(3);
    const count = await countPeople();
    expect((await invite(input, office, key)).body).toMatchObject({ invited: 3, links: [] });
    expect(await countPeople()).toBe(count);
  });

  it('refuses a focal point, a platform administrator, a name of several lines or directions, and more than a hundred people', async () => {
    const mira = await bed.signIn.focalPoint(nations[0]!, 'Mira Kolb');
    const operator = await bed.signIn.platformAdmin();
    for (const who of [mira, operator]) expect((await invite({ role: 'focal-point', people: people('fourth') }, who)).status).toBe(403);
    const named = (name: string) => invite({ role: 'focal-point', people: [{ ...people('odd')[0]!, name }] });
    for (const name of ['Ada\r\nYour access has ended.', 'Ada\u202eadA', 'Ada\u0007', 'Ada\u2028Your access has ended.'])
      expect((await named(name)).body.code, JSON.stringify(name)).toBe('platform/invalid-input');
    const many = Array.from({ length: 101 }, (_, at) => ({ ...people('many')[0]!, email: `many-${at}@example.org` }));
    expect((await invite({ role: 'focal-point', people: many })).body.code).toBe('platform/invalid-input');
  });
});
