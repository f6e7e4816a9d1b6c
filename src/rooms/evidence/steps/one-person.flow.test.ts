import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem } from '../fixtures.ts';

let bed: TestBed;
let alone: TestPerson;
let nation: string;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  alone = await bed.signIn.policyOffice(headquarters, 'Ona Only');
});
afterAll(() => bed.close());

it('one person alone enters, submits and purges an item as a task, and the ledger records it, until a second person has an account', async () => {
  const takeStep = (item: { id: string; version: number }, verb: string, body: object = {}) =>
    bed.call(alone, 'POST', `/desk/api/evidence/${item.id}/${verb}`, body, { 'if-match': `"${item.version}"` });
  const purge = async (isAlone: boolean) => {
    const draft = (await bed.call(alone, 'POST', `/desk/api/parties/${nation}/evidence`, anItem())).body;
    const submitted = (await takeStep(draft, 'submit')).body;
    expect((await bed.call(alone, 'GET', `/desk/api/evidence/${draft.id}`)).body).toMatchObject({
      byPolicyOffice: true,
      signedBy: 'Ona Only',
    });
    const requested = (await takeStep(submitted, 'request-purge', { reason: 'Wrong file.' })).body;
    const { body } = await bed.call(alone, 'GET', '/desk/api/tasks');
    expect(body.purges.tasks).toMatchObject(isAlone ? [{ itemId: draft.id }] : []);
    return takeStep(requested, 'approve-purge');
  };
  const purged = await purge(true);
  expect(purged.status).toBe(200);
  const { rows } = await bed.deployer.query(
    `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'evidence/approve-purge' and e.subject_id = $1`,
    [purged.body.id],
  );
  expect(rows[0].detail).toEqual({ requestedBy: alone.personId, onePersonMode: true });

  await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'TEST-HQ2', name: 'Second' }));
  expect((await purge(false)).body).toMatchObject({ status: 403, code: 'evidence/second-person-needed' });
});
