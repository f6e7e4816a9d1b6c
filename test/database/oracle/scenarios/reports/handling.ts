import { randomUUID } from 'node:crypto';
import { type Scenario, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { CLOCKS, givenReader } from './reader.ts';

/** A report is read and handled by readers who hold a wrap of it and were not removed, in the version they know, and given only to such readers (5e). */
export async function handlingScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by } = fixture;
  const { adviser, channel, report, reading, listed, both } = await givenReader(fixture);
  const focal = by('focal point');
  const note = randomUUID();
  const number = `select reports.own_wrap_number('${report}')`;
  const readers = `select count(*)::int from reports.report_readers('${report}') where number = 7`;
  type Step = { version?: number; action?: string; reader?: number; place?: number; bytes?: string; note?: string };
  const handle = ({ version = 1, action, reader, place, bytes = '00', note: noteId }: Step) => {
    const changes =
      action === undefined ? 'null, null, null, null, null' : `${version}, '${action}', 'received', null, ${reader ?? 'null'}`;
    const answer = place === undefined ? 'null, null' : `${place}, '\\x${bytes}'`;
    const noted = noteId === undefined ? 'null, null' : `'${noteId}', '\\x${bytes}'`;
    return `select reports.handle_report('${report}', ${changes}, ${answer}, ${noted}, '2026-06-12', '${CLOCKS}', sha256('${randomUUID()}'), '\\x${'00'.repeat(16)}', '{}')`;
  };
  const take = handle({ action: 'take' });
  // A hundred acts of one reader, the last of them the nine hundredth on the report.
  const hundredActs = (reader: number) => ({
    arrange: `insert into reports.report_change select '${report}', n, 'take', 'received', ${reader}, '2026-06-12' from generate_series(801, 900) n`,
    restore: `delete from reports.report_change where report_id = '${report}' and place > 800`,
  });
  // A second interpreter has the report, and another reader acted on it until few acts were left.
  const interpreted = (last: number) =>
    both(reading(), {
      arrange: `insert into reports.interpreter_wrap values ('${report}', '${channel}', 1, 7, '2026-06-11', '2026-06-15', '\\x00');
        insert into reports.report_change select '${report}', n, 'take', 'received', 8, '2026-06-12' from generate_series(801, ${last}) n`,
      restore: `delete from reports.report_change where report_id = '${report}' and place > 800;
        delete from reports.interpreter_wrap where report_id = '${report}' and interpreter_number = 1`,
    });
  // The list in force names reader 7, and reader 2 no more, who was removed.
  const named = (list = '{1,7}') =>
    both(listed(), {
      arrange: `update reports.manifest set readers = '${list}' where channel_id = '${channel}'`,
      restore: `update reports.manifest set readers = '{1,2,3,7}' where channel_id = '${channel}'`,
    });
  const leave = (list = 1, bytes = '00', day = '2026-06-12') =>
    `select reports.leave_shift_note('${channel}', '${note}', ${list}, '\\x${bytes}', '${day}', sha256('${randomUUID()}'), '\\x${'00'.repeat(16)}', '{}')`;
  // A test notice went to reader 7, who may have been removed since.
  const bytes = (byte: string) => `'\\x${byte.repeat(32)}'::bytea`;
  const noticed = (removed = false) => ({
    arrange: `${reading({ removed }).arrange}; insert into reports.notice_test values ('${channel}', 7, sha256(${bytes('07')}), '2026-06-12', null)`,
    restore: `delete from reports.notice_test where channel_id = '${channel}' and reader_number = 7; ${reading().restore}`,
  });
  const confirm = (byte: string) => `select reports.confirm_notice('${channel}', ${bytes(byte)}, '2026-06-12')`;
  const begin = `select for_channel from reports.begin_notice_tests('2099-01-01', '2099-01-01', '2099-01-01')`;
  return toScenarios([
    ['confirm_notice', 'a reader confirms the notice whose link they have', adviser, confirm('07'), true, noticed()],
    ['confirm_notice', 'another link confirms nothing', adviser, confirm('08'), false, noticed()],
    ['confirm_notice', 'a person who does not read there confirms nothing', focal, confirm('07'), null, noticed()],
    ['confirm_notice', 'a removed reader confirms nothing', adviser, confirm('07'), null, noticed(true)],
    ['begin_notice_tests', 'no person makes the program send test notices', adviser, begin, '42501', noticed()],
    [
      'begin_notice_tests',
      'no test notice goes to a removed reader',
      adviser,
      'select 1',
      0,
      {
        ...reading({ removed: true }),
        // Those to whom one went before get no other: it is not old enough.
        look: `select count(*)::int from reports.begin_notice_tests('2026-06-12', '2026-01-01', '2026-06-03') where reader = '${adviser.subject.person}'`,
        restore: noticed().restore,
      },
    ],
    ['own_wrap_number', 'a reader with a wrap has a number', adviser, number, 7, reading()],
    ['own_wrap_number', 'a person without a wrap has none', focal, number, null, reading()],
    ['own_wrap_number', 'a removed reader has none', adviser, number, null, reading({ removed: true })],
    ['report_readers', 'a reader with a wrap learns who else reads', adviser, readers, 1, reading()],
    ['report_readers', 'a person without a wrap learns of nobody', focal, readers, 0, reading()],
    ['handle_report', 'a reader with a wrap takes a report', adviser, take, '', reading()],
    ['handle_report', 'a person without a wrap does not', focal, take, 'platform/not-found', reading()],
    ['handle_report', 'a removed reader does not', adviser, take, 'platform/not-found', reading({ removed: true })],
    [
      'handle_report',
      'a version that has changed is refused',
      adviser,
      handle({ action: 'take', version: 99 }),
      'platform/conflict',
      reading(),
    ],
    [
      'handle_report',
      'a report is given to nobody without a wrap',
      adviser,
      handle({ action: 'assign', reader: 9 }),
      'reports/cannot-read-it',
      reading(),
    ],
    [
      'handle_report',
      'a report is not given away once few acts are left',
      adviser,
      handle({ action: 'assign', reader: 7 }),
      'reports/assigned-too-often',
      both(reading(), {
        arrange: `insert into reports.report_change values ('${report}', 900, 'take', 'received', 7, '2026-06-12')`,
        restore: `delete from reports.report_change where report_id = '${report}' and place = 900`,
      }),
    ],
    [
      'handle_report',
      'a reader who acts again and again is stopped before the others',
      adviser,
      take,
      'reports/acted-too-often',
      both(reading(), hundredActs(7)),
    ],
    ['handle_report', 'the last acts are for readers who did less', adviser, take, '', both(reading(), hundredActs(8))],
    [
      'handle_report',
      'the last acts are left for the ends of two interpretings',
      adviser,
      take,
      'reports/acted-too-often',
      interpreted(998),
    ],
    ['handle_report', 'the action before those is not', adviser, take, '', interpreted(997)],
    ['leave_shift_note', 'a reader whom the list names leaves a note', adviser, leave(), '', named()],
    ['leave_shift_note', 'a person who reads for no channel there leaves none', focal, leave(), 'platform/not-found', listed()],
    ['leave_shift_note', 'a removed reader leaves none', adviser, leave(), 'platform/not-found', listed({ removed: true })],
    ['leave_shift_note', 'a reader whom the list does not name leaves none', adviser, leave(), 'reports/reader-not-listed', named('{1,9}')],
    ['leave_shift_note', 'a list that names a removed reader is refused', adviser, leave(), 'reports/list-out-of-date', named('{1,2,7}')],
    ['leave_shift_note', 'a list that is over is refused', adviser, leave(1, '00', '2026-09-01'), 'reports/reader-not-listed', named()],
    ['leave_shift_note', 'another list than the newest is refused', adviser, leave(9), 'reports/list-out-of-date', named()],
    ['leave_shift_note', 'a stored note stays', adviser, [leave(), leave(1, 'ff')], 'platform/conflict', named()],
    ['handle_report', 'an answer leaves no place empty', adviser, handle({ place: 5 }), 'reports/place-taken', reading()],
    ['handle_report', 'a stored answer stays', adviser, handle({ place: 0, bytes: 'ff' }), 'reports/place-taken', reading()],
    ['handle_report', 'a stored note stays', adviser, [handle({ note }), handle({ note, bytes: 'ff' })], 'platform/conflict', reading()],
  ]);
}
