import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDeletion } from '#rooms/retention/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { zip } from '#test/files/zip.ts';
import { MOST_PAGES } from '../../clauses/document/read-pdf.ts';
import { givenContract } from '../../fixtures/contract.ts';
import { writeDocx } from '../../fixtures/write-docx.ts';
import { lockedPdf, writePdf } from '../../fixtures/write-pdf.ts';
import { FILE_LIMITS } from '../firm-file.rules.ts';

let bed: TestBed;
let [nation, contract, member] = ['', '', ''];
const who = {} as Record<'officer' | 'legal' | 'other' | 'office', TestPerson>;
const api = '/desk/api';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  who.office = await bed.signIn.policyOffice(headquarters);
  // With one alone, the installation would be in one-person mode.
  await bed.signIn.policyOffice(headquarters);
  contract = await givenContract(bed, who.officer, nation, { number: 'XC-1' });
  const added = await bed.call(who.officer, 'POST', `${api}/contracts/${contract}/members`, {
    ...{ parentId: null, kind: 'agent', name: 'Talven Recruitment', work: null, country: null },
  });
  member = added.body.memberId;
});
afterAll(() => bed.close());

async function linkOf(memberId: string | null = null) {
  const representative = { name: 'Rosa Keller', capacity: 'Compliance manager', email: null, telephone: null, endsOn: '2027-06-30' };
  const { body } = await bed.call(who.officer, 'POST', `${api}/contracts/${contract}/firm-links`, { memberId, ...representative });
  return { id: body.linkId as string, address: new URL(body.link).pathname };
}
const open = async (address: string) =>
  (await bed.server.inject({ method: 'GET', url: address, headers: { 'accept-language': 'en' } })).body;
const firms = async (person = who.officer) => (await bed.call(person, 'GET', `${api}/contracts/${contract}/firms`)).body;
const rows = async (table: string) => (await bed.deployer.query(`select count(*)::int as n from contractors.${table}`)).rows[0].n as number;

type Sent = readonly [name: string, bytes: Buffer];
/** A form as a browser sends it, with its content type. */
async function formOf(id: string, about: string, files: readonly Sent[]) {
  const form = new FormData();
  form.set('id', id);
  form.set('about', about);
  for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const made = new Response(form);
  return { payload: Buffer.from(await made.arrayBuffer()), type: made.headers.get('content-type')! };
}
async function send(address: string, files: readonly Sent[], about = 'plan', id: string = randomUUID()) {
  const { payload, type } = await formOf(id, about, files);
  return bed.server.inject({ method: 'POST', url: `${address}/files?lang=en`, headers: { 'content-type': type }, payload });
}
/** A PNG of one pixel: its header, its pixel and its end. */
const PNG = (() => {
  const chunk = (name: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(name), content, Buffer.alloc(4)]);
  };
  const head = Buffer.from('00000001000000010800000000', 'hex');
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(2))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
})();
const plan = writePdf(['Compliance plan', 'Workers keep their passports.']);

describe('files that a firm sends by its link (5f, P5f.4)', () => {
  it('are received whole with a receipt, downloaded by the contracting party alone, and listed for the firm without their content', async () => {
    const { address } = await linkOf();
    const answer = await send(address, [['Plan 2027.pdf', plan]]);
    expect(answer.statusCode).toBe(303);
    const sha256 = createHash('sha256').update(plan).digest('hex');
    const receipt = await open(answer.headers.location as string);
    for (const said of ['Plan 2027.pdf', sha256, 'Compliance plan']) expect(receipt).toContain(said);
    const [message] = (await firms(who.legal)).messages;
    expect(message).toMatchObject({
      ...{ kind: 'file', by: 'Rosa Keller' },
      file: { about: 'plan', name: 'Plan 2027.pdf', bytes: plan.length, pages: 1, sha256, isKept: true },
    });
    const url = `${api}/firm-files/${message.id}`;
    const download = await bed.server.inject({ method: 'GET', url, cookies: { manumit_desk: who.legal.token } });
    expect([download.statusCode, download.rawPayload.equals(plan)]).toEqual([200, true]);
    expect(download.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''Plan%202027.pdf`);
    expect(download.headers['content-security-policy']).toContain('sandbox');
    for (const [person, status] of [
      [who.other, 404],
      [who.office, 404],
      [null, 401],
    ] as const)
      expect((await bed.call(person, 'GET', url)).status).toBe(status);
    // A plan of the firm waits for its review, as one that an officer recorded.
    const { firms: owed } = (await bed.call(who.officer, 'GET', `${api}/contracts/${contract}/plans`)).body;
    expect(owed[0].plan).toMatchObject({ source: 'firm', state: 'to-review', fileName: 'Plan 2027.pdf', title: 'Plan 2027.pdf' });
    expect(await open(address)).toContain('Plan 2027.pdf');
    // Another firm under the contract sees nothing of it.
    const agent = await linkOf(member);
    expect(await open(agent.address)).not.toContain('Plan 2027.pdf');
    // It is news to those who read the contracts of the party, and to nobody else.
    await bed.deployer.query(`update identity.session set created_at = now() - interval '1 day'`);
    const line = { kind: 'contractors/send-file-by-link', names: [{ en: 'XC-1', fr: 'XC-1' }], ids: { contractId: contract } };
    for (const person of Object.values(who)) {
      const { lines } = (await bed.call(person, 'GET', `${api}/news`)).body;
      const reads = person === who.officer || person === who.legal;
      expect(lines.filter(({ page }: { page: string }) => page === 'contract-firms')).toEqual(reads ? [expect.objectContaining(line)] : []);
    }
  });

  it('that cannot be taken are each named with what to do, and the rest is stored', async () => {
    const { address } = await linkOf();
    const docx = await writeDocx([{ text: 'Signed certification' }]);
    const long = writePdf(
      Array.from({ length: MOST_PAGES + 1 }, () => 'Page'),
      { linesPerPage: 1 },
    );
    const parts = [{ name: '[Content_Types].xml' }, { name: 'word/document.xml', content: '<w:document/>' }];
    const cases: [Sent, string | null][] = [
      [['signed.docx', docx], null],
      [['lockers.png', PNG], null],
      [['locked.pdf', lockedPdf(plan)], 'It is protected by a password.'],
      [['macros.docx', zip(...parts, { name: 'word/vbaProject.bin' })], 'It contains macros.'],
      [['bomb.docx', zip(...parts, { name: 'word/media/a.xml', content: Buffer.alloc(3_000_000) })], 'It unpacks to far more'],
      [['long.pdf', long], 'more than 2,000 pages'],
      [['broken.pdf', Buffer.from('%PDF-1.7 nothing')], 'It is damaged'],
      [['cut.png', PNG.subarray(0, PNG.length - 14)], 'It is damaged'],
      [['sheet.xlsx', zip({ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' })], 'It is no PDF, DOCX, JPEG or PNG.'],
      [['notes.txt', Buffer.from('Words')], 'It is no PDF, DOCX, JPEG or PNG.'],
      [['page.png', plan], 'The end of its name is that of another kind'],
      [['empty.pdf', Buffer.alloc(0)], 'It is empty.'],
      [['old.doc', Buffer.from('d0cf11e0a1b11ae100', 'hex')], 'old Word file'],
      [['plan\u202efdp.exe', plan], 'Rename it'],
    ];
    const before = await rows('firm_file');
    for (let at = 0; at < cases.length; at += FILE_LIMITS.atOnce) {
      const part = cases.slice(at, at + FILE_LIMITS.atOnce);
      const page = await send(
        address,
        part.map(([sent]) => sent),
        'other',
      );
      expect(page.statusCode).toBe(part.some(([, said]) => said === null) ? 200 : 422);
      for (const [[name], said] of part) {
        const [, after = ''] = page.body.split(name);
        expect(after.slice(0, 300), name).toContain(said ?? 'Check code');
      }
    }
    expect(await rows('firm_file')).toBe(before + 2);
    const many = await send(
      address,
      Array.from({ length: 6 }, (_, at): Sent => [`${at}.png`, Buffer.concat([PNG, Buffer.from([at])])]),
      'other',
    );
    expect([many.statusCode, many.body.includes('5 files were received'), many.body.includes('Send this one next.')]).toEqual([
      200,
      true,
      true,
    ]);
  });

  it('are stored once when a form is sent twice, and answer a question of their own firm alone', async () => {
    const { address } = await linkOf();
    const ask = async (memberId: string | null) =>
      (await bed.call(who.officer, 'POST', `${api}/contracts/${contract}/firm-questions`, { memberId, question: 'Who pays?', dueOn: null }))
        .body.questionId as string;
    const [own, foreign] = [await ask(null), await ask(member)];
    const before = await rows('firm_file');
    const id = randomUUID();
    const answers = [await send(address, [['a.pdf', plan]], own, id), await send(address, [['a.pdf', plan]], own, id)];
    expect(new Set(answers.map(({ statusCode, headers }) => `${statusCode} ${headers.location}`)).size).toBe(1);
    expect(await rows('firm_file')).toBe(before + 1);
    expect((await firms()).messages[0]).toMatchObject({ questionId: own, file: { about: 'answer' } });
    expect((await send(address, [['b.pdf', plan]], foreign)).statusCode).toBe(404);
    expect((await send(address, [], 'plan')).body).toContain('Choose at least one file.');
    expect((await send(address, [['b.pdf', plan]], 'anything')).body).toContain('Say what the files are.');
    expect(await rows('firm_file')).toBe(before + 1);
  });

  it('are refused by a link that is unknown, expired or revoked, and when they are too large together or too many in all', async () => {
    const { id, address } = await linkOf();
    const before = await rows('firm_file');
    const file: Sent = ['a.pdf', plan];
    expect((await send(`${address.slice(0, -8)}AAAAAAAA`, [file])).statusCode).toBe(404);
    const large = await send(address, [['large.pdf', Buffer.alloc(25 * 1024 * 1024)]]);
    expect([large.statusCode, large.body.includes('larger than 25 MB together')]).toEqual([422, true]);
    await bed.deployer.query(
      `update contractors.firm_file set bytes = $1 where id = (select min(id::text)::uuid from contractors.firm_file)`,
      [FILE_LIMITS.bytes],
    );
    expect((await send(address, [file])).body).toContain('have reached their limit');
    await bed.deployer.query(`update contractors.firm_link set ends_on = current_date - 1 where id = $1`, [id]);
    const over = await send(address, [file]);
    expect([over.statusCode, over.body.includes('expired')]).toEqual([404, true]);
    expect((await bed.call(who.officer, 'POST', `${api}/firm-links/${id}/revocation`, {})).status).toBe(200);
    const revoked = await send(address, [file]);
    expect([revoked.statusCode, revoked.body.includes('revoked')]).toEqual([404, true]);
    expect(await rows('firm_file')).toBe(before);
  });

  it('leave nothing behind when the connection breaks', async () => {
    const { address } = await linkOf();
    const before = [await rows('firm_file'), await rows('firm_file_chunk'), await rows('firm_message')];
    await bed.server.listen({ host: '127.0.0.1', port: 0 });
    const { payload, type } = await formOf(randomUUID(), 'plan', [['a.pdf', Buffer.concat([plan, Buffer.alloc(400_000)])]]);
    const requested = once(bed.server.server, 'request') as Promise<[IncomingMessage]>;
    const socket = connect((bed.server.server.address() as AddressInfo).port, '127.0.0.1');
    const head = `POST ${address}/files HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${payload.length}\r\n\r\n`;
    socket.write(Buffer.concat([Buffer.from(head), payload.subarray(0, 200_000)]));
    const [request] = await requested;
    const folder = bed.platform.uploadFolder!;
    while ((await readdir(folder)).length === 0) await setImmediate();
    const gone = new Promise((resolve) => request.once('close', resolve));
    socket.destroy();
    await gone;
    while ((await readdir(folder)).length > 0) await setImmediate();
    expect([await rows('firm_file'), await rows('firm_file_chunk'), await rows('firm_message')]).toEqual(before);
  });

  it('are deleted after their period, and name, size and hash stay', async () => {
    const { address } = await linkOf();
    await bed.deployer.query(`update contractors.firm_file set bytes = 1 where bytes = $1`, [FILE_LIMITS.bytes]);
    const sent = await send(address, [['Old plan.pdf', plan]]);
    const id = (sent.headers.location as string).split('/').at(-1)!.slice(0, 36);
    await bed.deployer.query(`update contractors.firm_file_chunk set sent_at = sent_at - interval '25 months' where file_id = $1`, [id]);
    const token = randomUUID();
    await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
    const { removed } = await runDeletion(bed.platform, token);
    expect(removed['firm-file']).toBe(1);
    const { file } = (await firms()).messages.find((one: { id: string }) => one.id === id);
    expect(file).toMatchObject({ name: 'Old plan.pdf', isKept: false, bytes: plan.length });
    expect((await bed.call(who.officer, 'GET', `${api}/firm-files/${id}`)).status).toBe(404);
    expect(await open(address)).toContain('Old plan.pdf');
  });
});
