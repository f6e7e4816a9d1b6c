import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenLearner } from './learner.ts';

/**
 * What a board shows of the texts of others and of the knowledge of their people, to training officers and commanders there: that a text exists, and means of at
 * least five people. And the state of a person: ended classes and revoked records do not count, and nobody gives themselves a waiver.
 */
export async function readinessScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, labelled, installation, id } = fixture;
  const { klass, mine, given } = await givenLearner(fixture);
  const author = by('focal point').subject.person;
  const withdrawn = `update training.local_text set withdrawn_at = now(), withdrawn_by = '${author}', withdrawal_reason = 'r' where party_id = '${nation}' and number = 2`;
  const restored = `update training.local_text set withdrawn_at = null, withdrawn_by = null, withdrawal_reason = null where party_id = '${nation}' and number = 2`;
  const annex = (scope = nation) =>
    `select exists (select from training.placeholders_filled('${scope}') where placeholder = 'law-annex' and party = '${scope}' and as_of is not null)`;
  const [left, operation] = [
    await id(`select id from training.trainee where party_id = '${nation}' and left_at is not null limit 1`),
    await id(`select operation_id as id from training.trainee where party_id = '${nation}' and operation_id is not null limit 1`),
  ];
  const there = await id(
    `select string_agg(quote_literal(id), ', ') as id from training.trainee where party_id = '${nation}' and operation_id is not null and left_at is null`,
  );
  const goes = (more: string) => ({
    arrange: `update training.trainee set operation_id = null where id in (${there}); ${more}`,
    restore: `update training.trainee set operation_id = '${operation}' where id in (${there}); update training.trainee set left_at = now() where id = '${left}'`,
  });
  const brief = `select exists (select from training.placeholders_filled('${nation}') where placeholder = 'operation-brief' and party = '${operation}')`;

  const check = await id(`select a.id from training.attempt a where a.party_id = '${nation}' and module_version = 1 limit 1`);
  // Without the existing sheet, which includes its test.
  const [away, back] = [
    `update training.first_look set sheet = null, sheet_score = null, recorded_by = null where party_id = '${nation}' and module_version = 2`,
    `update training.first_look set sheet = 'paper', sheet_score = 90, recorded_by = '${author}' where party_id = '${nation}' and module_version = 2`,
  ];
  const answered = {
    arrange: `${away}; update training.attempt set received_at = now(), answered_at = now(), score = 90, missed = '{}', passed = true where id = '${check}'`,
    restore: `${back}; update training.attempt set received_at = null, answered_at = null, score = null, missed = null, passed = null where id = '${check}'`,
  };
  const commander = by('commander of the nation');
  const waives = `insert into training.waiver (id, trainee_id, party_id, module_id, reason, until, approved_by, approved_at)
    values (gen_random_uuid(), '${mine}', '${nation}', 'G', 'r', '2099-01-01', '${commander.subject.person}', now()) returning 'waived'`;
  const oneself = given(`update training.trainee set person_id = '${commander.subject.person}' where id = '${mine}'`);
  const asOneself = { ...oneself, restore: `update training.trainee set person_id = null where id = '${mine}'; ${oneself.restore}` };
  const groups = `select count(*)::int from training.knowledge('${nation}', 1)`;
  const shown = (what: string) => `select count(${what})::int from training.knowledge('${nation}', 1)`;
  const annexOfTheirs = `select exists (select from training.placeholders_filled('${operation}') where placeholder = 'law-annex' and party = '${nation}' and as_of is not null)`;

  const trainer = by('training officer');
  const needOf = (what: string) => `select ${what} from training.need where trainee_id = '${mine}' and module_id = 'G'`;
  const close = `update training.class set closed_at = now() where id = '${klass}'`;
  const revocation = `update training.completion set revoked_at = now(), revoked_by = '${trainer.subject.person}', revocation_reason = 'r' where trainee_id = '${mine}'`;
  const measured = { arrange: `insert into training.share_waiting (party_id) values ('${nation}')` };
  const lines: ScenarioRow[] = [
    [
      'policy share_waiting_read',
      'the installation reads whose shares wait',
      installation,
      'select count(*) > 0 from training.share_waiting',
      true,
      measured,
    ],
    [
      'policy share_waiting_delete',
      'the installation takes what waits',
      installation,
      ['delete from training.share_waiting', 'select count(*)::int from training.share_waiting'],
      0,
      measured,
    ],
    [
      'policy share_waiting_delete',
      'nobody else does, not even all at once',
      by('office'),
      'delete from training.share_waiting',
      true,
      { ...measured, look: 'select count(*) > 0 from training.share_waiting' },
    ],
    ['placeholders_filled', 'a commander sees that there is a law annex', by('commander of the nation'), annex(), true],
    [
      'placeholders_filled',
      'a withdrawn annex does not count',
      by('commander of the nation'),
      annex(),
      false,
      { arrange: withdrawn, restore: restored },
    ],
    ['placeholders_filled', 'an annex of another party is not shown', by('commander of the nation'), annex(labelled), false],
    ['placeholders_filled', 'headquarters reads the texts and has no board', by('office'), annex(), false],
    [
      'placeholders_filled',
      'the brief of the operation to which people go is shown',
      by('training officer'),
      brief,
      true,
      goes(`update training.trainee set left_at = null where id = '${left}'`),
    ],
    [
      'placeholders_filled',
      'the brief of an operation to which nobody goes any more is not shown',
      by('training officer'),
      brief,
      false,
      goes(''),
    ],
    [
      'placeholders_filled',
      'the commander of the operation sees the annex of a sending nation',
      by('commander of the operation'),
      annexOfTheirs,
      true,
      goes(`update training.trainee set left_at = null where id = '${left}'`),
    ],
    [
      'placeholders_filled',
      'the annex of a nation that sends nobody any more is not shown',
      by('commander of the operation'),
      annexOfTheirs,
      false,
      goes(''),
    ],
    [
      'knowledge',
      'a training officer sees the means of a group that answered before and after',
      by('training officer'),
      groups,
      1,
      answered,
    ],
    ['knowledge', 'headquarters sees these means too', by('office'), groups, 1, answered],
    [
      'knowledge',
      'fewer than five people are not counted, for any requested number',
      by('training officer'),
      shown('persons'),
      0,
      answered,
    ],
    ['knowledge', 'the knowledge of so few people before is not shown', by('training officer'), shown('before'), 0, answered],
    ['knowledge', 'the knowledge of so few people after is not shown', by('training officer'), shown('after'), 0, answered],
    ['knowledge', 'an open check does not count', by('training officer'), groups, 0, { arrange: away, restore: back }],
    ['knowledge', 'a sheet counts, together with its test', by('training officer'), groups, 1],
    [
      'compute_progress',
      'a person with an access slip is in a class until its last day',
      trainer,
      needOf('enrolled_until > current_date'),
      true,
      given(),
    ],
    ['compute_progress', 'a person is in no class once it is closed', trainer, [close, needOf('enrolled_until is null')], true, given()],
    ['compute_progress', 'a passed module waits for a signature', trainer, needOf('unsigned'), true, given()],
    ['compute_progress', 'a revoked module does not wait for a signature', trainer, [revocation, needOf('unsigned')], false, given()],
    ['policy waiver_write', 'a commander may give a waiver', commander, waives, 'waived', given()],
    ['policy waiver_write', 'a commander cannot give themselves a waiver', commander, waives, '42501', asOneself],
    ['knowledge', 'a focal point does not see the knowledge of the group', by('focal point'), groups, 0, answered],
  ];
  return toScenarios(lines);
}
