import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COSIGNATURE, formatVerifier, parseVerifier, verifierOf } from '#platform/ledger/merkle/note.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
const people: Record<string, TestPerson> = {};

const get = (who: TestPerson, url: string) => bed.call(who, 'GET', url);
const post = (who: TestPerson, url: string, body: object = {}) => bed.call(who, 'POST', url, body);

beforeAll(async () => {
  bed = await openTestBed();
  const party = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  people.office = await bed.signIn.policyOffice();
  // A second one: a person alone would see everything.
  await bed.signIn.policyOffice();
  people.legal = await bed.signIn.legalAdviser(party);
  people.auditor = await bed.signIn.auditor();
  people.admin = await bed.signIn.platformAdmin();
  people.focal = await bed.signIn.focalPoint(party);
});
afterAll(() => bed.close());
describe('outside checks', () => {
  const vkey = formatVerifier(verifierOf('witness.example/w1', randomBytes(32), COSIGNATURE));
  const witness = { name: 'Inspector', vkey, url: 'http://10.20.30.40:8859' };

  it('are enrolled by platform administrators, and visible to auditors, policy office and platform administrators', async () => {
    expect((await post(people.office!, '/desk/api/log/witnesses', witness)).status).toBe(403);
    expect((await post(people.admin!, '/desk/api/log/witnesses', { ...witness, vkey: 'nonsense' })).body.code).toBe(
      'transparency-log/not-a-witness-key',
    );
    expect((await post(people.admin!, '/desk/api/log/witnesses', { ...witness, url: 'file:///etc/passwd' })).status).toBe(422);
    for (const url of ['http://127.0.0.1:8859', 'http://169.254.169.254/latest'])
      expect((await post(people.admin!, '/desk/api/log/witnesses', { ...witness, url })).body.code).toBe('transparency-log/not-outside');
    const { body, status } = await post(people.admin!, '/desk/api/log/witnesses', witness);
    expect(status).toBe(200);
    const enrol = async (fields: object) =>
      (await post(people.admin!, '/desk/api/log/witnesses', { ...witness, ...fields })).body.code as string | undefined;
    const [another, sameKey] = [randomBytes(32), parseVerifier(vkey).publicKey].map((key) =>
      formatVerifier(verifierOf('witness.example/w2', key, COSIGNATURE)),
    );
    expect(await enrol({ vkey: another })).toBe('transparency-log/witness-enrolled');
    // One outside check counts once toward the quorum, whatever the list or its key line calls it.
    for (const key of [vkey, sameKey]) expect(await enrol({ name: 'Auditor', vkey: key })).toBe('transparency-log/witness-key-enrolled');
    for (const who of [people.auditor!, people.office!, people.admin!])
      expect((await get(who, '/desk/api/log')).body).toMatchObject({ witnessing: 'one', witnesses: [{ name: 'Inspector', size: 0 }] });
    for (const who of [people.focal!, people.legal!]) expect((await get(who, '/desk/api/log')).status).toBe(403);
    expect((await post(people.admin!, `/desk/api/log/witnesses/${body.id}/end`)).status).toBe(200);
    expect((await post(people.admin!, `/desk/api/log/witnesses/${body.id}/end`)).status).toBe(404);
    expect((await get(people.auditor!, '/desk/api/log')).body).toMatchObject({ witnessing: 'none', witnesses: [] });
  });
});
