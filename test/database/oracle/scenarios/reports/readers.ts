import { ROLE } from '#kernel/roles.ts';
import { type Arranged, posted, type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenReader, recorded } from './reader.ts';

/** What belongs to one reader of reports: what they see, their keys, tests and certificate, the reports that they hand over (5e). */
export async function readerScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, id, world } = fixture;
  const { adviser, channel, report, reading, listed, both } = await givenReader(fixture);
  const [focal, office, plain] = [by('focal point'), by('office'), by('member')];
  const author = world.parties.nation!.author;
  const of = (table: string) => `select count(*)::int from reports.${table} where report_id = '${report}'`;
  const sees = (table: string, sql: string): ScenarioRow => [
    `policy ${table}_read`,
    `a reader with a wrap sees the ${table.replace('_', ' ')} of a report`,
    adviser,
    sql,
    1,
    reading(),
  ];
  const asReader = reading({ who: plain });
  const notes = `select count(*)::int from reports.shift_note where channel_id = '${channel}'`;
  const joins = `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
    values ('${channel}', 8, '${adviser.subject.person}', 'reader', 'QA', '{QA}', 'age1pq1' || repeat('x', 1952), sha256('k'), decode(repeat('00', 200), 'hex'), now()) returning 'joined'`;
  // A newer list names the newcomer, who has no wrap of what was reported before.
  const newcomer = both(reading({ wrapped: false }), {
    arrange: `insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)
      select channel_id, 2, signed, '{1,7}', valid_from, valid_until, now(), published_by from reports.manifest where channel_id = '${channel}' and number = 1`,
    restore: `delete from reports.manifest where channel_id = '${channel}' and number = 2`,
  });
  const readsAs1 = (who: string) => `update reports.reader set person_id = '${who}' where channel_id = '${channel}' and number = 1`;
  const asReader1: Arranged = { arrange: readsAs1(plain.subject.person!), restore: readsAs1(author) };
  const handingOver = both(newcomer, asReader1);
  const toHandOver = `select count(*)::int from reports.reports_to_hand_over('${channel}', 7, null, 10, '2026-06-12')`;
  const handsOver = (reader: number) =>
    `select cardinality(reports.add_wraps('${channel}', ${reader}, '{${report}}', array['\\x00']::bytea[], '2026-06-12', ${recorded('wraps')}))`;
  const test = await id(`select id from reports.test_report where channel_id = '${channel}' limit 1`);
  const opened = `select reports.read_test('${test}', 'answer', '2026-06-12')::text`;
  const sent = {
    arrange: `update reports.test_report set answer_hash = sha256('answer') where id = '${test}'`,
    restore: `update reports.test_report set answer_hash = sha256('hash') where id = '${test}'`,
  };
  const interpreting: Arranged = {
    arrange: `update reports.reader set reader_function = 'interpreter' where channel_id = '${channel}' and number = 7`,
    restore: 'select 1',
  };
  const look = `select exists (select from reports.attended_day where channel_id = '${channel}' and day = '2026-06-12')`;
  const undone = (state: Arranged) =>
    both(state, {
      arrange: 'select 1',
      restore: `delete from reports.attended_day where channel_id = '${channel}' and day = '2026-06-12';
        delete from reports.recorded_action where hash = sha256('attended')`,
    });
  const newer: Arranged = {
    arrange: `insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)
      select channel_id, 2, signed, '{1,2}', valid_from, valid_until, now(), published_by from reports.manifest where channel_id = '${channel}' and number = 1`,
    restore: `delete from reports.manifest where channel_id = '${channel}' and number = 2`,
  };
  const attend = `select reports.attend('${channel}', '2026-06-12', ${recorded('attended')})`;
  const keys = `select reports.own_locked_keys('${channel}') is null`;
  const replaces = `select reports.replace_own_keys('${channel}', decode(repeat('01', 200), 'hex'))`;
  const shows = (certificate: string) => `select reports.show_certificate('${channel}', '${certificate}', 'G', '2026-06-20')`;
  const certificate = (revoked: boolean) =>
    id(
      `select number as id from training.certificate where party_id = '${nation}' and revoked_at is ${revoked ? 'not ' : ''}null order by number limit 1`,
    );
  const [valid, revoked] = [await certificate(false), await certificate(true)];
  const shown = (which: string) => ({
    arrange: `update reports.reader_certificate set certificate = '${which}' where channel_id = '${channel}'`,
    restore: `update reports.reader_certificate set certificate = repeat('A', 20) where channel_id = '${channel}'`,
  });
  const trained = `select reports.readers_trained('${channel}', 'G', '2026-06-20')::text`;
  // Reader 1 has a service number, under which they passed and signed the module.
  const trainee = await id(`select id from training.trainee where party_id = '${nation}' and person_id = '${author}'`);
  const quietly = (table: string, sql: string) =>
    `alter table training.${table} disable trigger user; ${sql}; alter table training.${table} enable trigger user`;
  const passed = (more: string, left = 'null') => ({
    arrange: `${quietly(
      'completion',
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, acknowledged_at, acknowledgement_hash, recorded_at, recorded_by, revoked_at, revoked_by, revocation_reason)
        values (gen_random_uuid(), '${trainee}', '${nation}', 'G', 1, 'class', 'reader', '2026-06-01', '2026-06-01', sha256('a'), now(), '${author}', ${more})`,
    )}; ${quietly('trainee', `update training.trainee set left_at = ${left} where id = '${trainee}'`)}`,
    restore: `${quietly('completion', `delete from training.completion where trainee_id = '${trainee}' and source_id = 'reader'`)};
      ${quietly('trainee', `update training.trainee set left_at = null where id = '${trainee}'`)}`,
  });
  const never = 'null, null, null';
  const operation = world.parties['other-operation']!.id;
  const post = posted(adviser, ROLE.legalAdviser, operation);
  const lines: ScenarioRow[] = [
    sees('report', `select count(*)::int from reports.report where id = '${report}'`),
    ...['wrap', 'message', 'note', 'report_change', 'container', 'chunk', 'danger'].map((table) => sees(table, of(table))),
    ['policy shift_note_read', 'a reader whom the list names sees the note for the shift', adviser, notes, 1, listed()],
    ['policy shift_note_read', 'nobody else sees that there is one', focal, notes, 0, listed()],
    [
      'policy channel_read',
      'a reader without a role sees their channel',
      plain,
      `select count(*)::int from reports.channel where id = '${channel}'`,
      1,
      asReader,
    ],
    [
      'policy channel_read',
      'who may join for an operation sees its channel',
      adviser,
      `select count(*)::int from reports.channel where id = '${channel}'`,
      1,
      {
        arrange: `${post.arrange}; update reports.channel set operation_id = '${operation}' where id = '${channel}'`,
        restore: `${post.restore}; update reports.channel set operation_id = null where id = '${channel}'`,
      },
    ],
    [
      'policy reader_read',
      'a reader without a role sees themselves',
      plain,
      `select count(*)::int from reports.reader where channel_id = '${channel}'`,
      1,
      asReader,
    ],
    ['policy reader_join', 'a legal adviser joins the channel of their party', adviser, joins, 'joined'],
    [
      'policy recovery_drill_record',
      'a reader records the drill of their recovery file',
      plain,
      `insert into reports.recovery_drill values ('${channel}', 7, '2026-06-12') returning 'drilled'`,
      'drilled',
      asReader,
    ],
    ['attend', 'a reader whom the list names records that they looked', adviser, attend, true, { ...undone(listed()), look }],
    ['attend', 'nothing is recorded of one whom no list names', adviser, attend, false, { ...undone(reading()), look }],
    ['attend', 'nor of one whom an earlier list names', adviser, attend, false, { ...undone(both(listed(), newer)), look }],
    ['attend', 'nor does an interpreter', adviser, attend, 'platform/not-found', both(reading(), interpreting)],
    ['attend', 'nobody else does', focal, attend, 'platform/not-found', reading()],
    ['own_locked_keys', 'a reader gets their own keys', adviser, keys, false, reading()],
    ['own_locked_keys', 'nobody else gets keys', focal, keys, true, reading()],
    ['replace_own_keys', 'a reader locks their keys again', adviser, replaces, true, reading()],
    ['replace_own_keys', 'nobody else does', focal, replaces, false, reading()],
    ['read_test', 'a reader proves that they opened a test', plain, opened, 'true', both(sent, asReader1)],
    ['read_test', 'nobody proves it for another reader', focal, opened, 'false', sent],
    ['read_test', 'nobody proves it without the answer', plain, opened, 'false', asReader1],
    ['show_certificate', 'a reader shows a certificate', adviser, shows(valid), true, reading()],
    ['show_certificate', 'nobody shows one for a reader', focal, shows(valid), null, reading()],
    ['certifies', 'a revoked certificate shows nothing', adviser, shows(revoked), false, reading()],
    ['readers_trained', 'headquarters sees which readers are trained', office, trained, '{1}', shown(valid)],
    ['readers_trained', 'who keeps the channel sees it too', focal, trained, '{1}', shown(valid)],
    ['readers_trained', 'nobody else sees it', adviser, trained, '{}', shown(valid)],
    ['readers_trained', 'a reader sees it of themselves alone', adviser, trained, '{}', both(reading(), shown(valid))],
    ['has_passed', 'a reader has passed under their service number', office, trained, '{1}', passed(never)],
    ['has_passed', 'a revoked record does not count', office, trained, '{}', passed(`now(), '${author}', 'r'`)],
    ['has_passed', 'the record of a person who left does not count', office, trained, '{}', passed(never, 'now()')],
    ['reports_to_hand_over', 'a reader sees which of their reports a newcomer lacks', plain, toHandOver, 2, handingOver],
    ['reports_to_hand_over', 'nobody else sees reports that a newcomer lacks', focal, toHandOver, 0, newcomer],
    ['add_wraps', 'a reader gives a newcomer their reports', plain, handsOver(7), 1, handingOver],
    ['add_wraps', 'nobody else gives reports', focal, handsOver(7), 'platform/not-found', newcomer],
    ['add_wraps', 'reports go to nobody whom the list does not name', plain, handsOver(9), 'reports/reader-not-listed', handingOver],
  ];
  return toScenarios(lines);
}
