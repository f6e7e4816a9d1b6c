import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { dayOf } from '#kernel/dates.ts';
import { connect } from '#platform/db/pool.ts';
import { masterKey } from '#platform/keys.ts';
import { anItem, deskOf, givenCast } from '#rooms/evidence/fixtures.ts';
import { givenOpenChannel } from '#rooms/reports/clocks/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { onDatabase } from '#test/database/server.ts';
import { startEmbedded } from '../launcher/database/embedded.ts';
import { exportMembers } from './copy/logical.ts';
import { packTar } from './copy/tar.ts';
import { backupSigner } from './crypto/signatures.ts';
import { archiveErased, readErased } from './erased.ts';
import { keptDays } from './kept-days.ts';
import { importInto } from './restore/import-installation.ts';

let bed: TestBed;
let office: TestPerson;
let second: TestPerson;
let focal: TestPerson;
let nation: string;
const [data, place] = ['data', 'place'].map((name) => mkdtempSync(join(tmpdir(), `manumit-away-${name}-`))) as [string, string];

beforeAll(async () => {
  bed = await openTestBed();
  ({ office, focal, nation } = await givenCast(bed));
});
afterAll(async () => {
  await bed.close();
  for (const folder of [data, place]) rmSync(folder, { recursive: true, force: true });
});

test('items, entries and encrypted reports that were purged or erased after a backup are removed again after its restore', async () => {
  const desk = deskOf(bed, nation);
  const document = await bed.call(focal, 'POST', `/desk/api/parties/${nation}/documents?name=list.txt`, Buffer.from('Names, plainly.\n'), {
    'content-type': 'application/octet-stream',
  });
  const draft = await desk.entered(focal, anItem({ documentId: document.body.id, title: 'A list of names' }));
  const submitted = (await desk.takeStep(focal, draft, 'submit')).body;
  const untouched = await desk.entered(focal, anItem({ title: 'Stays' }));
  const entry = (await bed.deployer.query('select id from ledger.entry where subject_id = $1', [untouched.id])).rows[0].id as string;

  const deployer = onDatabase(inject('server').deployer, (await bed.deployer.query('select current_database() as name')).rows[0].name);
  const daysOf = (keepDays: number) => keptDays({ backup: { place, recipients: [], at: '02:30', keepDays } }, deployer);
  expect(await daysOf(90)).toBe(90);
  const channel = await givenOpenChannel(bed, { code: 'XC', slug: 'camp-help', today: dayOf(new Date()) });
  const [erasedReport, openReport] = [await channel.report([1, 2]), await channel.report([1, 2])];

  // From the first channel on no backup outlives 35 days: each holds reports that are erased later.
  expect([await daysOf(90), await daysOf(20)]).toEqual([34, 20]);
  const chunks: Buffer[] = [];
  for await (const chunk of packTar(exportMembers(bed.deployer, false, () => {}))) chunks.push(chunk);
  await bed.deployer.query('set role manumit_schema');

  // After the backup: a purge by a person the backup does not contain, and an erasure.
  second = await bed.signIn.policyOffice();
  const purgeRequest = (await desk.takeStep(focal, submitted, 'request-purge', { reason: 'It holds names.' })).body;
  expect((await desk.takeStep(second, purgeRequest, 'approve-purge')).status).toBe(200);
  await bed.call(office, 'POST', `/desk/api/log/entries/${entry}/erasure-request`, { reason: 'It names a person.' });
  expect((await bed.call(second, 'POST', `/desk/api/log/entries/${entry}/erasure`)).status).toBe(200);
  await bed.deployer.query('delete from reports.report where id = $1', [erasedReport.id]);
  const identity = await generateX25519Identity();
  const signer = backupSigner([masterKey(1, new Date())]);
  await archiveErased(deployer, {
    place,
    recipients: [await identityToRecipient(identity)],
    signer,
  });
  // A list signed by another party would remove what two persons never erased.
  const stranger = backupSigner([masterKey(1, new Date())]);
  await expect(readErased(place, identity, stranger.signers, '')).rejects.toThrow(/is refused: it says it is of the installation/);
  const { removals: erasures } = await readErased(place, identity, signer.signers, '');
  expect(erasures).toHaveLength(3);

  const imported = await importInto(data, toAsync(chunks), erasures);
  expect(imported.erasedAgain).toBe(3);
  const server = await startEmbedded({ dataDirectory: data });
  const client = await connect(server.connection);
  try {
    const query = async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows;
    expect(await query('select state, title_en, note, document_id, purge_requested_by from evidence.item where id = $1', draft.id)).toEqual(
      [{ state: 'purged', title_en: null, note: null, document_id: null, purge_requested_by: focal.personId }],
    );
    expect(await query('select from evidence.document_chunk where document_id = $1', document.body.id)).toEqual([]);
    expect(await query('select id from reports.report')).toEqual([{ id: openReport.id }]);
    expect(await query('select from reports.wrap where report_id = $1', erasedReport.id)).toEqual([]);
    expect(await query('select report_id from reports.erased_report')).toEqual([{ report_id: erasedReport.id }]);
    expect(await query('select items from evidence.summary where party_id = $1', nation)).toEqual([]);
    expect(await query('select from ledger.opening where entry_id = $1', entry)).toEqual([]);
    expect(await query('select title_en from evidence.item where id = $1', untouched.id)).toEqual([{ title_en: 'Stays' }]);
    expect(await query(`select command from ledger.entry where command like '%/replay-%' order by 1`)).toEqual([
      { command: 'evidence/replay-purge' },
      { command: 'reports/replay-erased-reports' },
      { command: 'transparency-log/replay-erasure' },
    ]);
  } finally {
    await client.end();
    await server.stop();
  }
});

test('archiveErased keeps new erasures after a restore that lost earlier ones, and both are read', async () => {
  const identity = await generateX25519Identity();
  const own = mkdtempSync(join(tmpdir(), 'manumit-away-lost-'));
  const deployer = onDatabase(inject('server').deployer, (await bed.deployer.query('select current_database() as name')).rows[0].name);
  const archive = { place: own, recipients: [await identityToRecipient(identity)], signer: backupSigner([masterKey(1, new Date())]) };
  const reportIds = async () =>
    (await readErased(own, identity, archive.signer.signers, '')).removals.flatMap((one) => ('reportId' in one ? one.reportId : []));
  try {
    await archiveErased(deployer, archive);
    await archiveErased(deployer, archive);
    expect(readdirSync(join(own, 'erased'))).toHaveLength(1);
    const [lost] = await reportIds();
    const [found, added] = [randomUUID(), randomUUID()];
    // The restored state: one erasure is missing, and one that was made since takes its place.
    await bed.deployer.query('update reports.erased_report set report_id = $2 where report_id = $1', [lost, found]);
    await archiveErased(deployer, archive);
    expect((await reportIds()).toSorted()).toEqual([lost, found].toSorted());
    await bed.deployer.query('update reports.erased_report set report_id = $2 where report_id = $1', [found, added]);
    await archiveErased(deployer, archive);
    expect((await reportIds()).toSorted()).toEqual([lost, found, added].toSorted());
    expect(readdirSync(join(own, 'erased'))).toHaveLength(3);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
});

test('archiveErased writes the list again for a new recipient, and readErased leaves out only an older list that it no longer needs', async () => {
  const [former, current] = [await generateX25519Identity(), await generateX25519Identity()];
  const own = mkdtempSync(join(tmpdir(), 'manumit-away-replaced-'));
  const deployer = onDatabase(inject('server').deployer, (await bed.deployer.query('select current_database() as name')).rows[0].name);
  const signer = backupSigner([masterKey(1, new Date())]);
  const archive = async (identity: string, at: string) =>
    archiveErased(deployer, { place: own, recipients: [await identityToRecipient(identity)], signer }, new Date(at));
  const read = (identity: string, made: string) => readErased(own, identity, signer.signers, made);
  try {
    await archive(former, '2026-12-01T00:00:00.000Z');
    // Nothing was erased since: the new identity alone cannot prove that.
    await expect(read(current, '2026-12-02T00:00:00.000Z')).rejects.toThrow(/This identity does not open .*must stay so/);
    await archive(current, '2026-12-03T00:00:00.000Z');
    await archive(current, '2026-12-04T00:00:00.000Z');
    expect(readdirSync(join(own, 'erased'))).toHaveLength(2);
    const { removals, unopened } = await read(current, '2026-12-02T00:00:00.000Z');
    expect([removals.length, unopened]).toEqual([3, [expect.stringContaining('2026-12-01')]]);
    // A backup from before the older list may hold what only that list names.
    await expect(read(current, '2026-11-30T00:00:00.000Z')).rejects.toThrow(/This identity does not open .*2026-12-01/);
    await expect(read(former, '2026-11-30T00:00:00.000Z')).rejects.toThrow(/This identity does not open .*2026-12-03/);
    expect((await read(`${former}\n${current}`, '2026-11-30T00:00:00.000Z')).unopened).toEqual([]);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
});

async function* toAsync(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}
