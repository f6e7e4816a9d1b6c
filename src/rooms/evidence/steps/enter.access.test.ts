import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let nation: string;
let other: string;
let alone: TestPerson;
let people: [name: string, who: TestPerson | null][];
// The differences found for the only person at headquarters, before anybody else had an account.
let differencesAlone: string[];

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Belland' });
  await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
  alone = await bed.signIn.policyOffice(headquarters);
  differencesAlone = await differences([['one person alone', alone]]);
  const at = (name: string, role: Parameters<TestBed['givenPerson']>[1] & object) => bed.givenPerson(name, role);
  const cleared = async (who: TestPerson) => {
    await bed.deployer.query(`update identity.role_grant set label = 'restricted' where person_id = $1`, [who.personId]);
    return who;
  };
  people = [
    ['nobody', null],
    ['without a role', await at('Nora None', [])],
    ['focal point', await at('Fay Focal', [{ role: ROLE.focalPoint, partyId: nation }])],
    ['cleared commander', await cleared(await at('Cara Commander', [{ role: ROLE.commander, partyId: nation }]))],
    ['training officer', await at('Tom Trainer', [{ role: ROLE.trainingOfficer, partyId: nation }])],
    ['cleared legal adviser', await cleared(await at('Lea Legal', [{ role: ROLE.legalAdviser, partyId: nation }]))],
    ['cleared training officer', await cleared(await at('Tina Trainer', [{ role: ROLE.trainingOfficer, partyId: nation }]))],
    ['contracting officer', await at('Con Tracting', [{ role: ROLE.contractingOfficer, partyId: nation }])],
    ['cleared reviewer', await cleared(await at('Rita Reviewer', [{ role: ROLE.reviewer, partyId: nation }]))],
    ['of another nation', await cleared(await at('Bruno Other', [{ role: ROLE.focalPoint, partyId: other }]))],
    ['cleared auditor', await cleared(await at('Ada Auditor', [{ role: ROLE.auditor, partyId: null }]))],
    ['office', await at('Otto Office', [{ role: ROLE.policyOffice, partyId: null }])],
    ['cleared office', await cleared(await at('Olga Office', [{ role: ROLE.policyOffice, partyId: headquarters }]))],
    ['cleared office of the nation', await cleared(await at('Owen Office', [{ role: ROLE.policyOffice, partyId: nation }]))],
  ];
});
afterAll(() => bed.close());

const BY_POLICY = `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, state, counts_on, entered_at,
    submitted_at, label_level, releasable_to, entered_by, entered_name, signed_by, signed_name)
  select $1, 'nato-thb-2004', $2, $3, $8, 'met', $4, 't', 't', 's', 's', '2026', case when $5::text is null then 'draft' else 'submitted' end, $5, now(),
    case when $5::text is not null then now() end, $6, $7, me.person, me.name, case when $5::text is not null then me.person end, case when $5::text is not null then me.name end
  from (select identity.person() as person, evidence.own_name() as name offset 0) me`;
const BY_FUNCTION = `select evidence.enter(jsonb_populate_record(null::evidence.item, jsonb_build_object('id', $1::uuid, 'edition_id', 'nato-thb-2004', 'party_id', $2::uuid,
    'by_office', $3::boolean, 'kind', $8::text, 'says', 'met', 'origin', $4::text, 'title_en', 't', 'title_fr', 't', 'source_en', 's', 'source_fr', 's', 'date', '2026', 'entered_at', now(),
    'counts_on', $5::text, 'label_level', $6::int, 'releasable_to', $7::uuid[], 'opens_with_round', true)), '{}')`;
const SORTS = [false, true].flatMap((byOffice) =>
  ['declared', 'measured', 'rated', 'public-source'].flatMap((origin) =>
    [null, '2026-01-01'].flatMap((day) =>
      [0, 1].flatMap((level) =>
        [true, false].flatMap((open) => ['EV-POL', 'EV-PROV'].map((kind) => [byOffice, origin, day, level, open, kind] as const)),
      ),
    ),
  ),
);
const KEPT = `select to_jsonb(p) - 'id' as kept from evidence.item p where id = $1`;

/** Enters one item of each sort by both functions and reports where the outcomes differ: accepted or refused, the reason, and the stored row. */
async function differences(subjects: [name: string, who: TestPerson | null][]): Promise<string[]> {
  const found: string[] = [];
  const client = await bed.platform.pool.connect();
  for (const [name, who] of subjects) {
    await client.query('begin');
    await client.query('select identity.open($1)', [who?.token ?? 'nobody']);
    const outcomeOf = async (text: string, values: unknown[]) => {
      await client.query('savepoint before');
      try {
        await client.query(text, values);
        const { rows } = await client.query(KEPT, [values[0]]);
        return JSON.stringify(rows[0]?.kept ?? 'entered, not to be seen');
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await client.query('rollback to before');
      }
    };
    let entered = 0;
    for (const sort of SORTS) {
      const [byOffice, origin, day, level, open, kind] = sort;
      for (const party of level === 0 && open ? [nation, randomUUID()] : [nation]) {
        const values = [randomUUID(), party, byOffice, origin, day, level, open ? null : [other, party], kind];
        const [policy, byFunction] = [await outcomeOf(BY_POLICY, values), await outcomeOf(BY_FUNCTION, values)];
        entered += policy.startsWith('{') ? 1 : 0;
        if (policy !== byFunction) found.push(`${name} ${JSON.stringify(values.slice(1))}: ${policy} and ${byFunction}`);
      }
    }
    await client.query('rollback');
    found.push(`${name}: ${entered}`);
  }
  client.release();
  return found;
}

test('the function that enters an evidence item and the row-level policies allow the same people', async () => {
  // How many of the 128 sorts each person may enter. Where the two ways differ, a line says how.
  expect([...differencesAlone, ...(await differences(people))]).toEqual([
    'one person alone: 96',
    'nobody: 0',
    'without a role: 0',
    'focal point: 16',
    'cleared commander: 32',
    'training officer: 14',
    'cleared legal adviser: 24',
    'cleared training officer: 28',
    'contracting officer: 12',
    'cleared reviewer: 0',
    'of another nation: 0',
    'cleared auditor: 0',
    'office: 16',
    'cleared office: 32',
    'cleared office of the nation: 96',
  ]);
});
