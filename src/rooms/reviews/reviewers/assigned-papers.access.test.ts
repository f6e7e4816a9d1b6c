import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPerson } from '#test/database/harness.ts';
import { type Assignment, EDITION, openAssignment } from './fixtures.ts';

// What a reviewer from a drawn nation sees of returns and of adopted reports.
let { bed, roundId, earlierRound, expert, drawn, party, who, rows } = {} as Assignment;

beforeAll(async () => {
  ({ bed, roundId, earlierRound, expert, drawn, party, who, rows } = await openAssignment());
});
afterAll(() => bed.close());

describe('a reviewer assignment (5g)', () => {
  it('opens the submitted return of its round, and no other', async () => {
    for (const [year, [round, submittedVersion]] of Object.entries({ 2024: [null, 1], 2025: [roundId, 0], 2026: [roundId, 1] } as const)) {
      const id = crypto.randomUUID();
      await bed.deployer.query(
        `insert into returns.return (id, edition_id, party_id, questionnaire_id, questionnaire_version, questionnaire, questionnaire_sha256, period, round_id, state, submitted_version, since, opened_by)
         values ($1, $2, $3, 'q', 1, '{}', repeat('a', 64), $4, $5, 'answering', $6, now(), $7)`,
        [id, EDITION, party.Alland, year, round, submittedVersion, who.focal!.personId],
      );
      await bed.deployer.query(
        `with s as (insert into returns.step (id, return_id, party_id, action, to_state, person_id, at)
            select gen_random_uuid(), $1, $2, action, 'submitted', $3, now() from unnest(array['submit', 'start']) action),
          v as (insert into returns.version (return_id, party_id, number, head, sha256, submitted_at, submitted_by)
            select $1, $2, n, '{}', repeat('a', 64), now(), $3 from generate_series(1, 2 * $4) n returning return_id, party_id, number)
          insert into returns.version_section (return_id, party_id, number, section_id, content, release) select *, unnest(array['law', 'training']), '{}', 'reviewers' from v`,
        [id, party.Alland, who.focal!.personId, submittedVersion],
      );
    }
    const TABLES = ['return', 'step', 'version', 'version_section', 'answer'];
    const seen = (by: TestPerson) => Promise.all(TABLES.map((table) => rows(by, `returns.${table} where party_id = $1`, party.Alland)));
    expect(await seen(expert)).toEqual([1, 1, 2, 4, 0]);
    expect(await seen(who.reviewer!)).toEqual([2, 2, 4, 8, 0]);
    await bed.deployer.query('update returns.return set releasable_to = array[party_id] where round_id = $1', [roundId]);
    expect(await seen(expert)).toEqual([0, 0, 0, 0, 0]);
  });

  it('opens the adopted report on its participation, and no other unless released to all', async () => {
    const stranger = ['Berland', 'Dorland'].find((name) => party[name] !== drawn)!;
    const releases = Object.entries({ Alland: 'party', Berland: 'party', Dorland: 'party', Corland: 'parties' });
    for (const [round, name, release] of [roundId, earlierRound].flatMap((one) => releases.map((to) => [one, ...to] as const))) {
      await bed.deployer.query(
        `with s as (insert into reviews.adopted_snapshot (round_id, head, sha256, release, adopted_at, adopted_by) values ($1, '{}', repeat('a', 64), 'party', now(), $2) on conflict do nothing)
          insert into reviews.adopted_participation (round_id, party_id, content, sha256, release) values ($1, $3, '{}', repeat('a', 64), $4)`,
        [round, who.office!.personId, party[name], release],
      );
    }
    const seen = async (round: string, name: string) =>
      rows(expert, 'reviews.adopted_participation where round_id = $1 and party_id = $2', round, party[name]);
    expect([await seen(roundId, 'Alland'), await seen(roundId, stranger)]).toEqual([1, 0]);
    expect([await seen(earlierRound, 'Alland'), await seen(earlierRound, 'Corland')]).toEqual([0, 1]);
    const narrow = 'update reviews.adopted_participation set releasable_to = array[party_id] where party_id = $1';
    await bed.deployer.query(narrow, [party.Alland]);
    expect(await seen(roundId, 'Alland')).toBe(0);
    await bed.deployer.query('delete from reviews.adopted_participation; delete from reviews.adopted_snapshot');
  });
});
