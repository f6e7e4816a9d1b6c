import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, deskOf, givenCast } from '../fixtures.ts';

let bed: TestBed;
let nation: string;
let focal: TestPerson;
let trainer: TestPerson;
let office: TestPerson;
let reviewer: TestPerson;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ nation, focal, trainer, office, reviewer } = await givenCast(bed));
  desk = deskOf(bed, nation);
});
afterAll(() => bed.close());

describe('a file of evidence', () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_500_000, 'a')]);
  const upload = (who: TestPerson | null, bytes: Buffer, name = 'Order 7.pdf', type = 'application/octet-stream') =>
    bed.call(who, 'POST', `/desk/api/parties/${nation}/documents?name=${encodeURIComponent(name)}`, bytes, { 'content-type': type });

  it('is downloaded unchanged by those who see an item that cites it', async () => {
    const { status, body } = await upload(focal, pdf, 'Arrêté n° 7.pdf');
    expect(status).toBe(200);
    expect(body).toMatchObject({ mediaType: 'application/pdf', bytes: pdf.length, sha256: createHash('sha256').update(pdf).digest('hex') });
    const address = `/desk/api/documents/${body.id}`;
    expect((await bed.call(reviewer, 'GET', address)).status).toBe(404);
    const draft = await desk.entered(focal, anItem({ documentId: body.id, page: '3' }));
    await desk.takeStep(focal, draft, 'submit');
    const seen = await bed.server.inject({ method: 'GET', url: address, cookies: { manumit_desk: reviewer.token } });
    expect(seen.statusCode).toBe(200);
    expect(seen.rawPayload.equals(pdf)).toBe(true);
    expect(seen.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''Arr%C3%AAt%C3%A9%20n%C2%B0%207.pdf`);
    expect((await bed.call(null, 'GET', address)).status).toBe(401);
  });

  it('is refused when too large, empty, of another kind, badly named or not a stream, and is not stored', async () => {
    const before = await bed.deployer.query('select count(*) from evidence.document');
    expect((await upload(focal, Buffer.alloc(25 * 1024 * 1024 + 1, 'a'))).body).toMatchObject({
      status: 413,
      code: 'evidence/file-too-large',
    });
    expect((await upload(focal, Buffer.alloc(0))).body.code).toBe('evidence/file-empty');
    expect((await upload(focal, Buffer.from('MZ\0\0 a program'))).body).toMatchObject({ status: 415, code: 'evidence/file-kind-refused' });
    expect((await upload(focal, pdf, '../order.pdf')).status).toBe(422);
    expect((await upload(focal, pdf, 'order\u202efdp.exe')).status).toBe(422);
    expect((await upload(focal, pdf, 'order.txt')).body).toMatchObject({
      status: 422,
      code: 'evidence/file-name-differs',
      endings: '.pdf',
    });
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
    expect((await upload(focal, Buffer.from(drawing), 'drawing.svg')).body.code).toBe('evidence/file-name-differs');
    expect((await upload(focal, Buffer.from(`${'a'.repeat(20_000)}\0`), 'late.txt')).body.code).toBe('evidence/file-kind-refused');
    expect((await upload(focal, Buffer.from('504b03040000', 'hex'), 'a.docx')).body).toMatchObject({
      status: 422,
      code: 'evidence/archive-refused',
      reason: 'damaged',
    });
    expect((await upload(focal, pdf, 'x.pdf', 'application/pdf')).status).toBe(415);
    expect((await upload(reviewer, pdf)).status).toBe(403);
    expect((await upload(null, pdf)).status).toBe(401);
    expect((await bed.deployer.query('select count(*) from evidence.document')).rows).toEqual(before.rows);
  });

  it('is purged by two people, and only its tombstone and ledger entries stay', async () => {
    const document = (await upload(focal, Buffer.from('Names that should never have been sent.\n'), 'list.txt')).body;
    const draft = await desk.entered(focal, anItem({ documentId: document.id, obligationIds: ['P7.1'], title: 'A list of names' }));
    const submitted = (await desk.takeStep(focal, draft, 'submit')).body;
    const asked = (await desk.takeStep(focal, submitted, 'request-purge', { reason: 'It holds names.' })).body;
    expect(await desk.summary('P7.1')).toEqual([]);
    expect((await desk.takeStep(focal, asked, 'approve-purge')).body).toMatchObject({ status: 403, code: 'evidence/second-person-needed' });
    expect((await desk.takeStep(trainer, asked, 'approve-purge')).status).toBe(403);
    expect((await desk.takeStep(reviewer, asked, 'approve-purge')).status).toBe(403);
    expect((await desk.takeStep(office, asked, 'approve-purge')).status).toBe(200);
    expect((await desk.see(reviewer, draft.id)).body).toMatchObject({
      state: 'purged',
      title: null,
      source: null,
      documentId: null,
      obligationIds: ['P7.1'],
      signedBy: 'Fay Focal',
    });
    expect((await bed.call(focal, 'GET', `/desk/api/documents/${document.id}`)).status).toBe(404);
    const { rows } = await bed.deployer.query(
      `select (select count(*)::int from evidence.document_chunk where document_id = $1) as chunks, (select name from evidence.document where id = $1) as name,
        (select array_agg(command order by at) from ledger.entry where subject_id = $2) as entries`,
      [document.id, draft.id],
    );
    expect(rows[0]).toEqual({
      chunks: 0,
      name: null,
      entries: ['evidence/enter-evidence', 'evidence/submit-evidence', 'evidence/request-purge', 'evidence/approve-purge'],
    });
  });
});
