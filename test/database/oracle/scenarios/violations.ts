import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** An investigator records the investigation of violations of their party, and nothing that is decided after it. */
export function violationScenarios({ by, nation, labelled }: GuardFixture): Scenario[] {
  const [investigator, officer] = [by('investigator'), by('contracting officer')];
  const violation = randomUUID();
  const given = (state: string, party = nation) => ({
    arrange: `insert into contractors.violation (id, contract_id, party_id, title, summary, provisions, source, danger, known_at, state,
        recorded_at, recorded_by)
      select '${violation}', c.id, c.party_id, 't', 's', '{}', 'audit', false, '2026-01-01', '${state}', now(), '${officer.subject.person}'
      from contractors.contract c where c.party_id = '${party}' limit 1`,
    restore: `delete from contractors.violation_step where violation_id = '${violation}'; delete from contractors.violation where id = '${violation}'`,
  });
  const set = (what: string) => `update contractors.violation set ${what} where id = '${violation}' returning state`;
  const begin = set(`state = 'investigating'`);
  const step = (action: string, person = investigator) =>
    `insert into contractors.violation_step (id, violation_id, party_id, action, on_day, detail, recorded_at, recorded_by)
      values (gen_random_uuid(), '${violation}', '${nation}', '${action}', '2026-01-01', '{}', now(), '${person.subject.person}') returning action`;
  const theirs = 'investigate report-investigation mark-danger'.split(' ');
  const of = 'policy violation_investigate';
  const ofSteps = 'policy violation_step_investigate';
  const lines: ScenarioRow[] = [
    [of, 'an investigator begins the investigation', investigator, begin, 'investigating', given('notified')],
    [of, 'an investigator of another party begins none', investigator, begin, undefined, given('notified', labelled)],
    [of, 'an investigator goes back to none whose reply is awaited', investigator, begin, undefined, given('awaiting-reply')],
    [of, 'an investigator marks danger', investigator, set('danger = true'), 'notified', given('notified')],
    [of, 'an investigator leaves a notice as it is without danger', investigator, set('due_on = null'), '42501', given('notified')],
    [
      of,
      'an investigator who marks danger determines nothing',
      investigator,
      set(`danger = true, state = 'substantiated'`),
      '42501',
      given('investigating'),
    ],
    [of, 'an investigator determines nothing', investigator, set(`state = 'substantiated'`), '42501', given('investigating')],
    [
      of,
      'an investigator puts their name under no determination',
      investigator,
      set(`state = 'investigating', determined_by = identity.person()`),
      '42501',
      given('notified'),
    ],
    [
      of,
      'an investigator decides no remedy',
      investigator,
      set(`state = 'investigating', remedies = '{decline-option}'`),
      '42501',
      given('notified'),
    ],
    [
      of,
      'an investigator gives a violation to no other party',
      investigator,
      set(`state = 'investigating', party_id = '${labelled}'`),
      '42501',
      given('notified'),
    ],
    ...theirs.map(
      (action): ScenarioRow => [ofSteps, `an investigator records ${action}`, investigator, step(action), action, given('investigating')],
    ),
    [ofSteps, 'an investigator records no remedy', investigator, step('decide-remedy'), '42501', given('investigating')],
    [ofSteps, 'an investigator reports in no other name', investigator, step('investigate', officer), '42501', given('investigating')],
  ];
  return toScenarios(lines);
}
