import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let colleague: TestPerson;
let focal: TestPerson;
let draft: string;
let scheduled: string;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  colleague = await bed.signIn.policyOffice();
  focal = await bed.signIn.focalPoint(await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Alderia' }));
  draft = await givenEdition('draft-edition');
  scheduled = await givenEdition('scheduled-edition');
  await bed.deployer.query(`update policy.imported_edition set ${decision('$2')} where id = $1`, [scheduled, office.personId]);
});
afterAll(() => bed.close());

async function givenEdition(editionId: string): Promise<string> {
  const id = randomUUID();
  await bed.deployer.query(
    `insert into policy.imported_edition (id, edition_id, fingerprint, content, file_name, format, file_sha256, imported_by, imported_at)
      values ($1, $2, $3, '{}', 'a.zip', 'zip', $3, $4, now())`,
    [id, editionId, '0'.repeat(64), office.personId],
  );
  return id;
}

/** The columns of a decision on an edition, in the name of a person. */
const decision = (
  person: string,
  day = '2099-01-01',
) => `state = 'scheduled', from_day = '${day}', decided_by = ${person}, decided_at = now(),
  reason = 'Order 7', consulted_body = 'Partners', consulted_on = '2026-01-01', consulted_outcome = 'None'`;
const withdrawal = (person: string) => `state = 'withdrawn', ended_by = ${person}, ended_at = now(), end_reason = 'Wrong file'`;

/** The number of rows that a person's own SQL changes, or the code of the refusal. Nothing is kept. */
async function tries(person: TestPerson, set: string, id: string, named: TestPerson): Promise<number | string | null> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [person.token]);
    return await client.query(`update policy.imported_edition set ${set} where id = $1`.replaceAll('$2', `'${named.personId}'`), [id]).then(
      (result) => result.rowCount,
      (error: { code: string }) => error.code,
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('the policy office decides on a draft in its own name only (5.0a)', async () => {
  expect(await tries(office, decision('$2', '2098-01-01'), draft, office)).toBe(1);
  expect(await tries(office, decision('$2', '2098-01-01'), draft, colleague)).toBe('42501');
  expect(await tries(focal, decision('$2', '2098-01-01'), draft, focal)).toBe(0);
});

test('a decision on an edition is withdrawn in one’s own name and never rewritten', async () => {
  expect(await tries(colleague, withdrawal('$2'), scheduled, colleague)).toBe(1);
  expect(await tries(colleague, withdrawal('$2'), scheduled, office)).toBe('42501');
  expect(await tries(colleague, `decided_by = $2`, scheduled, colleague)).toBe('42501');
  expect(await tries(office, `from_day = '2098-06-01', decided_by = $2`, scheduled, office)).toBe('42501');
  expect(await tries(office, `reason = 'Another', decided_by = $2`, scheduled, office)).toBe('42501');
  expect(await tries(focal, withdrawal('$2'), scheduled, focal)).toBe(0);
});
