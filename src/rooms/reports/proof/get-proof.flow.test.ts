import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLastPublished } from '#platform/ledger/log-store.ts';
import { COSIGNATURE, cosignatureBytes, cosignedMessage, formatVerifier, signatureLine, verifierOf } from '#platform/ledger/merkle/note.ts';
import { logVerifier, publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenOpenChannel, type OpenChannel } from '../channels/opening/fixtures.ts';
import { encode } from '../crypto/bytes.ts';
import { newKeys } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { fingerprintOf, signSuccessor } from '../manifest/manifest.ts';
import { checkedList } from '../reporter/browser/checked-list.ts';
import type { OutsideChecks } from './check-proof.ts';
import { closeReportDays } from './close-days.ts';
import { newSigner } from './fixtures.ts';

const DAY = '2026-12-01';
const NOBODY: OutsideChecks = { log: null, witnesses: [], quorum: 0 };
let bed: TestBed;
let channel: OpenChannel;
let poster = '';
const next = newKeys().signingKey;
let draft: OpenChannel;

const at = (moment: string) => bed.setClock(() => new Date(moment));
const publish = () => publishIfDue(bed.platform, { hour: 3, step: 256 }, closeReportDays);
const proof = async (slug = channel.slug) => bed.call(null, 'GET', `/r/${slug}/proof`);
/** What a browser says of what the server answers now. */
async function check(checks = NOBODY, fingerprint = poster) {
  const now = bed.platform.clock().getTime();
  const today = new Date(now).toISOString().slice(0, 10);
  return checkedList({ channel: channel.id, proof: (await proof()).body, fingerprint, isKept: false, today, now }, checks);
}

beforeAll(async () => {
  bed = await openTestBed();
  at(`${DAY}T09:00:00Z`);
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  channel = await givenOpenChannel(bed, nation, 'camp-help', DAY);
  poster = fingerprintOf(verifyKeyOf(channel.channelKey));
});
afterAll(() => bed.close());

describe('get-proof', () => {
  test('proves nothing for an unknown channel, and nothing before the first leaf of a channel was published (5e)', async () => {
    for (const slug of ['unknown-one', channel.slug]) {
      const { status, body } = await proof(slug);
      expect([status, body.code], slug).toEqual([404, 'reports/no-proof']);
    }
  });

  test('leaves the list in force as it is where the next channel key, signed by the present one, has signed no list yet', async () => {
    at('2026-12-01T20:00:00Z');
    const record = (signed: Uint8Array) =>
      bed.call(channel.commander, 'POST', `/desk/api/channels/${channel.id}/successors`, { signed: encode(signed) });
    const foreign = await record(signSuccessor(channel.id, verifyKeyOf(next), newKeys().signingKey));
    expect(foreign.body.code).toBe('reports/not-signed-by-channel');
    const recorded = await record(signSuccessor(channel.id, verifyKeyOf(next), channel.channelKey));
    expect([recorded.status, recorded.body]).toEqual([200, { number: 1 }]);
    const { keys, manifest } = (await bed.call(null, 'GET', '/r/camp-help/readers')).body;
    expect([keys.successors, manifest.number]).toEqual([[], 1]);
  });

  test('proves the list in force by the published log, as the browser checks it', async () => {
    at('2026-12-02T03:00:00Z');
    await publish();
    expect(await check()).toMatchObject({ manifest: { number: 1 }, proof: { day: DAY, outsideChecks: null } });
    const log = logVerifier(bed.platform, (await readLastPublished(bed.platform.pool))!.note.split('\n')[0]!)!;
    expect(await check({ ...NOBODY, log })).toMatchObject({ proof: { day: DAY } });
    // The key of a witness, in place of the log's.
    const stranger = formatVerifier(verifierOf(log.split('+')[0]!, newSigner().publicKey, COSIGNATURE));
    expect(await check({ ...NOBODY, log: stranger })).toBe('proof.not-signed');
  });

  test('counts the outside checks that signed the published checkpoint', async () => {
    const { note, size } = (await readLastPublished(bed.platform.pool))!;
    const signer = newSigner();
    const verifier = verifierOf('witness.example/a', signer.publicKey, COSIGNATURE);
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const line = signatureLine(verifier, cosignatureBytes(1_796_000_000, signer.sign(cosignedMessage(text, 1_796_000_000))));
    await bed.deployer.query(
      `insert into ledger.witness (id, name, vkey, url, enrolled_by, enrolled_at) values ('019dfb0e-0000-7000-8000-000000000001', 'a', $1, 'http://a', $2, now())`,
      [formatVerifier(verifier), (await bed.signIn.platformAdmin()).personId],
    );
    await bed.deployer.query(`insert into ledger.cosignature values ($1, '019dfb0e-0000-7000-8000-000000000001', $2)`, [size, line]);
    const checks = { log: logVerifier(bed.platform, note.split('\n')[0]!), witnesses: [formatVerifier(verifier)], quorum: 1 };
    expect(await check(checks)).toMatchObject({ proof: { day: DAY, outsideChecks: 1 } });
  });

  test('goes on with the list that the log names until the log names the next one', async () => {
    at('2026-12-02T10:00:00Z');
    expect((await channel.publish(2, '2026-12-02')).body.code).toBe('reports/not-signed-by-channel');
    channel.channelKey = next;
    expect((await channel.publish(2, '2026-12-02')).body).toMatchObject({ number: 2 });
    const now = (await bed.call(null, 'GET', '/r/camp-help/readers')).body;
    expect([now.manifest.number, now.keys.successors.length]).toEqual([2, 1]);
    const before = await proof();
    expect(before.body.keys.successors).toEqual([]);
    at('2026-12-03T03:00:00Z');
    await publish();
    // The day before has a cosignature, and the new one has none yet.
    expect((await proof()).body).toEqual(before.body);
    await bed.deployer.query('delete from ledger.cosignature');
    await bed.deployer.query('update ledger.checkpoint set signed_at = signed_at where day is not null');
    // Posters of the old key and of the new one lead to the list that the new one signed.
    for (const printed of [poster, fingerprintOf(verifyKeyOf(next))])
      expect(await check(NOBODY, printed)).toMatchObject({ manifest: { number: 2 }, key: verifyKeyOf(next), proof: { day: '2026-12-02' } });
    expect(await check(NOBODY, fingerprintOf(verifyKeyOf(newKeys().signingKey)))).toBe('other-key');
  });

  test('says the same to everybody, and nothing of a draft', async () => {
    const nation = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Drelland' });
    draft = await givenOpenChannel(bed, nation, 'second-place', '2026-12-03');
    await bed.deployer.query('update reports.channel set opened_on = null where id = $1', [draft.id]);
    at('2026-12-04T03:00:00Z');
    await publish();
    expect((await proof(draft.slug)).status).toBe(404);
    expect((await bed.deployer.query('select from reports.daily_leaf where channel_id = $1', [draft.id])).rowCount).toBe(0);
    const signedIn = await bed.call(await bed.signIn.policyOffice(), 'GET', '/r/camp-help/proof');
    expect(signedIn.text).toBe((await proof()).text);
  });

  test('is refused by the browser two days after the program stopped', async () => {
    at('2026-12-06T00:00:00Z');
    expect(await check()).toMatchObject({ proof: { day: '2026-12-03' } });
    at('2026-12-06T00:00:01Z');
    expect(await check()).toBe('proof.stale');
    await publish();
    expect(await check()).toMatchObject({ proof: { day: '2026-12-05' } });
  });
});
