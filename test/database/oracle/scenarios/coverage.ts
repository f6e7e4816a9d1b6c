import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Who reads a clause set that every party may owe, and what the installation does with those of parties. */
export function clauseSetScenarios({ by, installation, world }: GuardFixture): Scenario[] {
  const add = (id: string, person: string) =>
    `insert into contractors.clause_set (id, set_id, version, file, recorded_at, recorded_by)
     values ('${id}', 'for-all', '${id}', '{}', now(), ${person})`;
  const [shared, added] = [randomUUID(), randomUUID()];
  const forAll = `select count(*)::int from contractors.clause_set where id = '${shared}'`;
  const there = { arrange: add(shared, `'${world.office}'`), restore: `delete from contractors.clause_set where id = '${shared}'` };
  const ofParties = 'select count(*) > 0 from contractors.clause_set where party_id is not null';
  const lines: ScenarioRow[] = [
    ['policy clause_set_read', 'a contracting officer reads a set for every party', by('contracting officer'), forAll, 1, there],
    ['policy clause_set_read', 'who reads no contracts reads no set for every party', by('office'), forAll, 0, there],
    ['policy clause_set_read', 'the installation reads the sets of parties', installation, ofParties, true],
    [
      'policy clause_set_add',
      'the installation adds a set for every party',
      installation,
      `${add(added, 'identity.person()')} returning 'added'`,
      'added',
    ],
  ];
  return toScenarios(lines);
}

/** Only the program counts the contracts of every party, and it gets counts alone. */
export function coverageScenarios({ by, installation }: GuardFixture): Scenario[] {
  const counted = `select contractors.count_coverage('2026-06-12')`;
  const keys = `select string_agg(distinct k, ' ' order by k) from jsonb_array_elements(contractors.count_coverage('2026-06-12')) n, jsonb_object_keys(n) k`;
  const lines: ScenarioRow[] = [
    ['count_coverage', 'only the program itself counts', by('office'), counted, '42501'],
    ['count_coverage', 'a contracting officer does not count the contracts of others', by('contracting officer'), counted, '42501'],
    ['count_coverage', 'the program gets counts and sums, and no contract', installation, keys, 'contracts coverage euros party valued'],
  ];
  return toScenarios(lines);
}
