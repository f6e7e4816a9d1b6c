import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let auditor: TestPerson;
let reader: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' }), 'Olga Office');
  auditor = await bed.signIn.auditor();
  reader = await bed.givenPerson('A reader');
});
afterAll(() => bed.close());

const TEXT = {
  language: 'en',
  body: 'First line\r\n\r\nSecond < third ',
  authority: 'An authority',
  source: 'A page',
  readOn: '2026-01-02',
  released: false,
  replaces: null,
};
const at = (clauseId: string) => `/desk/api/clauses/${clauseId}/official-texts`;
const record = (clauseId: string, more: object = {}, who = office) => bed.call(who, 'POST', at(clauseId), { ...TEXT, ...more });
const textsOf = async (clauseId: string, who = reader) => (await bed.call(who, 'GET', at(clauseId))).body.texts;
const publicPage = async () => (await bed.call(null, 'GET', '/policy')).text;

describe('record-official-text', () => {
  test('keeps the words with source and author, and shows them at the desk only', async () => {
    expect(await textsOf('1')).toEqual([]);
    const { status, body } = await record('1');
    expect(status).toBe(200);
    expect(await textsOf('1')).toMatchObject([
      {
        ...{ id: body.textId, language: 'en', body: 'First line\n\nSecond < third', authority: 'An authority', source: 'A page' },
        ...{ readOn: '2026-01-02', released: false, recordedBy: 'Olga Office', ended: null },
      },
    ]);
    expect(await publicPage()).not.toContain('Second');
    expect(await publicPage()).toContain('No official text that may be published is held here.');
  });

  test('replaces a text with a reason, keeps the earlier one for the office and the auditor, and publishes only where the office says so', async () => {
    const [present] = await textsOf('1');
    const replaces = { id: present.id, reason: 'A misprint' };
    expect((await record('1', { body: 'Second version', released: true, replaces })).status).toBe(200);
    expect((await textsOf('1')).map(({ body }: { body: string }) => body)).toEqual(['Second version']);
    for (const who of [office, auditor])
      expect((await textsOf('1', who)).map(({ body, ended }: { body: string; ended: object }) => [body, ended])).toEqual([
        ['Second version', null],
        ['First line\n\nSecond < third', { at: expect.any(String), by: 'Olga Office', reason: 'A misprint' }],
      ]);
    expect(await publicPage()).toContain('>Second version</blockquote>');
    expect(await publicPage()).not.toContain('No official text that may be published is held here.');
    expect((await bed.call(null, 'GET', '/fr/policy')).text).toContain('lang="en">Second version</blockquote>');
  });

  test('keeps each language separately', async () => {
    expect((await record('1', { language: 'fr', body: 'Une version', released: true })).status).toBe(200);
    expect((await bed.call(null, 'GET', '/fr/policy')).text).toContain('lang="fr">Une version</blockquote>');
    expect(await publicPage()).toContain('>Second version</blockquote>');
  });

  test.each([
    ['markup', { body: '<p>One</p>' }, 'platform/invalid-input'],
    ['a comment of a page', { body: 'One <!--two-->' }, 'platform/invalid-input'],
    ['bytes of another file format', { body: 'One\u0001two' }, 'platform/invalid-input'],
    ['no words', { body: ' \n ' }, 'platform/invalid-input'],
    ['too long a text', { body: 'a'.repeat(40_001) }, 'platform/invalid-input'],
    ['another language', { language: 'de' }, 'platform/invalid-input'],
    ['a day of reading in the future', { readOn: '2999-01-01' }, 'policy/read-in-future'],
    ['a text that replaces another one unseen', {}, 'policy/text-changed'],
    ['a text that replaces one that has ended', { replaces: { id: randomUUID(), reason: 'r' } }, 'policy/text-changed'],
  ])('refuses %s', async (_what, more, code) => {
    expect((await record('1', more)).body.code).toBe(code);
  });

  test('refuses a clause that the edition does not have, and people other than the office', async () => {
    expect((await record('9')).body.code).toBe('policy/unknown-clause');
    expect((await record('2', {}, auditor)).status).toBe(403);
  });

  test('is in the log with the digest of the text and not the text', async () => {
    const { rows } = await bed.deployer.query(
      `select e.clause_ids as clauses, o.detail::text as content from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'policy/record-official-text' order by e.at`,
    );
    expect(rows).toHaveLength(3);
    expect(rows[1].clauses).toEqual(['1']);
    expect(rows[1].content).toMatch(/"sha256": ?"[0-9a-f]{64}"/);
    expect(rows[1].content).toContain('A misprint');
    expect(rows[1].content).not.toContain('Second version');
  });
});

describe('remove-official-text', () => {
  test('takes the text off all pages once, with a reason, and keeps it as history', async () => {
    const french = (await textsOf('1')).find(({ language }: { language: string }) => language === 'fr');
    const removal = { textId: french.id, reason: 'No right to publish' };
    expect((await bed.call(auditor, 'POST', `${at('1')}/removal`, removal)).status).toBe(403);
    expect((await bed.call(office, 'POST', `${at('2')}/removal`, removal)).body.code).toBe('policy/text-changed');
    expect((await bed.call(office, 'POST', `${at('1')}/removal`, removal)).status).toBe(200);
    expect((await bed.call(office, 'POST', `${at('1')}/removal`, removal)).body.code).toBe('policy/text-changed');
    expect((await textsOf('1')).map(({ language }: { language: string }) => language)).toEqual(['en']);
    expect((await textsOf('1', auditor)).map(({ ended }: { ended: { reason: string } | null }) => ended?.reason)).toContain(
      'No right to publish',
    );
    expect((await bed.call(null, 'GET', '/fr/policy')).text).not.toContain('Une version');
  });

  test('keeps a text of an appendix like one of a clause', async () => {
    expect((await record('A2', { body: 'Of the appendix' })).status).toBe(200);
    expect(await textsOf('A2')).toMatchObject([{ body: 'Of the appendix', source: 'A page', readOn: '2026-01-02' }]);
  });
});
