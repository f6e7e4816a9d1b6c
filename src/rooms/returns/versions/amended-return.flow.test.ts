import { afterAll, beforeAll, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { leaveEvidence } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
const CLAUSE = 'P5f.1';

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
});
afterAll(() => bed.close());

/** Opens, answers and submits the return of a period on a day. */
async function submitted(period: string, day: string, clause: string): Promise<string> {
  bed.setClock(stoppedClock(`${day}T12:00:00Z`));
  const { id } = (await desk.post(cast.office, `parties/${cast.nation}/returns`, { period, due: '2027-11-30', roundId: null })).body;
  await desk.step(cast.focal, id, 'start');
  await desk.answerAll(cast.focal, id, { 'contracts.clause': clause });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).body.state).toBe('submitted');
  return id;
}
const shown = async () => (await desk.get(cast.office, `parties/${cast.nation}/obligations/${CLAUSE}`)).body;
const itemsOf = async () =>
  (
    await bed.deployer.query(
      `select i.says, i.state, i.date, i.end_reason as reason from evidence.item i join evidence.item_obligation o on o.item_id = i.id
        where i.party_id = $1 and o.obligation_id = $2 and i.kind = 'EV-CLAU' order by i.entered_at`,
      [cast.nation, CLAUSE],
    )
  ).rows;

test('an amended return replaces what it declared for its own period, and nothing that was declared since', async () => {
  const old = await submitted('2025', '2026-01-20', 'no');
  expect((await shown()).status).toBe('not-met');
  await submitted('2026', '2026-09-20', 'yes');
  expect((await shown()).status).toBe('met');
  bed.setClock(stoppedClock('2026-11-20T12:00:00Z'));
  expect((await desk.step(cast.office, old, 'send-back', { reason: 'Contracts are missing.' })).body.state).toBe('returned');
  await desk.step(cast.focal, old, 'amend');
  await desk.answerAll(cast.focal, old, { 'contracts.clause': 'in-part' });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, old)).body.state).toBe('submitted');
  expect(await itemsOf()).toEqual([
    { says: 'not-met', state: 'withdrawn', date: '2026-01-20', reason: 'Replaced by version 2 of the return for 2025' },
    { says: 'met', state: 'submitted', date: '2026-09-20', reason: null },
    { says: 'partly-met', state: 'submitted', date: '2026-01-20', reason: null },
  ]);
  expect((await shown()).status).toBe('met');
});

test('an amended return ends what it declared before, also while its purge is requested', async () => {
  const old = await submitted('2023', '2026-02-20', 'no');
  const { rows } = await bed.deployer.query<{ id: string; version: number }>(
    `select id, version from evidence.item where party_id = $1 and kind = 'EV-CLAU' and date = '2026-02-20'`,
    [cast.nation],
  );
  const [{ id, version } = { id: '', version: 0 }] = rows;
  expect((await desk.post(cast.focal, `evidence/${id}/request-purge`, { reason: 'Names.' }, version)).status).toBe(200);
  bed.setClock(stoppedClock('2026-11-20T12:00:00Z'));
  await desk.step(cast.office, old, 'send-back', { reason: 'Contracts are missing.' });
  await desk.step(cast.focal, old, 'amend');
  expect((await desk.submitReturn(cast.focal, cast.lawyer, old)).body.state).toBe('submitted');
  expect((await desk.post(cast.office, `evidence/${id}/refuse-purge`, { reason: 'None.' }, version + 2)).status).toBe(200);
  expect((await desk.get(cast.office, `evidence/${id}`)).body).toMatchObject({
    state: 'withdrawn',
    endReason: 'Replaced by version 2 of the return for 2023',
  });
});

test('an adopted round opens nothing that a return recorded, nor what confirms it (5g)', async () => {
  const { rows } = await bed.deployer.query<{ id: string; version: number }>(
    `select id, version from evidence.item where party_id = $1 and state = 'submitted' and note is not null`,
    [cast.nation],
  );
  const [first] = rows;
  const confirmed = await desk.post(cast.focal, `evidence/${first?.id}/confirm`, {}, first?.version);
  expect([confirmed.status, rows.length > 1]).toEqual([200, true]);
  const recorded = [confirmed.body.id, ...rows.map(({ id }) => id)];
  const policy = { partyId: cast.nation, kind: 'EV-POL', says: 'met', date: '2026-01-15', origin: 'declared' } as const;
  const entered = await leaveEvidence(bed, cast.focal, { ...policy, obligationIds: ['P1.1'] });
  /** Opens items as the command that adopts a round does. */
  const adopt = async (items: string[]) => {
    await bed.deployer.query('begin; set local role manumit_app');
    await bed.deployer.query('select identity.open($1)', [cast.office.token]);
    return (await bed.deployer.query('select evidence.release($1, now()) as opened', [items])).rows[0].opened;
  };
  const seen = async (id: string) => (await desk.get(cast.foreign, `evidence/${id}`)).status;
  expect(await adopt([...recorded, entered]).finally(() => bed.deployer.query('commit'))).toBe(1);
  expect(await seen(entered)).toBe(200);
  for (const id of recorded) expect(await seen(id)).toBe(404);
});
