import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** What a contracting officer cannot do to a contract that lacks its clause set, and who decides on an override. */
export function contractScenarios({ by, nation }: GuardFixture): Scenario[] {
  const [officer, adviser] = [by('contracting officer'), by('legal adviser')];
  const [contract, override] = [randomUUID(), randomUUID()];
  const given = (state: string, more = '') => ({
    arrange: `insert into contractors.contract (id, party_id, number, state, title, contractor, set_id, coverage, recorded_at, recorded_by)
        values ('${contract}', '${nation}', 'S-1', '${state}', 'Kitchens', 'Firm', 'least-5f', 'present', now(), '${officer.subject.person}'); ${more}`,
    restore: `delete from contractors.exercised_option where contract_id = '${contract}'; delete from contractors.override where contract_id = '${contract}';
      delete from contractors.contract where id = '${contract}'`,
  });
  const asked = (decision = '') =>
    `insert into contractors.override (id, contract_id, party_id, reason, until, asked_on, asked_by)
      values ('${override}', '${contract}', '${nation}', 'r', '2999-01-01', '2026-01-01', '${officer.subject.person}'); ${decision}`;
  const granted = `update contractors.override set decision = 'granted', decided_on = '2026-01-01', decided_by = '${adviser.subject.person}'`;
  const award = `update contractors.contract set state = 'awarded', awarded_on = '2026-01-01' where id = '${contract}' returning 'awarded'`;
  const exercise = `insert into contractors.exercised_option (id, contract_id, party_id, number, exercised_on, ends_on, recorded_at, recorded_by)
    values ('${randomUUID()}', '${contract}', '${nation}', '1', '2026-01-01', '2026-12-31', now(), '${officer.subject.person}') returning 'exercised'`;
  const grant = (person: string) =>
    `update contractors.override set decision = 'granted', decided_on = '2026-01-01', decided_by = '${person}' where id = '${override}' returning 'granted'`;
  const lines: ScenarioRow[] = [
    [
      'guard_award',
      'a contract of which nobody confirmed a provision is not awarded, whatever its count says',
      officer,
      award,
      '42501',
      given('planned'),
    ],
    ['guard_award', 'a contract is awarded under an override', officer, award, 'awarded', given('planned', asked(granted))],
    ['guard_award', 'a contract is not awarded while nobody granted the override', officer, award, '42501', given('planned', asked())],
    [
      'guard_option',
      'an option of such a contract is not exercised, nor under an override for the award',
      officer,
      exercise,
      '42501',
      given('awarded', asked(granted)),
    ],
    [
      'policy override_add',
      'a contracting officer asks for an override',
      officer,
      asked().replace(/;\s*$/, " returning 'asked'"),
      'asked',
      given('planned'),
    ],
    [
      'policy override_decide',
      'a legal adviser grants an override',
      adviser,
      grant(adviser.subject.person!),
      'granted',
      given('planned', asked()),
    ],
    [
      'policy override_decide',
      'the person who asked does not',
      officer,
      grant(officer.subject.person!),
      '23514',
      given('planned', asked()),
    ],
  ];
  return toScenarios(lines);
}
