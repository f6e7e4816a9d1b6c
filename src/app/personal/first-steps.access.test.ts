import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let allies: string[];

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  allies = [
    await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Quarra' }),
    await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Brevia' }),
  ];
  // No Ally: nobody is asked to name a focal point for it here.
  await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
});
afterAll(() => bed.close());

type Step = { step: string; state: string; figure: { n: number; of: number } | null };
const get = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/first-steps')).body;
const step = async (name: string, who = office): Promise<Step> => (await get(who)).steps.find((one: Step) => one.step === name);
const setAside = (name: string, aside: boolean, who = office) => bed.call(who, 'PUT', `/desk/api/first-steps/${name}`, { aside });

describe('the first steps', () => {
  it('count from the register alone: people, authorities, rounds, strengths', async () => {
    const { steps, unrepresented, reporting } = await get(office);
    expect(steps.map(({ step: name, state, figure }: Step) => [name, state, figure?.n, figure?.of])).toEqual([
      ['second-person', 'open', 1, 2],
      ['authority', 'open', 0, 1],
      ['focal-points', 'open', 0, 2],
      ['round', 'open', 0, 1],
      ['strengths', 'open', 0, 2],
      ['reporting', 'open', 0, 1],
    ]);
    expect([unrepresented, reporting]).toEqual([['QA', 'QB'], null]);
  });

  it('invite a colleague with the role and without a party, which ends one-person mode', async () => {
    const colleague = { name: 'Second', email: 'second@example.org', language: 'fr', partyId: null };
    const refused = await bed.call(office, 'POST', '/desk/api/people/invitations', { role: ROLE.focalPoint, people: [colleague] });
    expect([refused.status, refused.body.code]).toEqual([422, 'people/party-needed']);
    const invited = await bed.call(office, 'POST', '/desk/api/people/invitations', { role: ROLE.policyOffice, people: [colleague] });
    expect(invited.status).toBe(200);
    expect(await step('second-person')).toMatchObject({ state: 'done', figure: { n: 2, of: 2 } });
    expect((await bed.call(office, 'GET', '/desk/api/session')).body.onePersonMode).toBe(false);
  });

  it('count an Ally once for several focal points, and no longer after the last role has ended', async () => {
    await bed.signIn.focalPoint(allies[0]!, 'First focal point');
    await bed.signIn.focalPoint(allies[0]!, 'Second focal point');
    expect(await step('focal-points')).toMatchObject({ state: 'open', figure: { n: 1, of: 2 } });
    await bed.signIn.focalPoint(allies[1]!, 'Third focal point');
    expect(await step('focal-points')).toMatchObject({ state: 'done', figure: { n: 2, of: 2 } });
    expect((await get(office)).unrepresented).toEqual([]);
    await bed.deployer.query(`update identity.role_grant set ended_at = now() where party_id = $1`, [allies[1]]);
    expect(await step('focal-points')).toMatchObject({ state: 'open', figure: { n: 1, of: 2 } });
  });

  it('show the platform administrator no figure of strengths, and nobody else anything', async () => {
    const admin = await bed.signIn.platformAdmin();
    expect(await step('strengths', admin)).toEqual({ step: 'strengths', state: 'unknown', figure: null });
    expect((await step('focal-points', admin)).figure).toEqual((await step('focal-points')).figure);
    for (const who of [await bed.signIn.focalPoint(allies[0]!, 'A focal point'), await bed.signIn.auditor()]) {
      expect((await bed.call(who, 'GET', '/desk/api/first-steps')).status).toBe(403);
      expect((await setAside('reporting', true, who)).status).toBe(403);
    }
  });

  it('can be set aside for the whole office and resumed, and a step that is done stays done', async () => {
    const { settled } = (await bed.call(office, 'GET', '/desk/api/home')).body.parts.firstSteps;
    expect((await setAside('reporting', true)).status).toBe(200);
    expect(await step('reporting', await bed.signIn.policyOffice(null, 'Another office'))).toMatchObject({ state: 'aside' });
    expect((await bed.call(office, 'GET', '/desk/api/home')).body.parts.firstSteps.settled).toBe(settled + 1);
    await setAside('second-person', true);
    expect((await step('second-person')).state).toBe('done');
    await setAside('reporting', false);
    expect((await step('reporting')).state).toBe('open');
    expect((await setAside('no-such-step', true)).status).toBe(422);
  });

  it('leave the home page once each is done or set aside', async () => {
    for (const name of ['authority', 'focal-points', 'round', 'strengths', 'reporting']) await setAside(name, true);
    expect((await bed.call(office, 'GET', '/desk/api/home')).body.parts).not.toHaveProperty('firstSteps');
  });
});
