import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenLearner } from './learner.ts';

/** The first look of a class on paper: who records it, for whom, and when it is removed. The first look of a learner is tested with their other records. */
export async function firstLookScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, signedOut } = fixture;
  const focal = by('focal point');
  const { other, mine, theirs, attempt, given, pages } = await givenLearner(fixture);
  const instructor = by('training officer');
  const own = `'${instructor.subject.person}'`;
  const onPaper = (whose: string, party: string, name: string) =>
    `insert into training.first_look (trainee_id, party_id, module_id, module_version, score, answered_at, sheet, sheet_score, recorded_by)
      values ('${whose}', '${party}', 'SCENARIO', 1, 50, now(), '${attempt}', 90, ${name})`;
  const sheetEntered = (source: string) =>
    given(`${onPaper(mine, nation, own)}; insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, recorded_at, recorded_by)
      values (gen_random_uuid(), '${mine}', '${nation}', 'SCENARIO', 1, '${source}', '${attempt}', '2026-01-02', now(), ${own})`);
  const recordFirstLook = `insert into training.first_look (trainee_id, party_id, module_id, module_version, score, answered_at) values ('${mine}', '${nation}', 'SCENARIO', 1, 50, now())`;
  const correct = (whose: string, share: number | null) => [
    `select training.correct_first_look('${whose}', 'SCENARIO', ${share})`,
    `select coalesce((select score from training.first_look where module_id = 'SCENARIO' and trainee_id = '${whose}'), -1)`,
  ];
  const withSheet = given(onPaper(mine, nation, own));
  const lines: ScenarioRow[] = [
    ['correct_first_look', 'an instructor may correct a first look from paper', instructor, correct(mine, 25), 25, withSheet],
    ['correct_first_look', 'an instructor may undo a first look from paper', instructor, correct(mine, null), -1, withSheet],
    [
      'correct_first_look',
      'an instructor cannot correct a first look from the player',
      instructor,
      correct(mine, 25),
      50,
      given(recordFirstLook),
    ],
    [
      'correct_first_look',
      'an instructor cannot undo a first look from the player',
      instructor,
      correct(mine, null),
      50,
      given(recordFirstLook),
    ],
    ...[25, null].map(
      (share): ScenarioRow => [
        'correct_first_look',
        'an instructor may correct only first looks of their own party',
        instructor,
        `select training.correct_first_look('${theirs}', 'SCENARIO', ${share})`,
        false,
        given(onPaper(theirs, other, own)),
      ],
    ),
    ['correct_first_look', 'nobody else may undo a first look from paper', focal, correct(mine, null)[0]!, false, withSheet],
    ['correct_first_look', 'nobody else may correct a first look from paper', focal, correct(mine, 25)[0]!, false, withSheet],
    [
      'policy first_look_write',
      'a learner cannot record a first look as if from paper',
      signedOut,
      [pages, onPaper(mine, nation, 'null')],
      '42501',
      given(),
    ],
    [
      'policy first_look_enter',
      'an instructor may record a first look from a sheet',
      instructor,
      `${onPaper(mine, nation, own)} returning 'said'`,
      'said',
      given(),
    ],
    [
      'policy first_look_enter',
      'an instructor may record first looks of their own party only',
      instructor,
      onPaper(theirs, other, own),
      '42501',
      given(),
    ],
    [
      'policy first_look_enter',
      'an instructor may record a first look in their own name only',
      instructor,
      onPaper(mine, nation, `'${focal.subject.person}'`),
      '42501',
      given(),
    ],
    ['policy first_look_enter', 'an instructor cannot record a first look as the learner', instructor, recordFirstLook, '42501', given()],
    [
      'policy first_look_enter',
      'nobody else may record a first look',
      focal,
      onPaper(mine, nation, `'${focal.subject.person}'`),
      '42501',
      given(),
    ],
    [
      'policy first_look_delete',
      'a first look from paper is removed with its undone sheet',
      instructor,
      [
        `update training.completion set revoked_at = now(), revoked_by = ${own}, revocation_reason = 'r' where source_id = '${attempt}' and trainee_id = '${mine}'`,
        `select count(*)::int from training.first_look where module_id = 'SCENARIO'`,
      ],
      0,
      sheetEntered('class'),
    ],
    [
      'revoke_dependents',
      'a first look from the player is not removed with an undone sheet',
      instructor,
      [
        `update training.completion set revoked_at = now(), revoked_by = ${own}, revocation_reason = 'r' where source_id = '${attempt}' and trainee_id = '${mine}'`,
        `select count(*)::int from training.first_look where module_id = 'SCENARIO'`,
      ],
      1,
      sheetEntered('xapi'),
    ],
  ];
  return toScenarios(lines);
}
