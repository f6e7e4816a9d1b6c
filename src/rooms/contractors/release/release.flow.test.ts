import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let nation = '';
const who = {} as Record<'officer' | 'second' | 'legal' | 'focal' | 'other' | 'trainer', TestPerson>;
const base = '/desk/api/contracts';

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-02T12:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.second = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.focal = await bed.signIn.focalPoint(nation);
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.other = await bed.signIn.contractingOfficer(other);
});
afterAll(() => bed.close());

const given = (number: string, state: 'planned' | 'awarded') =>
  givenContract(bed, who.officer, nation, { number, state, value: '900', currency: 'EUR' });
/** A document of a contract in which a person confirmed these provisions; the count says what `coverage` says. */
async function confirm(contractId: string, provisions: readonly string[], coverage = 'present') {
  const document = randomUUID();
  await bed.deployer.query(
    `insert into contractors.document (id, party_id, contract_id, drop_id, name, sha256, read_at, read_by)
      values ($1, $2, $3, $1, 'a.pdf', md5($4) || md5($4), now(), $5)`,
    [document, nation, contractId, document, who.officer.personId],
  );
  await bed.deployer.query(
    `insert into contractors.finding (document_id, set_id, provision, party_id, set_version, found, decided, decided_at, decided_by)
      select $1, 'least-5f', p, $2, '1', 'present', 'present', now(), $3 from unnest($4::text[]) p`,
    [document, nation, who.officer.personId, provisions],
  );
  await bed.deployer.query('update contractors.contract set coverage = $2 where id = $1', [contractId, coverage]);
}
const ALL = SHIPPED_SETS.get('least-5f')!.provisions.map(({ id }) => id);
const post = (person: TestPerson, path: string, version: number, body: Record<string, unknown>) =>
  bed.call(person, 'POST', path.startsWith('/') ? path : `${base}/${path}`, body, { 'if-match': `"${version}"` });
const view = async (id: string, person = who.officer) => (await bed.call(person, 'GET', `${base}/${id}/release`)).body;
const award = (id: string, version: number, person = who.officer) => post(person, `${id}/award`, version, { on: '2026-11-02' });
const ask = (id: string, version: number, fields: Record<string, unknown> = {}) =>
  post(who.officer, `${id}/overrides`, version, { option: null, reason: 'The kitchen must not close.', until: '2026-11-20', ...fields });
const decide = (person: TestPerson, id: string, step: 'grant' | 'refusal') =>
  post(person, `/desk/api/contract-overrides/${id}/${step}`, 1, { note: 'As said.' });
const tasksOf = async (person: TestPerson) =>
  (await bed.call(person, 'GET', '/desk/api/tasks')).body.contracts.tasks.map((one: { kind: string; names: string[]; late: boolean }) => [
    one.kind,
    one.names[0],
    one.late,
  ]);

describe('the release of an award (P5f.1)', () => {
  it('needs every provision of the set, each confirmed by a person', async () => {
    const id = await given('XC-1', 'planned');
    expect(await view(id)).toMatchObject({ carries: 'unknown', next: 'add-files', provisions: ALL.length, mayAward: false, mayAsk: true });
    expect((await award(id, 1)).body.code).toBe('contractors/not-released');
    // The count alone releases nothing.
    await confirm(id, ALL.slice(1));
    expect((await view(id)).lacking).toMatchObject([{ id: ALL[0], state: null }]);
    expect((await award(id, 1)).body.code).toBe('contractors/not-released');
    await confirm(id, ALL.slice(0, 1));
    expect(await view(id)).toMatchObject({ carries: 'yes', lacking: [], mayAward: true, mayAsk: false });
    expect((await view(id, who.legal)).mayAward).toBe(false);
    expect((await ask(id, 1)).body.code).toBe('contractors/released-already');
    expect((await award(id, 1)).status).toBe(200);
    expect(await view(id)).toMatchObject({ state: 'awarded', gap: null, mayExercise: { any: true, options: [] } });
  });

  it('is overridden by a second person until a day, and is a finding again on the day after', async () => {
    const id = await given('XC-2', 'planned');
    expect((await ask(id, 1, { until: '2026-11-01' })).body.code).toBe('contractors/day-is-over');
    expect((await ask(id, 1, { until: '2026-12-03' })).body.code).toBe('contractors/override-too-long');
    const { overrideId } = (await ask(id, 1)).body;
    // Without a reason nobody is asked.
    expect((await ask(id, 2, { reason: ' ' })).status).toBe(422);
    expect((await ask(id, 2)).body.code).toBe('contractors/override-asked');
    expect((await view(id)).mayAsk).toBe(false);
    expect((await award(id, 2)).body.code).toBe('contractors/not-released');
    expect((await decide(who.officer, overrideId, 'grant')).body.code).toBe('contractors/own-override');
    expect((await decide(who.focal, overrideId, 'grant')).status).toBe(403);
    expect((await decide(who.other, overrideId, 'grant')).status).toBe(404);
    expect(await tasksOf(who.officer)).toEqual([]);
    expect(await tasksOf(who.legal)).toEqual([['decide-override', 'XC-2', false]]);
    expect((await view(id)).overrides[0].actions).toEqual([]);
    expect((await view(id, who.legal)).overrides[0].actions).toHaveLength(2);
    expect((await decide(who.legal, overrideId, 'grant')).status).toBe(200);
    expect((await decide(who.second, overrideId, 'refusal')).status).toBe(412);
    expect((await award(id, 2)).status).toBe(200);
    expect(await view(id)).toMatchObject({ gap: { state: 'open', dueOn: '2026-11-20', late: false }, overrides: [{ state: 'in-force' }] });
    bed.setClock(stoppedClock('2026-11-21T12:00:00Z'));
    expect(await view(id)).toMatchObject({ gap: { state: 'open', dueOn: '2026-11-20', late: true }, overrides: [{ state: 'ended' }] });
    expect(await tasksOf(who.officer)).toEqual([['close-gap', 'XC-2', true]]);
    expect(await tasksOf(who.legal)).toEqual([]);
    const listed = (await bed.call(who.legal, 'GET', '/desk/api/contract-releases')).body;
    expect(listed.overrides).toMatchObject([{ number: 'XC-2', state: 'ended', until: '2026-11-20' }]);
    expect(listed.gaps).toMatchObject([{ number: 'XC-2', state: 'open', late: true }]);
    expect(listed.counts).toContainEqual({ state: 'ended', overrides: 1 });
    bed.setClock(stoppedClock('2026-11-02T12:00:00Z'));
  });

  it('is not awarded by the refusal, by an override that has ended, nor by a statement of its own', async () => {
    const id = await given('XC-3', 'planned');
    const refused = (await ask(id, 1)).body.overrideId;
    expect((await post(who.second, `/desk/api/contract-overrides/${refused}/refusal`, 1, { note: null })).status).toBe(422);
    expect((await decide(who.second, refused, 'refusal')).status).toBe(200);
    expect((await award(id, 2)).body.code).toBe('contractors/not-released');
    const { overrideId } = (await ask(id, 2, { until: '2026-11-03' })).body;
    expect((await decide(who.second, overrideId, 'grant')).status).toBe(200);
    bed.setClock(stoppedClock('2026-11-04T12:00:00Z'));
    expect((await award(id, 3)).body.code).toBe('contractors/not-released');
    bed.setClock(stoppedClock('2026-11-02T12:00:00Z'));
    // The database does not take the word of the program that the set is there.
    await bed.deployer.query(`update contractors.contract set coverage = 'present' where id = $1`, [id]);
    const set = `update contractors.contract set state = 'awarded', awarded_on = '2026-11-04' where id = $1`;
    await expect(bed.deployer.query(set, [id])).rejects.toMatchObject({ code: '42501' });
    await expect(
      bed.deployer.query('update contractors.override set decided_by = asked_by where id = $1', [overrideId]),
    ).rejects.toMatchObject({
      constraint: 'override_second_person',
    });
  });

  it('shows overrides and gaps to those who read the contracts of the party alone', async () => {
    const id = await given('XC-4', 'planned');
    expect((await bed.call(who.other, 'GET', `${base}/${id}/release`)).status).toBe(404);
    expect((await bed.call(who.trainer, 'GET', '/desk/api/contract-releases')).status).toBe(403);
    expect((await bed.call(who.other, 'GET', '/desk/api/contract-releases')).body).toMatchObject({ overrides: [], gaps: [], gapCount: 0 });
    for (const [person, status] of [
      [who.legal, 403],
      [who.focal, 403],
      [who.other, 404],
    ] as const)
      expect((await post(person, `${id}/overrides`, 1, { option: null, reason: 'r', until: '2026-11-20' })).status).toBe(status);
  });
});

describe('an option of a running contract (P5f.1)', () => {
  it('is exercised under the same conditions, once, by an override for just that option', async () => {
    const id = await given('XC-5', 'awarded');
    const exercise = (number: string, version: number, fields = {}) =>
      post(who.officer, `${id}/options`, version, { number, on: '2026-11-02', endsOn: '2027-12-31', value: '410000', ...fields });
    expect((await exercise('2', 1)).body.code).toBe('contractors/not-released');
    const { overrideId } = (await ask(id, 1, { option: '2' })).body;
    await decide(who.second, overrideId, 'grant');
    expect((await view(id)).mayExercise).toEqual({ any: false, options: ['2'] });
    expect((await exercise('3', 2)).body.code).toBe('contractors/not-released');
    expect((await exercise('2', 2, { endsOn: '2026-11-01' })).body.code).toBe('contractors/end-before-start');
    expect((await exercise('2', 2)).status).toBe(200);
    expect((await exercise('2', 3)).body.code).toBe('contractors/option-taken');
    expect(await view(id)).toMatchObject({
      options: [{ number: '2', endsOn: '2027-12-31', value: '410000.00' }],
      mayExercise: { options: [] },
      gap: { state: 'open', dueOn: '2026-11-20' },
    });
    expect((await bed.call(who.officer, 'GET', `${base}/${id}`)).body.endsOn).toBe('2027-12-31');
    // Or once the contract carries its set, each provision confirmed.
    await confirm(id, ALL.slice(1));
    expect((await exercise('3', 3)).body.code).toBe('contractors/not-released');
    await confirm(id, ALL.slice(0, 1));
    expect((await exercise('3', 3)).status).toBe(200);
  });
});

describe('the gap of a running contract (P5f.1)', () => {
  it('goes from a proposal to an agreement, and closes when the check finds the set', async () => {
    const id = await given('XC-6', 'awarded');
    await bed.deployer.query(`update contractors.contract set coverage = 'missing' where id = $1`, [id]);
    expect(await view(id)).toMatchObject({ gap: { state: 'open', dueOn: null }, next: 'amend' });
    const propose = (version: number, on = '2026-11-01') => post(who.officer, `${id}/modifications`, version, { on, how: 'By letter.' });
    expect((await propose(1, '2026-11-04')).body.code).toBe('contractors/day-to-come');
    const { modificationId } = (await propose(1)).body;
    expect((await propose(2)).body.code).toBe('contractors/not-in-this-state');
    const answer = (of: string, step: 'agreement' | 'refusal', on: string, person = who.officer) =>
      post(person, `/desk/api/contract-modifications/${of}/${step}`, 1, { on, note: 'Modification 5' });
    expect((await answer(modificationId, 'refusal', '2026-10-31')).body.code).toBe('contractors/before-proposal');
    expect((await answer(modificationId, 'refusal', '2026-11-02', who.legal)).status).toBe(403);
    expect((await answer(modificationId, 'refusal', '2026-11-02', who.other)).status).toBe(404);
    expect((await answer(modificationId, 'refusal', '2026-11-02')).status).toBe(200);
    expect(await view(id)).toMatchObject({ gap: { state: 'refused' } });
    const second = (await propose(2)).body.modificationId;
    expect((await answer(second, 'agreement', '2026-11-02')).status).toBe(200);
    expect(await view(id)).toMatchObject({ gap: { state: 'agreed' }, modifications: [{ note: 'Modification 5' }, { outcome: 'refused' }] });
    await confirm(id, ALL);
    expect(await view(id)).toMatchObject({ gap: { state: 'closed', late: false }, gapActions: [] });
  });
});
