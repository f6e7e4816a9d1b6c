import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let party: string;
beforeAll(async () => {
  bed = await openTestBed();
  party = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

describe('other people’s commands about a party', () => {
  it('stay closed to its legal advisers when its administrator gives the author a role', async () => {
    const legal = await bed.signIn.legalAdviser(party);
    const wanda = await bed.signIn.partyAdmin(party);
    const reviewer = await bed.signIn.reviewer(party);
    const office = await bed.signIn.policyOffice();
    const outsider = await bed.givenPerson('Nobody yet');
    const writeEntry = async ({ personId }: TestPerson) =>
      (
        await bed.deployer.query<{ id: string }>(
          `insert into ledger.entry (id, at, format, person_id, command, clause_ids, party_id, subject_kind, subject_id, commitment, leaf_hash)
           values (gen_random_uuid(), clock_timestamp(), 1, $1, 'reviews/rate', '{x}', $2, 'participation', gen_random_uuid(), '', '') returning id`,
          [personId, party],
        )
      ).rows[0]!.id;
    const entries = [await writeEntry(reviewer), await writeEntry(office), await writeEntry(outsider)];
    const ask = (id: string) => bed.call(legal, 'POST', `/desk/api/log/entries/${id}/erasure-request`, { reason: 'It names someone.' });
    for (const { personId } of [reviewer, office, outsider])
      expect((await bed.call(wanda, 'POST', '/desk/api/grants', { personId, role: ROLE.focalPoint, partyId: party })).status).toBe(200);
    // A reviewer's later command does not become the party's own either.
    entries.push(await writeEntry(reviewer), await writeEntry(office));
    for (const id of entries) expect((await ask(id)).status).toBe(404);
    expect((await ask(await writeEntry(outsider))).status).toBe(200);
  });
});
