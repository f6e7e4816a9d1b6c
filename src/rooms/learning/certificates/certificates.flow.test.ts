import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { TOKEN_HEAD } from './certificate.rules.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
const who = {} as { trainer: TestPerson; commander: TestPerson; stranger: TestPerson; office: TestPerson };
const completions: Record<'whole' | 'unsigned' | 'part' | 'foreign', string> = { whole: '', unsigned: '', part: '', foreign: '' };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borland' });
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(nation);
  who.stranger = await bed.signIn.trainingOfficer(other);
  who.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  const givenCompletion = async (party: string, number: string, signed: boolean, lessons: string[] | null = null) => {
    const [trainee, completion] = [randomUUID(), randomUUID()];
    await bed.deployer.query(
      `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
      [trainee, party, number, who.trainer.personId],
    );
    await bed.deployer.query(
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, acknowledged_at, acknowledgement_hash,
          valid_until, recorded_at, recorded_by)
        values ($1, $2, $3, 'G', 1, $4, 'class', 's', '2026-11-20T10:00:00Z', $5, $6, '2027-11-20', now(), $7)`,
      [completion, trainee, party, lessons, signed ? '2026-11-20' : null, signed ? Buffer.alloc(32) : null, who.trainer.personId],
    );
    return completion;
  };
  completions.whole = await givenCompletion(nation, 'QA-17', true);
  completions.unsigned = await givenCompletion(nation, 'QA-18', false);
  completions.part = await givenCompletion(nation, 'QA-19', true, ['G1']);
  completions.foreign = await givenCompletion(other, 'QB-1', true);
});
afterAll(() => bed.close());

const list = () => `/desk/api/parties/${nation}/certificates`;
const issue = (person: TestPerson, ...ids: string[]) => bed.call(person, 'POST', list(), { completionIds: ids });
const page = async (number: string) => (await bed.call(null, 'GET', `/verify?number=${number}`)).text;

it('a certificate is issued once for a whole signed pass, by the party’s training officer', async () => {
  for (const id of [completions.unsigned, completions.part, completions.foreign, randomUUID()])
    expect((await issue(who.trainer, id)).body.code).toBe('training/not-certifiable');
  expect((await issue(who.commander, completions.whole)).status).toBe(403);
  expect((await issue(who.stranger, completions.whole)).status).toBe(403);
  const { body } = await issue(who.trainer, completions.whole);
  expect(body.issued).toMatchObject([{ completionId: completions.whole, number: expect.stringMatching(/^[0-9A-Z]{20}$/) }]);
  expect((await issue(who.trainer, completions.whole)).body).toEqual(body);
  const { items } = (await bed.call(who.commander, 'GET', list())).body;
  expect(items).toMatchObject([{ serviceNumber: 'QA-17', number: body.issued[0].number, validUntil: '2027-11-20' }]);
  expect((await bed.call(who.office, 'GET', list())).status).toBe(403);
  const { rows } = await bed.deployer.query(`select detail::text from ledger.opening where detail::text like '%' || $1 || '%'`, [
    body.issued[0].number,
  ]);
  expect(rows).toEqual([]);
});

it('a certificate prints with its number, and a check by number shows only whether it is valid', async () => {
  const { number } = (await issue(who.trainer, completions.whole)).body.issued[0];
  const print = (person: TestPerson, lang = 'en') =>
    bed.server.inject({
      method: 'GET',
      url: `/desk/api/certificates/${number}/certificate.pdf?lang=${lang}`,
      cookies: { [SESSION_COOKIE]: person.token },
    });
  for (const person of [who.stranger, who.office]) expect((await print(person)).statusCode).toBe(404);
  const { rawPayload: paper } = await print(who.trainer);
  // An invisible break would be copied with the code.
  expect(paper.includes('200B>')).toBe(false);
  const { pages, alts } = await readPdf(paper);
  expect(pages[0]).toContain(squeeze('General module'));
  expect(pages[0]).toContain(number.slice(0, 5));
  expect(alts[0]).toMatch(/Camera code for certificate/);
  // A reader who copies the code from the paper gets exactly the text that was signed.
  const [, payload, signature] = /manumit-certificate-1\.([\w-]+)\.([\w-]{86})/.exec(pages[0]!)!;
  const { publicKey } = (await bed.call(null, 'GET', '/verify/list.json')).body.keys[0];
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  expect(verify(null, Buffer.from(`${TOKEN_HEAD}${payload}`), key, Buffer.from(signature!, 'base64url'))).toBe(true);
  expect(pages[0]).toContain(squeeze('not reviewed by a practitioner when this certificate was issued'));
  expect(JSON.parse(Buffer.from(payload!, 'base64url').toString()).r).toBe(0);
  const french = await readPdf((await print(who.trainer, 'fr')).rawPayload);
  expect(french.pages[0]).toContain(squeeze('non relu par une personne du métier à la délivrance de ce certificat'));
  const valid = await page(number.toLowerCase());
  expect(valid).toContain('not reviewed by a practitioner when this certificate was issued');
  expect(valid).toContain('verdict met');
  expect(valid).toContain('20 November 2027');
  for (const secret of ['QA-17', 'Alland', nation]) expect(valid).not.toContain(secret);
  expect(await page('ABCDE01234FGHJK56789')).toContain('verdict not');
  expect(await page('nonsense')).toContain('verdict late');
  bed.setClock(stoppedClock('2027-11-21T12:00:00Z'));
  expect(await page(number)).toContain('Expired');
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
});

it('a certificate says in which function its content was reviewed and when, or that this is not known', async () => {
  const { number } = (await issue(who.trainer, completions.whole)).body.issued[0];
  const set = (review: object) =>
    bed.deployer.query('update training.certificate set review = $2 where number = $1', [number, JSON.stringify(review)]);
  await set({ status: 'reviewed', work: { en: 'prosecutor', fr: 'procureur' }, on: '2026-10-02' });
  expect(await page(number)).toContain('reviewed by a practitioner (prosecutor) on 2 October 2026');
  expect((await bed.call(null, 'GET', `/fr/verify?number=${number}`)).text).toContain(
    'relu par une personne du métier (procureur) le 2 octobre 2026',
  );
  await set({ status: 'unknown' });
  expect(await page(number)).toContain('not known here whether a practitioner reviewed it');
  await expect(set({ status: 'excellent' })).rejects.toThrow(/certificate_review_check/);
  await set({ status: 'not-reviewed' });
});

it('a certificate is invalid once it or its record is revoked', async () => {
  const { number } = (await issue(who.trainer, completions.whole)).body.issued[0];
  const revoked = async () => (await bed.call(null, 'GET', '/verify/list.json')).body.revoked;
  expect(await revoked()).toEqual([]);
  await bed.deployer.query('update training.completion set revoked_at = now(), revoked_by = $2 where id = $1', [
    completions.whole,
    who.trainer.personId,
  ]);
  expect(await revoked()).toHaveLength(1);
  expect(await page(number)).toContain('Revoked');
  await bed.deployer.query('update training.completion set revoked_at = null, revoked_by = null where id = $1', [completions.whole]);
  // The certificate is revoked with the record; only this restores it.
  await bed.deployer.query(
    'update training.certificate set revoked_at = null, revoked_by = null, revocation_reason = null where completion_id = $1',
    [completions.whole],
  );
  const revoke = (person: TestPerson) => bed.call(person, 'POST', `/desk/api/certificates/${number}/revocation`, { reason: 'Lost.' });
  expect((await revoke(who.stranger)).status).toBe(404);
  expect((await revoke(who.commander)).status).toBe(200);
  expect((await revoke(who.commander)).body.code).toBe('training/already-revoked');
  expect((await issue(who.trainer, completions.whole)).body.code).toBe('training/certificate-revoked');
  expect(await page(number)).toContain('Revoked');
  expect(await revoked()).toHaveLength(1);
});

it('the verification keys and an offline page are public', async () => {
  const { keys } = (await bed.call(null, 'GET', '/verify/list.json')).body;
  expect(keys).toEqual([{ generation: 1, publicKey: expect.stringMatching(/^[\w-]{43}$/) }]);
  const storedPage = await bed.call(null, 'GET', '/fr/verify/page');
  expect(storedPage.text).toContain(keys[0].publicKey);
  expect(storedPage.text).not.toContain('<form action');
});
