import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { givenOpenChannel } from '#rooms/reports/channels/opening/fixtures.ts';
import type { Bundle } from '#rooms/reports/reporter/code/bundle.ts';
import { type CodeDetail, closeReports, detailOf } from '#rooms/reports/reporter/code/record-code.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { verifyPublished } from '#test/log/verify-published.ts';
import { report, verifyLog } from '../../../../tools/verify.mjs';
import { codeOfReporters } from '../published-files.ts';

const build = (hash: string): Bundle => ({ hash, files: new Map(['main.js', 'worker.js'].map((name) => [name, randomBytes(9)])) });
const [FIRST, SECOND] = [build('first-build'), build('second-build')];
let bed: TestBed;

/** Publishes the log on a day of December, while this code is served. */
async function publishOn(day: string, code: Bundle | null) {
  bed.setClock(() => new Date(`2026-12-${day}T03:00:00Z`));
  expect(
    await publishIfDue(
      bed.platform,
      { hour: 3, step: 256 },
      closeReports(() => code),
    ),
  ).not.toBeNull();
}
const named = async () => (await verifyPublished(bed)).code.map(({ detail }) => detail);
const lines = async () => (await bed.call(null, 'GET', '/log/code.jsonl')).text;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-12-01T09:00:00Z'));
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  await publishIfDue(
    bed.platform,
    { hour: 3, step: 256 },
    closeReports(() => FIRST),
  );
  await givenOpenChannel(bed, nation, 'camp-help', '2026-12-01');
});
afterAll(() => bed.close());

describe('closeReports', () => {
  test('names no code before a channel has a leaf, and the page of the log says so (5e)', async () => {
    expect([await lines(), await named()]).toEqual(['', []]);
    expect((await bed.call(null, 'GET', '/log')).text).toContain('None is recorded.');
  });

  test('names the code that is served in the publication of the first leaf, as the last leaf of all', async () => {
    await publishOn('02', FIRST);
    expect(await named()).toEqual([detailOf(FIRST)]);
    const { rows } = await bed.deployer.query(
      `select (select max(size)::int from ledger.checkpoint where day is not null) as size, k.index::int
        from ledger.entry e join ledger.link k on k.entry_id = e.id where e.command = 'reports/record-code'`,
    );
    expect(rows).toEqual([{ size: rows[0].size, index: rows[0].size - 1 }]);
  });

  test('names it again only once it changed, and nothing where no code was built', async () => {
    await publishOn('03', FIRST);
    await publishOn('04', null);
    expect(await named()).toEqual([detailOf(FIRST)]);
    await publishOn('05', SECOND);
    await publishOn('06', SECOND);
    await publishOn('07', FIRST);
    expect(await named()).toEqual([detailOf(FIRST), detailOf(SECOND), detailOf(FIRST)]);
  });

  test('lets everybody read each hash: on the page of the log, and by the verifier, which names the leaf', async () => {
    const { text } = await bed.call(null, 'GET', '/log');
    const printed = report(await verifyPublished(bed)).join('\n');
    for (const bundle of [FIRST, SECOND]) {
      expect(text).toContain(`/r/code/${bundle.hash}/`);
      for (const [name, hash] of Object.entries(detailOf(bundle).files)) {
        expect(text).toContain(`${hash}  ${name}`);
        expect(printed).toContain(`${hash}  ${name}`);
      }
    }
    expect(printed).toMatch(/Code of reporters, leaf \d+, 2026-12-05: second-build/);
  });
});

describe('tools/verify.mjs', () => {
  /** The verdict, without a dump, while what opens the entry of the second build is another; null where it is gone. */
  async function verdictWith(change: ((detail: CodeDetail) => object) | null) {
    const { rows } = await bed.deployer.query<{ entry_id: string; salt: Buffer; detail: CodeDetail }>(
      `select o.* from ledger.opening o where o.detail ->> 'build' = 'second-build'`,
    );
    const { entry_id, salt, detail } = rows[0]!;
    const store = (content: object) => bed.deployer.query('insert into ledger.opening values ($1, $2, $3)', [entry_id, salt, content]);
    const remove = () => bed.deployer.query('delete from ledger.opening where entry_id = $1', [entry_id]);
    await remove();
    if (change !== null) await store(change(detail));
    const verdict = await verifyLog({
      read: async (path) => {
        // Not through the cache of public pages, which no change of an opening empties.
        if (path === 'code.jsonl') return Buffer.from(await codeOfReporters(bed.platform.pool));
        const answer = await bed.server.inject({ method: 'GET', url: `/log/${path}` });
        return answer.statusCode === 200 ? answer.rawPayload : undefined;
      },
    });
    await remove();
    await store(detail);
    return verdict;
  }

  test('finds a hash that was changed afterwards', async () => {
    const changed = await verdictWith((detail) => ({ ...detail, files: { ...detail.files, 'main.js': '00' } }));
    expect([changed.holds, changed.fault?.kind]).toEqual([false, 'opening']);
  });

  test('says where two persons erased what an entry named', async () => {
    const erased = await verdictWith(null);
    expect([erased.holds, erased.code[1]!.detail]).toEqual([true, null]);
    expect(report(erased).join('\n')).toContain('erased by two persons');
  });
});
