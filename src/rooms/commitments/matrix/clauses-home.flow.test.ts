import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, leaveEvidence } from '../../evidence/fixtures.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
const who = {} as Record<'office' | 'focal' | 'commander', TestPerson>;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  who.focal = await bed.signIn.focalPoint(nation);
  who.commander = await bed.signIn.commander(nation);
  who.office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  for (const date of ['2020-05-01', '2026-05-02']) {
    const item = anItem({ obligationIds: ['P2.1'], kind: 'EV-POL', date });
    const { body } = await bed.call(who.focal, 'POST', `/desk/api/parties/${nation}/evidence`, item);
    await bed.call(who.focal, 'POST', `/desk/api/evidence/${body.id}/submit`, {}, { 'if-match': '"1"' });
    if (date < '2021') continue;
    await leaveEvidence(bed, who.commander, { partyId: nation, obligationIds: ['P5d.1'], kind: 'EV-TRN', says: 'partly-met', date });
  }
  const old = anItem({ obligationIds: ['P5d.1'], kind: 'EV-TRN', date: '2026-05-02' });
  const { body } = await bed.call(who.focal, 'POST', `/desk/api/parties/${nation}/evidence`, old);
  await bed.call(who.focal, 'POST', `/desk/api/evidence/${body.id}/submit`, {}, { 'if-match': '"1"' });
});
afterAll(() => bed.close());

const clausesOf = async (person: TestPerson) => (await bed.call(person, 'GET', '/desk/api/home')).body.parts.clauses;

describe('clausesHome', () => {
  it('counts what the matrix of nations shows, clause by clause', async () => {
    const clauses = await clausesOf(who.office);
    const { rows } = (await bed.call(who.office, 'GET', '/desk/api/matrix?kind=nation')).body;
    expect(clauses.nations).toBe(rows.length);
    const { obligations } = (await bed.call(who.office, 'GET', '/desk/api/policy')).body;
    type Cell = { obligationId: string; status: string; late: string | null; difference: string | null };
    const ofClause = (id: string) =>
      rows.flatMap(({ cells }: { cells: Cell[] }) =>
        cells.filter(
          (cell) =>
            cell.status !== 'not-applicable' && obligations.find((one: { id: string }) => one.id === cell.obligationId).clause === id,
        ),
      ) as Cell[];
    expect(clauses.clauses.length).toBeGreaterThan(10);
    for (const { id, counts, late, differing } of clauses.clauses) {
      const cells = ofClause(id);
      expect(
        counts.reduce((sum: number, { n }: { n: number }) => sum + n, 0),
        id,
      ).toBe(cells.length);
      for (const { status } of counts) {
        const counted = counts.filter((one: { status: string }) => one.status === status);
        expect(
          counted.reduce((sum: number, { n }: { n: number }) => sum + n, 0),
          `${id} ${status}`,
        ).toBe(cells.filter((cell) => cell.status === status).length);
      }
      expect(late, id).toBe(cells.filter((cell) => cell.late !== null).length);
      expect(differing, id).toBe(cells.filter((cell) => cell.difference === 'open').length);
    }
  });

  it('names the nation whose sources differ, and the obligation', async () => {
    const { differing } = await clausesOf(who.office);
    expect(differing).toMatchObject([{ party: { id: nation }, obligations: [{ id: 'P5d.1', status: 'partly-met', origin: 'measured' }] }]);
  });

  it('lists overdue evidence with its nations once it is too old', async () => {
    expect((await clausesOf(who.office)).late).toBe(0);
    bed.setClock(() => new Date('2031-01-01T12:00:00Z'));
    const { overdue, late, toRemind } = await clausesOf(who.office);
    expect(overdue.length).toBeGreaterThan(0);
    expect(overdue.flatMap(({ parties }: { parties: { id: string }[] }) => parties.map(({ id }) => id))).not.toContain(other);
    expect(overdue.reduce((sum: number, { parties }: { parties: unknown[] }) => sum + parties.length, 0)).toBe(late);
    // Whom to write to: those who sign for the nation, with their addresses.
    expect(toRemind.map(({ party, n }: { party: { id: string }; n: number }) => [party.id, n])).toEqual([[nation, late]]);
    expect(toRemind[0].people.map(({ email }: { email: string }) => email).sort()).toEqual([who.commander.email, who.focal.email].sort());
  });

  it('is the part of the policy office alone', async () => {
    for (const person of [who.focal, who.commander]) expect(await clausesOf(person)).toBeUndefined();
  });
});
