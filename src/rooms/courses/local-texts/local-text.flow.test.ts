import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
const party = {} as Record<'headquarters' | 'operation' | 'sending' | 'other', string>;
const who = {} as {
  office: TestPerson;
  commander: TestPerson;
  trainer: TestPerson;
  sender: TestPerson;
  stranger: TestPerson;
  lawyer: TestPerson;
  focal: TestPerson;
};

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  party.headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  party.operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Operation Pine' });
  party.sending = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  party.other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borland' });
  who.office = await bed.signIn.policyOffice(party.headquarters);
  await bed.signIn.policyOffice(party.headquarters);
  who.commander = await bed.signIn.commander(party.operation);
  who.trainer = await bed.signIn.trainingOfficer(party.operation);
  who.sender = await bed.signIn.trainingOfficer(party.sending);
  who.stranger = await bed.signIn.trainingOfficer(party.other);
  who.lawyer = await bed.signIn.legalAdviser(party.sending);
  who.focal = await bed.signIn.focalPoint(party.sending);
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by) values ($1, $2, $3, '2026-01-01', 's', now(), $4)`,
    [randomUUID(), party.sending, party.operation, who.focal.personId],
  );
});
afterAll(() => bed.close());

const brief = () => `/desk/api/parties/${party.operation}/local-texts/operation-brief`;
const annex = () => `/desk/api/parties/${party.sending}/local-texts/law-annex`;
const look = (person: TestPerson, url: string) => bed.call(person, 'GET', url);
const write = (person: TestPerson, url: string, body: object, version: number) =>
  bed.call(person, 'PUT', `${url}/draft`, body, { 'if-match': `"${version}"` });
const sign = (person: TestPerson, url: string, version: number) =>
  bed.call(person, 'POST', `${url}/signature`, {}, { 'if-match': `"${version}"` });
const unsigned = async (person: TestPerson) =>
  (await look(person, '/desk/api/local-texts')).body.lines.flatMap((line: { draft: boolean; party: { code: string } }) =>
    line.draft ? [line.party.code] : [],
  );
const obligation = async (partyId: string, row: string) => (await look(who.office, `/desk/api/parties/${partyId}/obligations/${row}`)).body;
const answered = (asks: { id: string }[], text: string) => Object.fromEntries(asks.map(({ id }) => [id, { en: text, fr: null }]));

it('an operation brief is written by the operation, read by sending nations, and becomes evidence that ages', async () => {
  const { body: empty } = await look(who.trainer, brief());
  expect(empty).toMatchObject({
    texts: [],
    draft: null,
    months: 6,
    state: 'missing',
    actions: [{ action: 'write', button: null }],
    signs: false,
  });
  const answers = answered(empty.asks, 'Debt bondage in bars.');
  expect((await write(who.sender, brief(), { asOf: '2026-11-01', answers }, 0)).status).toBe(403);
  expect((await write(who.trainer, brief(), { asOf: '2026-11-01', answers: { forms: answers.forms } }, 0)).status).toBe(200);
  expect((await sign(who.commander, brief(), 1)).body.code).toBe('training/questions-open');
  expect((await write(who.trainer, brief(), { asOf: '2026-11-01', answers }, 0)).status).toBe(412);
  expect((await write(who.trainer, brief(), { asOf: '2026-11-01', answers }, 1)).body).toEqual({ version: 2 });
  expect((await look(who.trainer, brief())).body).toMatchObject({ state: 'unsigned', actions: [{ action: 'write' }] });
  expect((await look(who.commander, brief())).body.actions).toMatchObject([{ action: 'write' }, { action: 'sign', button: 'main' }]);
  expect(await unsigned(who.commander)).toEqual(['TEST-OP']);
  // Others cannot read a draft, and only the commander or the focal point signs.
  expect((await look(who.sender, brief())).body).toMatchObject({ draft: null, texts: [], state: 'missing', actions: [] });
  expect((await sign(who.trainer, brief(), 2)).status).toBe(403);
  expect((await sign(who.commander, brief(), 2)).body).toEqual({ number: 1 });
  expect((await look(who.sender, brief())).body.texts).toMatchObject([{ number: 1, answers: { forms: { en: 'Debt bondage in bars.' } } }]);
  expect((await look(who.commander, brief())).body).toMatchObject({ state: 'signed', actions: [{ action: 'write' }], signs: true });
  expect(await unsigned(who.commander)).toEqual([]);
  expect((await look(who.stranger, brief())).status).toBe(403);
  expect((await sign(who.commander, brief(), 2)).body.code).toBe('training/nothing-new');
  expect(await obligation(party.operation, 'A2.3b')).toMatchObject({
    status: 'met',
    evidence: [{ kind: 'EV-BRF', origin: 'measured', title: { en: 'Operation brief of Operation Pine, version 1' } }],
  });
  bed.setClock(stoppedClock('2027-05-02T12:00:00Z'));
  expect(await obligation(party.operation, 'A2.3b')).toMatchObject({ status: 'met-stale' });
  const { lines } = (await look(who.sender, '/desk/api/local-texts')).body;
  expect(lines).toMatchObject([
    { placeholder: 'operation-brief', party: { code: 'TEST-OP' }, latest: { number: 1, old: true } },
    { placeholder: 'law-annex', party: { code: 'QA' }, latest: null },
  ]);
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
});

it('a nation reads the brief of an operation until the last day of its contribution, also once that day is recorded', async () => {
  const { rows } = await bed.deployer.query('select id, version from parties.contribution where party_id = $1', [party.sending]);
  const endOn = (to: string, version: number) =>
    bed.call(who.focal, 'POST', `/desk/api/contributions/${rows[0].id}/end`, { to }, { 'if-match': `"${version}"` });
  expect((await endOn('2099-12-31', rows[0].version)).status).toBe(200);
  expect((await look(who.sender, brief())).body.texts).toMatchObject([{ number: 1 }]);
  await bed.deployer.query(`update parties.contribution set to_day = current_date - 1 where id = $1`, [rows[0].id]);
  expect((await look(who.sender, brief())).body.texts ?? []).toEqual([]);
  await bed.deployer.query(`update parties.contribution set to_day = null, ended_at = null, ended_by = null where id = $1`, [rows[0].id]);
});

it('a nation reads the brief before its confirmed contribution begins, to prepare its people', async () => {
  const begins = (day: string) =>
    bed.deployer.query('update parties.contribution set from_day = $2 where party_id = $1', [party.sending, day]);
  await begins('2099-01-01');
  expect((await look(who.sender, brief())).body.texts).toMatchObject([{ number: 1 }]);
  const { lines } = (await look(who.sender, '/desk/api/local-texts')).body;
  expect(lines).toContainEqual(
    expect.objectContaining({ placeholder: 'operation-brief', latest: { number: 1, asOf: '2026-11-01', old: false } }),
  );
  // Cancelled before it began: its end cannot be recorded for an earlier day.
  const cancelled = `set to_day = from_day, ended_at = now(), ended_by = confirmed_by`;
  await bed.deployer.query(`update parties.contribution ${cancelled} where party_id = $1`, [party.sending]);
  expect((await look(who.sender, brief())).body.texts ?? []).toEqual([]);
  await bed.deployer.query('update parties.contribution set to_day = null, ended_at = null, ended_by = null where party_id = $1', [
    party.sending,
  ]);
  await begins('2026-01-01');
});

it('a signed version can be withdrawn, and its evidence with it', async () => {
  const { body } = await look(who.commander, brief());
  await write(who.commander, brief(), { asOf: '2026-11-20', answers: answered(body.asks, 'Too much.') }, 2);
  expect((await sign(who.commander, brief(), 3)).body).toEqual({ number: 2 });
  const withdrawal = `${brief()}/versions/2/withdrawal`;
  expect((await bed.call(who.trainer, 'POST', withdrawal, { reason: 'It names a source.' })).status).toBe(403);
  expect((await bed.call(who.commander, 'POST', withdrawal, { reason: 'It names a source.' })).status).toBe(200);
  expect((await bed.call(who.commander, 'POST', withdrawal, { reason: 'Again.' })).body.code).toBe('training/already-withdrawn');
  expect((await look(who.sender, brief())).body.texts.map(({ number }: { number: number }) => number)).toEqual([1]);
  expect((await look(who.commander, brief())).body.texts[0]).toMatchObject({ number: 2, withdrawn: { reason: 'It names a source.' } });
  // The draft of the withdrawn version waits again, in the list too.
  expect((await look(who.commander, brief())).body).toMatchObject({ state: 'unsigned' });
  expect(await unsigned(who.commander)).toEqual(['TEST-OP']);
  expect((await obligation(party.operation, 'A2.3b')).evidence).toMatchObject([{ date: '2026-11-01' }]);
});

it('a law annex belongs to a nation, is written by its lawyer and signed by its focal point', async () => {
  const { body } = await look(who.lawyer, annex());
  const answers = answered(body.asks, 'Criminal code, article 1.');
  expect((await write(who.commander, brief().replace('operation-brief', 'law-annex'), { asOf: '2026-11-01', answers }, 0)).body.code).toBe(
    'training/placeholder-of-another-kind',
  );
  expect((await write(who.lawyer, annex(), { asOf: '2026-12-01', answers }, 0)).body.code).toBe('training/day-to-come');
  await write(who.lawyer, annex(), { asOf: '2026-11-01', answers }, 0);
  expect((await sign(who.lawyer, annex(), 1)).status).toBe(403);
  expect((await sign(who.focal, annex(), 1)).status).toBe(200);
  expect(await obligation(party.sending, 'A2.2b')).toMatchObject({ status: 'met', evidence: [{ kind: 'EV-CURR', origin: 'measured' }] });
  expect((await look(who.commander, annex())).status).toBe(403);
});

it('a learner reads the law annex of their nation and the brief of their operation until the session ends', async () => {
  const [trainee, session, secret] = [randomUUID(), randomUUID(), 'x'.repeat(43)];
  const at = (operation: string | null) =>
    bed.deployer.query('update training.trainee set operation_id = $2 where id = $1', [trainee, operation]);
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, 'QA-1', 'contingent', now(), $3)`,
    [trainee, party.sending, who.focal.personId],
  );
  await bed.deployer.query(
    `insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
      values ($1, $2, $3, sha256(convert_to($4, 'UTF8')), sha256('t'), now() + interval '1 hour', now() + interval '1 hour')`,
    [session, trainee, party.sending, secret],
  );
  const lesson = async (id: string) =>
    (await bed.server.inject({ method: 'GET', url: `/learn/en/l/${id}`, cookies: { manumit_learn: secret } })).body;
  expect(await lesson('G7')).toContain('Criminal code, article 1.');
  expect(await lesson('G7')).toContain('As of 1 November 2026');
  expect(await lesson('G4')).toContain('is missing. This counts against the operation');
  await at(party.operation);
  // Version 2 was withdrawn, so the version before it is in force.
  expect(await lesson('G4')).toContain('Debt bondage in bars.');
  expect(await lesson('G4')).not.toContain('Too much.');
  const texts = async () => (await bed.deployer.query('select training.learner_texts($1) as texts', [secret])).rows[0].texts;
  expect(Object.keys(await texts()).sort()).toEqual(['law-annex', 'operation-brief']);
  await bed.deployer.query(`update training.learner_session set ended_at = now(), end_reason = 'left' where id = $1`, [session]);
  expect(await texts()).toEqual({});
});

it('a text is not signed with an earlier date than a version that counts, until that version is withdrawn', async () => {
  const { body } = await look(who.commander, brief());
  await write(who.commander, brief(), { asOf: '2026-10-20', answers: answered(body.asks, 'Debt bondage on farms.') }, 3);
  const refused = await sign(who.commander, brief(), 4);
  expect([refused.status, refused.body.code]).toEqual([409, 'training/older-than-signed']);
  expect(refused.body.title).toContain('Version 1 has a later date (2026-11-01).');
  expect((await bed.call(who.commander, 'POST', `${brief()}/versions/1/withdrawal`, { reason: 'Wrong date.' })).status).toBe(200);
  expect((await sign(who.commander, brief(), 4)).body).toEqual({ number: 3 });
  expect((await obligation(party.operation, 'A2.3b')).evidence).toMatchObject([{ date: '2026-10-20' }]);
});
