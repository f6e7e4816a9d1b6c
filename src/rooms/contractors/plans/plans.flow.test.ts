import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measurePlansOfFirms } from '#app/serving/measuring.ts';
import { stoppedClock } from '#kernel/clock.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';
import { OWN_SET } from '../fixtures/own-set.ts';
import { PLAN_PARTS } from './review.rules.ts';

let bed: TestBed;
const installation = randomUUID();
let [nation, other, contract, oldbarn, talven] = ['', '', '', '', ''];
const who = {} as Record<'officer' | 'legal' | 'other' | 'trainer', TestPerson>;
const base = '/desk/api/contracts';
const post = (url: string, body: object, version?: number, person = who.officer) =>
  bed.call(person, 'POST', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const plans = async (id = contract, person = who.officer) => (await bed.call(person, 'GET', `${base}/${id}/plans`)).body;
const SAID = {
  name: 'R. Keller',
  function: 'Director',
  statements: ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'],
  note: null,
};
const review = (verdict: string, note: string | null = null) => ({
  review: Object.fromEntries(PLAN_PARTS.map((part) => [part, { verdict, note }])),
});

/** The daily round, as the installation does it; how many items it recorded. */
const measure = () =>
  measurePlansOfFirms({
    run: (command, input) => runCommand(bed.platform, command, { token: installation, key: newKey(), input }),
    ask: async (query, input) => query.answer.parse(await runQuery(bed.platform, query, { token: installation, input })),
  });

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-30T12:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), installation]);
  const facts = {
    country: 'XK',
    abroad: true,
    offTheShelf: false,
    recruitsMigrants: true,
    housesWorkers: true,
    labour: 'low-skilled' as const,
  };
  contract = await givenContract(bed, who.officer, nation, {
    ...{ number: 'XC-1', setId: 'far-52.222-50', value: '600000', currency: 'EUR', clauseOn: '2025-09-30', awardedOn: '2026-11-02' },
    ...{ startsOn: '2026-12-10', ...facts },
  });
  const add = async (kind: string, name: string, parentId: string | null) =>
    (await post(`contracts/${contract}/members`, { parentId, kind, name, work: null, country: null })).body.memberId as string;
  oldbarn = await add('subcontractor', 'Oldbarn Provisions', null);
  talven = await add('agent', 'Talven Recruitment', oldbarn);
});
afterAll(() => bed.close());

describe('plans and certifications of a contract (P5f.4)', () => {
  it('says that it is not known whether a plan is owed until a rate is recorded, and then what is due', async () => {
    expect(await plans()).toMatchObject({
      risk: { level: 'high' },
      firms: [{ owed: 'unknown', reasons: ['unknown-rate'], dues: [] }, { owed: 'unknown' }, { owed: 'unknown' }],
    });
    expect((await bed.call(who.officer, 'GET', '/desk/api/contract-dues')).body).toMatchObject({ items: [], unknown: 3 });
    const rate = { partyId: nation, currency: 'USD', day: '2026-11-20', units: '1.1', source: 'Bank' };
    expect((await post('contract-rates', rate)).status).toBe(200);
    const [contractor] = (await plans()).firms;
    expect(contractor).toMatchObject({ owed: 'yes', amount: 660_000, rateDays: ['2026-11-20'], figure: { above: 550_000 } });
    expect(contractor.dues.map(({ kind, late }: { kind: string; late: boolean }) => [kind, late])).toEqual([
      ['plan', true],
      ['certification', true],
    ]);
  });

  it('takes a plan from its receipt over the review of five parts to its posting', async () => {
    const file = { name: 'plan.pdf', sha256: 'a'.repeat(64) };
    const send = { memberId: null, on: '2026-11-25', title: 'Plan of November', file };
    expect((await post(`contracts/${contract}/plans`, { ...send, on: '2026-12-02' })).body.code).toBe('contractors/day-to-come');
    const { planId } = (await post(`contracts/${contract}/plans`, send)).body;
    expect((await plans()).firms[0]).toMatchObject({ plan: { state: 'to-review' }, dues: [{ kind: 'review', on: '2026-12-10' }, {}] });
    const reviewed = (body: object, version: number, person = who.officer) =>
      post(`contract-plans/${planId}/review`, body, version, person);
    expect((await reviewed(review('not-met'), 1)).body.code).toBe('contractors/part-without-note');
    expect((await reviewed(review('met'), 1, who.legal)).status).toBe(403);
    expect((await reviewed(review('met'), 1, who.other)).status).toBe(404);
    expect((await reviewed(review('not-met', 'No poster.'), 1)).body.version).toBe(2);
    expect((await plans()).firms[0].dues[0]).toMatchObject({ kind: 'plan-again' });
    expect((await reviewed(review('met'), 2)).body.version).toBe(3);
    expect((await plans()).firms[0].dues[0]).toEqual({ kind: 'posting', on: '2026-12-10', late: false });
    expect((await post(`contract-plans/${planId}/posting`, { on: '2026-11-28', where: 'Canteen' }, 3)).status).toBe(200);
    expect((await plans()).firms[0].dues.map(({ kind }: { kind: string }) => kind)).toEqual(['certification']);
  });

  it('records a certification that is complete, and asks for the next one a year later', async () => {
    const certify = (fields: object, person = who.officer) =>
      post(`contracts/${contract}/certifications`, { memberId: null, on: '2026-11-29', ...SAID, ...fields }, undefined, person);
    expect((await certify({ statements: ['none-found'] })).body.code).toBe('contractors/certification-incomplete');
    expect((await certify({ on: '2026-12-02' })).body.code).toBe('contractors/day-to-come');
    expect((await certify({ memberId: contract })).body.code).toBe('contractors/other-contract');
    expect((await certify({}, who.legal)).status).toBe(403);
    expect((await certify({})).status).toBe(200);
    expect((await plans(contract, who.legal)).firms[0]).toMatchObject({
      certification: { on: '2026-11-29', source: 'officer' },
      dues: [{ kind: 'certification', on: '2027-11-29', late: false }],
    });
    // The next one is a year away, so nothing is due soon.
    expect((await bed.call(who.legal, 'GET', '/desk/api/contract-dues')).body.items).toEqual([]);
  });

  it('shows where the clause no longer flows down, and asks for the plan of a subcontractor (P5f.2)', async () => {
    const change = (memberId: string, fields: object, version: number) =>
      bed.call(
        who.officer,
        'PUT',
        `${base}/${contract}/members/${memberId}/subcontract`,
        { value: null, currency: null, country: null, offTheShelf: null, flows: null, document: null, ...fields },
        { 'if-match': `"${version}"` },
      );
    expect((await change(oldbarn, { flows: true }, 1)).body.code).toBe('contractors/flow-without-document');
    const owed = { value: '700000', currency: 'USD', country: 'XK', offTheShelf: false };
    expect((await change(oldbarn, { flows: true, document: 'Annex B', ...owed }, 1)).status).toBe(200);
    expect((await change(talven, { flows: true, document: 'Terms' }, 1)).status).toBe(200);
    expect((await plans()).firms.map(({ flow }: { flow: string }) => flow)).toEqual([null, 'covered', 'covered']);
    expect((await change(oldbarn, { flows: false, ...owed }, 2)).status).toBe(200);
    expect((await change(oldbarn, { flows: false }, 2)).status).toBe(412);
    const { firms } = await plans();
    expect(firms.map(({ flow }: { flow: string }) => flow)).toEqual([null, 'breaks', 'below-break']);
    expect(firms[1]).toMatchObject({ owed: 'yes', dues: [{ kind: 'plan' }, { kind: 'certification' }] });
    const { items, total } = (await bed.call(who.legal, 'GET', '/desk/api/contract-dues')).body;
    const { tasks } = (await bed.call(who.officer, 'GET', '/desk/api/tasks')).body.contracts;
    expect(tasks.map(({ kind, names }: { kind: string; names: string[] }) => [kind, names[0]])).toEqual([
      ['due-plan', 'Oldbarn Provisions'],
      ['due-certification', 'Oldbarn Provisions'],
    ]);
    expect([total, items[0]]).toMatchObject([2, { number: 'XC-1', firm: 'Oldbarn Provisions', late: true }]);
    // The list of contracts says the same, and finds what is late among contracts of which nothing is due.
    await givenContract(bed, who.officer, nation, { number: 'XC-9' });
    const list = async (query = '', person = who.officer) => (await bed.call(person, 'GET', `${base}?${query}`)).body.items;
    const first = { number: 'XC-1', next: { kind: 'plan', on: '2026-11-02', late: true }, breaks: 1, isPlanUnknown: true };
    expect(await list()).toMatchObject([first, { number: 'XC-9', next: null, breaks: 0, isPlanUnknown: false }]);
    expect([await list('due=late'), await list('due=soon'), await list('due=late&find=XC-9')]).toMatchObject([[first], [first], []]);
    expect(await list('due=late', who.other)).toEqual([]);
  });

  it('is measured of a contractor in the register, from what is recorded of each running contract, and shown to no other party', async () => {
    const firm = await bed.givenParty({ kind: 'contractor', code: 'FIRM-X', name: 'Brightwater' });
    const reader = await bed.signIn.focalPoint(firm);
    const owed = {
      contractorId: firm,
      country: 'XK',
      abroad: true,
      offTheShelf: false,
      value: '900000',
      currency: 'EUR',
      clauseOn: '2026-01-02',
    };
    const far = 'far-52.222-50';
    const measured = async () => {
      const count = await measure();
      const { rows } = await bed.deployer.query(
        `select kind, says, origin, title_en as title, source_en as source from evidence.item
          where party_id = $1 and state = 'submitted' order by counts_on desc, id desc limit 2`,
        [firm],
      );
      return { count, ...Object.fromEntries(rows.map(({ kind, ...item }) => [kind, item])) } as Record<string, Record<string, string>>;
    };
    // It owes nothing: the least set asks for no plan. A contract that ended and one that is planned do not run.
    await givenContract(bed, who.officer, nation, { ...owed, number: 'XC-20' });
    await givenContract(bed, who.officer, nation, { ...owed, number: 'XC-21', setId: far, endsOn: '2026-11-29' });
    await givenContract(bed, who.officer, nation, { ...owed, number: 'XC-22', setId: far, state: 'planned' });
    expect(await measured()).toMatchObject({
      ...{ count: 2, 'EV-CERT': { says: 'informs', title: 'The running contract owes no certification' } },
      'EV-PLAN': { says: 'informs', origin: 'measured', source: expect.not.stringContaining('%') },
    });
    const status = async (person: TestPerson) => bed.call(person, 'GET', `/desk/api/parties/${firm}/obligations/P5f.4`);
    expect((await status(reader)).body.status).toBe('not-reported');
    // Nobody recorded where the second one is performed.
    await givenContract(bed, who.officer, nation, { ...owed, number: 'XC-23', setId: far, abroad: null, country: null });
    expect(await measured()).toMatchObject({
      'EV-PLAN': {
        says: 'informs',
        title: 'Running contracts known to owe a compliance plan: none of 2. Not known whether one is owed: 1',
      },
    });
    const contractId = await givenContract(bed, who.officer, nation, { ...owed, number: 'XC-24', setId: far });
    bed.setClock(stoppedClock('2026-12-01T12:00:00Z'));
    const { planId } = (await post(`contracts/${contractId}/plans`, { memberId: null, on: '2026-11-25', title: 'Plan', file: null })).body;
    expect(await measured()).toMatchObject({ 'EV-PLAN': { says: 'in-progress' }, 'EV-CERT': { says: 'in-progress' } });
    await post(`contract-plans/${planId}/review`, review('met'), 1);
    await post(`contracts/${contractId}/certifications`, { memberId: null, on: '2026-11-29', ...SAID });
    const seen = await measured();
    expect(seen).toMatchObject({ count: 2, 'EV-CERT': { says: 'partly-met' } });
    expect(seen['EV-PLAN']).toMatchObject({
      ...{ says: 'partly-met', source: expect.stringContaining('Kept in 100 % of the contracts that are known to owe it.') },
      title: expect.stringMatching(/owe a compliance plan: 1 of 3\. .* reviewed: 1\. .* met: 0\. .* readable: 0\. Not known .*: 1$/),
    });
    expect(await measure()).toBe(0);
    expect((await status(reader)).body).toMatchObject({ status: 'partly-met', origin: 'measured' });
    // The nation of the contract and another contractor read no evidence of this one.
    const rival = await bed.signIn.focalPoint(await bed.givenParty({ kind: 'contractor', code: 'FIRM-Y', name: 'Rival' }));
    for (const person of [who.other, who.officer, rival]) expect((await status(person)).text).not.toContain('compliance plan: 1 of 3');
  });

  it('shows nothing to another party, nor to people who read no contracts', async () => {
    expect((await bed.call(who.other, 'GET', `${base}/${contract}/plans`)).status).toBe(404);
    expect((await bed.call(who.other, 'GET', '/desk/api/contract-dues')).body).toMatchObject({ items: [], total: 0, unknown: 0 });
    expect((await bed.call(who.trainer, 'GET', '/desk/api/contract-dues')).status).toBe(403);
  });

  it('is decided by the figure that the contract’s own set brings for the day of its clause', async () => {
    const figure = { from: '2026-01-01', above: 50_000, source: 'Agency, article 31' };
    const file = JSON.stringify({ ...OWN_SET, plan: { currency: 'EUR', figures: [figure] } });
    expect((await post('contract-sets', { partyId: other, file }, undefined, who.other)).status).toBe(200);
    const owed = async (number: string, value: string, clauseOn: string) => {
      const stated = { number, value, clauseOn, currency: 'EUR', offTheShelf: true, setId: 'agency-2026@2026-01' };
      const { firms } = await plans(await givenContract(bed, who.other, other, stated), who.other);
      return [firms[0].owed, firms[0].reasons, firms[0].figure, firms[0].dues.length];
    };
    expect(await owed('XD-1', '50000.01', '2026-02-01')).toEqual(['yes', ['above'], figure, 2]);
    expect(await owed('XD-2', '50000', '2026-02-01')).toEqual(['no', ['not-above'], figure, 0]);
    expect(await owed('XD-3', '900000', '2025-12-31')).toEqual(['unknown', ['no-figure'], null, 0]);
  });
});
