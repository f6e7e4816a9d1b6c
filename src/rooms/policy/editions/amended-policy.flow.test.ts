import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { DAYS, givenOpenRound } from '#rooms/reviews/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { currentEdition, loadPolicyDecisions, POLICIES_FOLDER, setPolicyClock, shippedEdition } from '../current.ts';
import { ADDED_OBLIGATION, aChangedEdition, archiveOf } from './fixtures.ts';

let bed: TestBed;
let office: TestPerson;
let focal: TestPerson;
let ally: string;

const ID = 'nato-thb-2026';
const FILE = { 'content-type': 'application/octet-stream' };
const CONSULTED = { body: 'Partners in council', on: '2026-11-20', outcome: 'Two partners asked for a contact point.' };

const setDay = (day: string) => {
  const clock = () => new Date(`${day}T09:00:00Z`);
  bed.setClock(clock);
  setPolicyClock(clock);
};

beforeAll(async () => {
  bed = await openTestBed();
  setDay('2026-11-29');
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  await bed.signIn.policyOffice(headquarters, 'Otto Office');
  focal = await bed.signIn.focalPoint(ally, 'Fay Focal');
});
afterAll(async () => {
  // Files of one worker share the process: they go on with the edition that ships.
  await loadPolicyDecisions({ query: async () => ({ rows: [] }) });
  setPolicyClock(systemClock);
  await bed.close();
});

const send = (url: string, bytes: Buffer, who = office, name = 'edition.zip') =>
  bed.call(who, 'POST', `/desk/api/policy/editions${url}?name=${name}`, bytes, FILE);
const preview = (bytes: Buffer, who = office) => send('/preview', bytes, who);
const decide = (importId: string, action: string, body: object, version = 1, who = office) =>
  bed.call(who, 'POST', `/desk/api/policy/editions/${importId}/${action}`, body, { 'if-match': `"${version}"` });
const inForce = (importId: string, more: object = {}, version = 1) =>
  decide(importId, 'put-in-force', { fromDay: '2026-12-01', consulted: CONSULTED, reason: 'The Council decided', ...more }, version);
const listed = async (who = office) => (await bed.call(who, 'GET', '/desk/api/policy/editions')).body;
const programFolder = () => {
  const hash = createHash('sha256');
  for (const file of globSync('**/*.yaml', { cwd: POLICIES_FOLDER }).sort())
    hash.update(file).update(readFileSync(`${POLICIES_FOLDER}/${file}`));
  return hash.digest('hex');
};

describe('F17: the policy at the desk', () => {
  test('a dated edition shows its obligation from its day on, and rounds and files of the program stay', async () => {
    const before = programFolder();
    const item = anItem({ obligationIds: ['P1.1', 'P2.1'] });
    const entered = await bed.call(focal, 'POST', `/desk/api/parties/${ally}/evidence`, item);
    expect((await decideItem(entered.body.id)).status).toBe(200);
    const { roundId } = await givenOpenRound(bed, office, [ally], {
      scope: ['3'],
      calendar: { ...DAYS, selfAssessmentDue: '2027-07-01', commentDue: '2027-09-30', adoptionPlanned: '2027-10-28', followUpDue: null },
    });
    const { body } = await send('', archiveOf(aChangedEdition()));
    expect((await inForce(body.importId)).body).toMatchObject({ state: 'scheduled', version: 2 });
    await loadPolicyDecisions(bed.platform.pool);
    const cells = async () => {
      const matrix = (await bed.call(office, 'GET', '/desk/api/matrix?kind=nation')).body;
      return {
        editionId: matrix.editionId,
        cells: new Map(matrix.rows[0].cells.map((one: { obligationId: string }) => [one.obligationId, one])),
      };
    };

    setDay('2026-11-30');
    expect(currentEdition().id).toBe(shippedEdition().id);
    expect((await cells()).cells.has(ADDED_OBLIGATION)).toBe(false);
    expect((await bed.call(null, 'GET', '/policy')).text).not.toContain('Name a contact point');

    setDay('2026-12-01');
    const today = await cells();
    expect([today.editionId, today.cells.get(ADDED_OBLIGATION)]).toMatchObject([ID, { items: 0 }]);
    expect(today.cells.get('P1.1')).toMatchObject({ status: 'met', items: 1 });
    expect(today.cells.get('P2.1')).toMatchObject({ status: 'partly-met', items: 1 });
    const policy = (await bed.call(focal, 'GET', '/desk/api/policy')).body;
    expect([policy.current, policy.obligations.find(({ id }: { id: string }) => id === ADDED_OBLIGATION).title.en]).toEqual([
      true,
      'Name a contact point',
    ]);
    expect(currentEdition().parameter('comment-time', '2026-12-01').value).toBe(30);
    expect((await bed.call(null, 'GET', '/policy')).text).toContain('Name a contact point');

    const round = (await bed.call(office, 'GET', `/desk/api/rounds/${roundId}`)).body;
    expect(round.round?.editionId ?? round.editionId).toBe(shippedEdition().id);
    expect(JSON.stringify(round)).not.toContain(ADDED_OBLIGATION);
    const late = await decide(body.importId, 'withdraw', { reason: 'Too late' }, 2);
    expect(late.body.code).toBe('policy/edition-not-in-this-state');
    expect(await listed()).toMatchObject({
      inForce: { id: ID, since: '2026-12-01' },
      editions: [{ stage: 'in-force', actions: [] }],
    });
    expect(programFolder()).toBe(before);
  });

  test('evidence is entered under the new edition, and a further edition must follow it', async () => {
    const item = anItem({
      editionId: ID,
      obligationIds: [ADDED_OBLIGATION],
      kind: aChangedEdition().obligations.at(-1)!.evidence.kinds[0]!,
    });
    expect((await bed.call(focal, 'POST', `/desk/api/parties/${ally}/evidence`, item)).status).toBe(200);
    const { body } = await preview(archiveOf(aChangedEdition('nato-thb-2027')));
    expect(body.edition.difference).toMatchObject({ from: ID, obligations: { added: [], changed: [], removed: [] } });
  });

  test('the log names the edition, its day, its reason and who was consulted', async () => {
    const { rows } = await bed.deployer.query(
      `select e.command, o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id
        where e.subject_kind = 'imported-edition' and o.detail ->> 'edition' = '${ID}' order by e.at`,
    );
    expect(rows.map(({ command }) => command)).toEqual(['policy/import-edition', 'policy/put-edition-in-force']);
    expect(rows[1].detail).toMatchObject({
      replaces: shippedEdition().id,
      fromDay: '2026-12-01',
      reason: 'The Council decided',
      consulted: CONSULTED,
    });
  });
});

const decideItem = (id: string) => bed.call(focal, 'POST', `/desk/api/evidence/${id}/submit`, {}, { 'if-match': '"1"' });
