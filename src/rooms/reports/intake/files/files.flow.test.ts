import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../../../test/database/harness.ts';
import { openFiles, unwrapKey } from '../../crypto/report.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../../fixtures.ts';
import { FLOOD } from '../flood/flood.ts';
import { chunksOf } from './files.schema.ts';
import { CHUNK_BYTES } from './ticket-header.ts';

const NOW = Date.parse('2026-12-01T09:30:00Z');
const DAY_MS = 86_400_000;
const PICTURE = { name: 'depot.jpg', type: 'image/jpeg', bytes: randomBytes(150_000) };
let bed: TestBed;
let channel: OpenChannel;

/** A report with one file, and its container and ticket. */
async function givenFiles() {
  const { sent, encrypted, ticket } = await givenReport(channel.id, channel.listed, { ...channel.list, files: [PICTURE] });
  return { sent, encrypted, container: Buffer.from(encrypted.container!), ticket };
}
const send = (sent: unknown) => bed.call(null, 'POST', '/r/reports', sent);
const find = async (ticket: string) => (await bed.call(null, 'POST', '/r/files', { ticket })).body.found;
const put = (ticket: string, place: number, content: Buffer) =>
  bed.call(null, 'PUT', '/r/files', content, {
    'content-type': 'application/octet-stream',
    'upload-ticket': ticket,
    'upload-place': String(place),
  });
const chunkOf = (container: Buffer, place: number) => container.subarray(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES);
const count = async (table: string) => (await bed.deployer.query(`select count(*)::int as n from reports.${table}`)).rows[0].n;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(NOW));
  channel = await givenOpenChannel(bed, '2026-12-01');
});
afterAll(() => bed.close());

describe('the files of a report (5e)', () => {
  test('arrive after its text in chunks, resume where they broke, count once, and open for a reader', async () => {
    const { sent, encrypted, container, ticket } = await givenFiles();
    expect((await send(sent)).status).toBe(200);
    expect(await find(ticket)).toEqual({ bytes: container.length, stored: 0, until: '2026-12-08' });
    const chunks = chunksOf(container.length);
    expect((await put(ticket, 0, chunkOf(container, 0))).body).toEqual({ day: '2026-12-01' });
    // The answer was lost: the same chunk comes again, also twice at one moment.
    const again = await Promise.all([0, 0].map((place) => put(ticket, place, chunkOf(container, place))));
    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    expect((await find(ticket)).stored).toBe(1);
    const recorded = await count('recorded_action');
    for (let place = 1; place < chunks; place += 1) expect((await put(ticket, place, chunkOf(container, place))).status).toBe(200);
    expect([(await find(ticket)).stored, await count('recorded_action')]).toEqual([chunks, recorded + 1]);

    const url = `/desk/api/reports/${sent.report}/files`;
    const { body } = await bed.call(channel.people[1]!, 'GET', url);
    expect([body.bytes, body.chunks, body.stored]).toEqual([container.length, chunks, chunks]);
    const { rows } = await bed.deployer.query('select bytes from reports.wrap where reader_number = 2 and report_id = $1', [sent.report]);
    const key = await unwrapKey(encrypted.address, rows[0].bytes, channel.readers[1]!.keys.identity);
    const [file] = await openFiles(encrypted.address, Buffer.from(body.encrypted, 'base64'), key);
    expect([file!.name, file!.type, Buffer.from(file!.bytes).equals(PICTURE.bytes)]).toEqual(['depot.jpg', 'image/jpeg', true]);
    const rest = await bed.call(channel.people[1]!, 'GET', `${url}?from=${chunks - 1}`);
    expect(Buffer.from(rest.body.encrypted, 'base64').equals(chunkOf(container, chunks - 1))).toBe(true);
    const { signIn } = bed;
    for (const other of [await signIn.commander(channel.nation), await signIn.policyOffice(), await signIn.legalAdviser(channel.nation)])
      expect([403, 404]).toContain((await bed.call(other, 'GET', url)).status);
  });

  test('show the server neither names nor types, and one of nine sizes', async () => {
    const { container } = await givenFiles();
    for (const marker of ['depot', 'image/jpeg']) expect(container.includes(marker)).toBe(false);
    expect(PICTURE.bytes.subarray(0, 64).equals(container.subarray(0, 64))).toBe(false);
    const { sent } = await givenFiles();
    const odd = { ...sent, container: { ...sent.container!, bytes: container.length + 1 } };
    expect((await send(odd)).status).toBe(422);
  });

  test('refuse a chunk without its ticket before the body is read, and a chunk out of order, of another size or with other bytes', async () => {
    const { sent, container, ticket } = await givenFiles();
    await send(sent);
    const unknown = randomBytes(32).toString('base64');
    // The check comes first: a body of any kind gets the same answer.
    for (const answer of [
      await put(unknown, 0, chunkOf(container, 0)),
      await put('', 0, chunkOf(container, 0)),
      await put(unknown, 0, Buffer.alloc(2 * CHUNK_BYTES)),
      await bed.call(null, 'PUT', '/r/files', 'text=plain', { 'content-type': 'text/plain' }),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, 'reports/unknown-ticket']);
    expect((await put(ticket, 0, Buffer.alloc(2 * CHUNK_BYTES))).status).toBe(413);
    expect((await put(ticket, 1, chunkOf(container, 1))).body.code).toBe('reports/other-chunk');
    expect((await put(ticket, 0, chunkOf(container, 0).subarray(1))).body.code).toBe('reports/other-chunk');
    expect((await put(ticket, 0, Buffer.alloc(0))).status).toBeGreaterThanOrEqual(400);
    expect((await put(ticket, 0, chunkOf(container, 0))).status).toBe(200);
    expect((await put(ticket, 0, Buffer.alloc(CHUNK_BYTES))).body.code).toBe('reports/other-chunk');
    expect((await find(ticket)).stored).toBe(1);
  });

  test('are erased by the holder of the ticket, and the text stays', async () => {
    const { sent, container, ticket } = await givenFiles();
    await send(sent);
    await put(ticket, 0, chunkOf(container, 0));
    const [texts, recorded] = [await count('report'), await count('recorded_action')];
    expect((await bed.call(null, 'POST', '/r/files/erasure', { ticket })).body).toEqual({ day: '2026-12-01' });
    expect(await find(ticket)).toBeNull();
    expect([await count('report'), await count('recorded_action')]).toEqual([texts, recorded + 1]);
    expect((await bed.deployer.query('select from reports.chunk where report_id = $1', [sent.report])).rowCount).toBe(0);
    expect((await bed.call(null, 'POST', '/r/files/erasure', { ticket })).body.code).toBe('reports/unknown-ticket');
  });

  test('end with the ticket after seven days, and what was not whole is erased with the next container', async () => {
    const { sent, container, ticket } = await givenFiles();
    await send(sent);
    await put(ticket, 0, chunkOf(container, 0));
    bed.setClock(() => new Date(NOW + 7 * DAY_MS));
    expect((await find(ticket)).stored).toBe(1);
    bed.setClock(() => new Date(NOW + 8 * DAY_MS));
    expect(await find(ticket)).toBeNull();
    expect((await put(ticket, 1, chunkOf(container, 1))).body.code).toBe('reports/unknown-ticket');
    await send((await givenFiles()).sent);
    expect((await bed.deployer.query('select from reports.container where report_id = $1', [sent.report])).rowCount).toBe(0);
    // The first container of this file is whole, and stays.
    expect((await bed.deployer.query(`select from reports.container where expires_on = '2026-12-08'`)).rowCount).toBe(1);
    bed.setClock(() => new Date(NOW));
  });

  test('are refused first where there is no room: the text is stored all the same', async () => {
    const { fileBytes } = FLOOD;
    FLOOD.fileBytes = 1;
    try {
      const { sent, ticket } = await givenFiles();
      expect((await send(sent)).status).toBe(200);
      expect(await find(ticket)).toBeNull();
      // With room again, the same report opens its container.
      FLOOD.fileBytes = fileBytes;
      expect((await send(sent)).status).toBe(200);
      expect((await find(ticket)).stored).toBe(0);
    } finally {
      FLOOD.fileBytes = fileBytes;
    }
  });

  test('fill no more than their room, however many containers were opened before it was full', async () => {
    const { fileBytes } = FLOOD;
    const { sent, container, ticket } = await givenFiles();
    await send(sent);
    FLOOD.fileBytes = 1;
    try {
      const refused = await put(ticket, 0, chunkOf(container, 0));
      expect([refused.status, refused.body.code]).toEqual([409, 'reports/no-room']);
    } finally {
      FLOOD.fileBytes = fileBytes;
    }
    expect((await find(ticket)).stored).toBe(0);
    expect((await put(ticket, 0, chunkOf(container, 0))).status).toBe(200);
  });
});
