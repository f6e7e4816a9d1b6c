import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [nation, operation] = ['', ''];
const who = {} as { trainer: TestPerson; commander: TestPerson };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'OP-Q', name: 'Quiet Harbour' });
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(operation);
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by) values ($1, $2, $3, '2026-01-01', 's', now(), $4)`,
    [randomUUID(), nation, operation, who.commander.personId],
  );
});
afterAll(() => bed.close());

/** A class of a party, opened by its training officer. */
async function openClass(trainer: TestPerson, partyId: string): Promise<string> {
  const of = { title: 'Hall 3', modules: ['G'], startsOn: '2026-11-20', endsOn: '2026-11-30' };
  return (await bed.call(trainer, 'POST', `/desk/api/parties/${partyId}/classes`, of)).body.classId;
}
const operationsOf = async (person: TestPerson, classId: string) =>
  (await bed.call(person, 'GET', `/desk/api/training/classes/${classId}`)).body.operations;

/** The operation signs a brief that answers every question with its id. */
async function signBrief(): Promise<void> {
  const text = `/desk/api/parties/${operation}/local-texts/operation-brief`;
  const { asks } = (await bed.call(who.commander, 'GET', text)).body as { asks: { id: string }[] };
  const answers = Object.fromEntries(asks.map(({ id }) => [id, { en: `Known about ${id}.`, fr: null }]));
  await bed.call(who.commander, 'PUT', `${text}/draft`, { asOf: '2026-11-01', answers }, { 'if-match': '"0"' });
  expect((await bed.call(who.commander, 'POST', `${text}/signature`, {}, { 'if-match': '"1"' })).status).toBe(200);
}

describe('get-class', () => {
  it('names the operations that its people go to and whether everyone goes there, and their slides hold the brief', async () => {
    const classId = await openClass(who.trainer, nation);
    const slips = { numbers: ['QA-100', 'QA-200'], newcomers: 'contingent' };
    await bed.call(who.trainer, 'POST', `/desk/api/training/classes/${classId}/access-slips`, slips);
    expect(await operationsOf(who.trainer, classId)).toEqual([]);
    const named = { id: operation, en: 'Quiet Harbour', fr: expect.any(String) };
    const send = (numbers: string) =>
      bed.deployer.query('update training.trainee set operation_id = $1 where service_number like $2', [operation, numbers]);
    await send('QA-1%');
    expect(await operationsOf(who.trainer, classId)).toEqual([{ ...named, everyone: false }]);
    await send('QA-%');
    expect(await operationsOf(who.trainer, classId)).toEqual([{ ...named, everyone: true }]);

    await signBrief();
    const url = `/desk/api/modules/G/slides.pdf?lang=en&nationId=${nation}&operationId=${operation}`;
    const { rawPayload } = await bed.server.inject({ url, cookies: { [SESSION_COOKIE]: who.trainer.token } });
    expect(squeeze((await readPdf(rawPayload)).pages.join())).toContain(squeeze('Known about forms.'));
  });

  it('names the operation that opened it, also without people', async () => {
    const trainer = await bed.signIn.trainingOfficer(operation);
    const classId = await openClass(trainer, operation);
    expect(await operationsOf(trainer, classId)).toMatchObject([{ id: operation, everyone: true }]);
  });
});
