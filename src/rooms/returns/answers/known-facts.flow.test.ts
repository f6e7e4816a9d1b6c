import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFacts } from '#rooms/nations/load-facts.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { returnsDesk } from '../fixtures/fixtures.ts';

// A register after its first start, without any entries: what the facts say about ratification is shown with the question of the law review.
let bed: TestBed;
let desk: ReturnType<typeof returnsDesk>;
beforeAll(async () => {
  bed = await openTestBed();
  desk = returnsDesk(bed);
  const token = randomBytes(32).toString('base64url');
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
  await loadFacts(bed.platform, token);
});
afterAll(() => bed.close());

test('each Ally’s first return is prefilled with the dated facts on ratification, to be confirmed in one click (5a)', async () => {
  const allies = await bed.deployer.query<{ id: string; code: string }>(
    'select p.id, p.code from parties.party p join parties.membership m on m.party_id = p.id order by p.code',
  );
  expect(allies.rows).toHaveLength(32);
  const known: unknown[] = [];
  for (const { id: partyId, code } of allies.rows) {
    const focal = await bed.signIn.focalPoint(partyId, `Focal ${code}`);
    const { id } = (await desk.post(focal, `parties/${partyId}/returns`, { period: '2026', due: null, roundId: null })).body;
    await desk.step(focal, id, 'start');
    const { answers } = await desk.view(focal, id);
    const row = answers!.find(({ questionId }) => questionId === 'treaties')!;
    known.push({ code, from: row.known?.from, value: row.known?.value, origin: row.known?.origin, day: row.known?.date });
    // Facts that are missing suggest no answer.
    expect(answers!.filter((one) => one.known !== null).map(({ questionId }) => questionId)).toEqual(['treaties']);
    if (code !== 'AL') continue;
    expect(row.known!.source).toMatch(/^UN Treaty Collection XVIII-12: /);
    expect(row.known!.title!.en).toBe(
      'United Nations Convention against Transnational Organized Crime: party, instrument of 21 Aug 2002. Protocol on trafficking in persons: party, instrument of 21 Aug 2002.',
    );
    expect((await desk.answerOne(focal, id, 'treaties', { choice: 'still-true' }, row.version)).status).toBe(200);
    const after = (await desk.view(focal, id)).answers!.find(({ questionId }) => questionId === 'treaties');
    expect([after?.choice, after?.value]).toEqual(['still-true', 'agree']);
  }
  expect(known).toEqual(
    allies.rows.map(({ code }) => ({
      code,
      from: 'register',
      value: 'agree',
      origin: 'public-source',
      day: expect.stringMatching(/^20(14|1\d|2\d)/),
    })),
  );
});
