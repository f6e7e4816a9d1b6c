import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { BoardLine } from '../board/board.schema.ts';
import type { Gap } from '../gaps/gap.schema.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

let bed: TestBed;
let [nation, small, operation] = ['', '', ''];
const who = {} as { officer: TestPerson; receiver: TestPerson; focal: TestPerson; fresh: TestPerson };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  small = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  // Bemark, which comes first here, has no roster.
  who.officer = await bed.givenPerson('Tara Training', [
    { role: ROLE.trainingOfficer, partyId: small },
    { role: ROLE.trainingOfficer, partyId: nation },
  ]);
  who.fresh = await bed.signIn.trainingOfficer(small);
  who.receiver = await bed.signIn.commander(operation);
  who.focal = await bed.signIn.focalPoint(nation);
  const table = [ROSTER_COLUMNS.join(';'), ...['QA-101', 'QA-102', 'QA-103'].map((number) => `${number};;contingent;;QUAY;;`)].join('\n');
  const { against } = (await post('rosters/preview', { partyId: nation, table })).body;
  await post('rosters', { partyId: nation, table, batchId: randomUUID(), title: 'R', total: 3, against });
  // Valid today, and no longer on Thursday.
  const rows = ['QA-101;G;1;2025-11-26;90;2025-11-26;', 'QA-102;G;1;2026-06-01;90;2026-06-01;'];
  await post('completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
});
afterAll(() => bed.close());

const post = (url: string, body: object) => bed.call(who.officer, 'POST', `/desk/api/${url}`, body);
const partOf = async (person: TestPerson) => (await bed.call(person, 'GET', '/desk/api/home')).body.parts.readiness;

describe('the home part of readiness (5d)', () => {
  test('names the next Thursday and the parties of the reader, those with a roster first', async () => {
    expect(await partOf(who.officer)).toMatchObject({
      day: '2026-11-26',
      next: '2026-11-26',
      scopes: [
        { id: nation, hasRoster: true, keeps: true },
        { id: small, hasRoster: false },
      ],
    });
    expect((await partOf(who.receiver)).scopes).toMatchObject([{ id: operation, hasRoster: true, keeps: false, leads: true }]);
    expect(await partOf(who.fresh)).toMatchObject({ next: null, scopes: [{ id: small, hasRoster: false }] });
    expect(await partOf(who.focal)).toBeUndefined();
  });

  test('lets a commander without a roster ask the training officers, who get a task until people are on one', async () => {
    const commander = await bed.signIn.commander(small, 'Cora Commander');
    const tasksOf = async (person: TestPerson) =>
      (await bed.call(person, 'GET', '/desk/api/tasks')).body.training.tasks.filter(
        (task: { requestedOn: string | null }) => task.requestedOn,
      );
    expect((await partOf(commander)).scopes).toMatchObject([{ id: small, requested: null }]);
    expect(await tasksOf(who.fresh)).toEqual([]);
    const ask = (person: TestPerson, party: string) => bed.call(person, 'POST', `/desk/api/parties/${party}/roster-request`, {});
    expect((await ask(commander, small)).body).toEqual({ requestedOn: '2026-11-25' });
    expect((await partOf(commander)).scopes).toMatchObject([{ requested: { on: '2026-11-25', by: 'Cora Commander' } }]);
    expect(await tasksOf(who.fresh)).toMatchObject([{ party: { id: small }, due: null, requestedOn: '2026-11-25' }]);
    expect(await tasksOf(commander), 'who leads does not import').toEqual([]);
    expect((await ask(who.fresh, small)).status).toBe(403);
    expect((await ask(await bed.signIn.commander(nation), nation)).body.code).toBe('training/roster-exists');
  });

  test('leads to one board for every figure: headline, units and what is missing agree on that day', async () => {
    bed.setClock(() => new Date('2026-11-28T10:00:00Z'));
    const { day, scopes } = await partOf(who.receiver);
    expect(day).toBe('2026-12-03');
    const board = (await bed.call(who.receiver, 'GET', `/desk/api/readiness/${scopes[0].id}?day=${day}`)).body;
    expect([board.persons, board.ready]).toEqual([3, 1]);
    expect(board.lines.reduce((sum: number, line: BoardLine) => sum + line.persons - line.ready, 0)).toBe(2);
    const gaps: Gap[] = (await bed.call(who.receiver, 'GET', `/desk/api/readiness/${scopes[0].id}/gaps?day=${day}`)).body.gaps;
    expect(gaps.map(({ module, cause, persons }) => [module, cause, persons])).toEqual([
      ['G', 'not-begun', 1],
      ['R1', 'expired', 1],
    ]);
  });
});
