import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translateError } from '#app/errors-text.ts';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { asHolder, inTurn } from '#platform/documents/document-queue.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { givenReporters, returnsDesk } from '#rooms/returns/fixtures/fixtures.ts';
import { readEachFileOnce } from '../../files/each-file-once.ts';
import { HOSTILE_DOCUMENTS, HOSTILE_WORKBOOKS, type HostileFile, workbookParts } from '../../files/hostile-files.ts';
import { zip } from '../../files/zip.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// Hostile files, sent to every address that accepts a file, by a person who may send one there.
let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let returnId: string;
let officer: TestPerson;
let readAgain: () => void;

beforeAll(async () => {
  // Eight addresses read a file in the same few ways: a process for each of them took most of the time of these tests.
  readAgain = readEachFileOnce();
  bed = await openTestBed();
  cast = await givenReporters(bed);
  officer = await bed.signIn.contractingOfficer(cast.nation);
  const desk = returnsDesk(bed);
  returnId = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2026', due: null, roundId: null })).body.id;
  await desk.step(cast.focal, returnId, 'start');
});
afterAll(async () => {
  readAgain();
  await bed.close();
});

type Reader = {
  url: () => string;
  who: () => TestPerson;
  /**
   * The expected refusal, as a regular expression, of an unreadable workbook, an unreadable text document and a damaged archive; undefined if the address
   * stores files unread.
   */
  refusal?: { workbook: string; text: string; archive?: string };
  /** Whether the answer of a preview lists what is wrong with the file. */
  listsFaults?: true;
  /** Whether a file that is not read is recorded with its reason. */
  recordsReason?: true;
};

// A route that takes only JSON reads no file.
const NO_FILE = { workbook: '^platform/', text: '^platform/', archive: '^platform/' };
// An archive without an edition in it.
const NO_EDITION = { workbook: '^policy/', text: '^policy/', archive: '^policy/' };
const DROP = '6a0f4c3e-8b1d-4f5a-9c2e-7d3b1a0f5e4c';
const READERS: Readonly<Record<string, Reader>> = {
  '/desk/api/imports/preview': {
    url: () => '/desk/api/imports/preview?of=evidence',
    who: () => cast.office,
    refusal: { workbook: 'imports/no-table', text: 'imports/no-table' },
  },
  '/desk/api/imports': {
    url: () => '/desk/api/imports?of=evidence&title=a&against=a',
    who: () => cast.office,
    refusal: { workbook: 'imports/no-table', text: 'imports/no-table' },
  },
  '/desk/api/roster-workbooks': {
    url: () => '/desk/api/roster-workbooks?',
    who: () => cast.trainer,
    refusal: { workbook: 'training/no-workbook', text: 'training/no-workbook' },
  },
  '/desk/api/returns/:returnId/form': {
    url: () => `/desk/api/returns/${returnId}/form?`,
    who: () => cast.focal,
    refusal: { workbook: 'documents/unreadable', text: 'documents/unreadable' },
  },
  '/desk/api/rosters/preview': { url: () => '/desk/api/rosters/preview?', who: () => cast.trainer, refusal: NO_FILE },
  '/desk/api/completions/preview': { url: () => '/desk/api/completions/preview?', who: () => cast.trainer, refusal: NO_FILE },
  '/desk/api/treaty-imports/preview': { url: () => '/desk/api/treaty-imports/preview?', who: () => cast.office, refusal: NO_FILE },
  '/desk/api/training/classes/:classId/access-slips/sheet': {
    url: () => `/desk/api/training/classes/${cast.nation}/access-slips/sheet?`,
    who: () => cast.trainer,
    refusal: NO_FILE,
  },
  '/desk/api/policy/editions/preview': {
    url: () => '/desk/api/policy/editions/preview?',
    who: () => cast.office,
    refusal: NO_EDITION,
    listsFaults: true,
  },
  '/desk/api/policy/editions': { url: () => '/desk/api/policy/editions?', who: () => cast.office, refusal: NO_EDITION },
  '/desk/api/parties/:partyId/contract-files': {
    url: () => `/desk/api/parties/${cast.nation}/contract-files?dropId=${DROP}`,
    who: () => officer,
    recordsReason: true,
  },
  '/desk/api/contract-sets/preview': { url: () => '/desk/api/contract-sets/preview?', who: () => officer, refusal: NO_FILE },
  ...Object.fromEntries(
    ['contract-imports', 'contract-imports/preview'].map((place) => [
      `/desk/api/parties/:partyId/${place}`,
      {
        url: () => `/desk/api/parties/${cast.nation}/${place}?`,
        who: () => officer,
        refusal: { workbook: 'contractors/no-table', text: 'contractors/no-table' },
      },
    ]),
  ),
  '/desk/api/parties/:partyId/documents': { url: () => `/desk/api/parties/${cast.nation}/documents?`, who: () => cast.focal },
};

const send = (who: TestPerson, url: string, bytes: Buffer, name: string, headers: Record<string, string> = {}) =>
  bed.call(who, 'POST', `${url}&name=${name}`, bytes, { 'content-type': 'application/octet-stream', ...headers });

test('every address that accepts a file is tried in this test', () => {
  const taking = ROOM_ROUTES.flatMap((route) => (route.kind === 'file' && 'party' in route ? [route.url] : []));
  expect(taking.toSorted()).toEqual(Object.keys(READERS).toSorted());
});

describe.each([
  ['workbook', 'a.xlsx', HOSTILE_WORKBOOKS],
  ['text', 'a.docx', HOSTILE_DOCUMENTS],
] as const)('a hostile %s', (kind, name, files) => {
  test.each(files.map((file) => [file.name, file] as const))('%s', async (_, { by, bytes }: HostileFile) => {
    const file = bytes();
    const answers = await Promise.all(
      Object.entries(READERS).map(async ([url, { url: address, who, refusal, listsFaults, recordsReason }]) => {
        const { status, body } = await send(who(), address(), file, name);
        if (recordsReason && status === 200) return { url, status, code: undefined, expected: undefined, faults: undefined };
        const expected = by === 'archive' ? (refusal?.archive ?? /^evidence\//) : refusal?.[kind];
        const faults = listsFaults && status === 200 ? (body.faults as unknown[]) : undefined;
        return { url, status, code: body.code as string | undefined, expected, faults };
      }),
    );
    for (const { url, status, code, expected, faults } of answers) {
      // Evidence files are stored unread, so they may contain anything an archive may.
      if (expected === undefined) expect([url, status]).toEqual([url, 200]);
      else if (faults !== undefined) expect(faults, url).not.toEqual([]);
      else {
        expect(status, `${url} ${code}`).toBeGreaterThanOrEqual(400);
        expect(status, `${url} ${code}`).toBeLessThan(500);
        expect(code, url).toMatch(new RegExp(expected));
        expect(translateError(code as never, 'en', {})).not.toBe(translateError(code as never, 'fr', {}));
      }
    }
    expect((await bed.call(cast.second, 'GET', '/desk/api/session')).status).toBe(200);
  });
});

test('a full reading queue does not delay printing, and refuses a third document of a session with a time to wait', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const reading = [0, 1].map(() => asHolder(cast.trainer.token, () => inTurn('reading', () => held)));
  const honest = zip(...workbookParts());
  const print = () =>
    bed.server.inject({
      method: 'GET',
      url: `/desk/api/returns/${returnId}/form?format=xlsx`,
      cookies: { [SESSION_COOKIE]: cast.focal.token },
    });
  expect((await print()).statusCode).toBe(200);

  const [english, french] = await Promise.all(
    ['en', 'fr'].map((language) => send(cast.trainer, '/desk/api/roster-workbooks?', honest, 'a.xlsx', { 'accept-language': language })),
  );
  expect([english!.status, english!.body.code]).toEqual([503, 'documents/yours-under-way']);
  expect(Number(english!.headers['retry-after'])).toBeGreaterThan(0);
  expect(french!.body.title).not.toBe(english!.body.title);

  letGo();
  await Promise.all(reading);
  expect((await send(cast.trainer, '/desk/api/roster-workbooks?', honest, 'a.xlsx')).body).toEqual({ table: '\n' });
});

test('a CSV table with more rows than the desk reads is refused before it is parsed', async () => {
  const table = Buffer.from(`party,obligations\n${'a\n'.repeat(1_000_000)}`);
  const read = await send(cast.office, '/desk/api/imports/preview?of=evidence', table, 'a.csv');
  expect([read.status, read.body.code]).toEqual([422, 'imports/too-many-rows']);
});
