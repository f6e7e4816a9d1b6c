import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { CLOCKS, givenReader, recorded } from './reader.ts';

const PLENTY = 2 ** 40;

/** What is refused to the sender of a report, who has no account: another channel or list, a place that is taken, files without a ticket, more than there is room for (5e). */
export async function senderScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { signedOut, id, by } = fixture;
  const { channel, report, listed, both } = await givenReader(fixture);
  const hash = await id(`select encode(mailbox_hash, 'hex') as id from reports.report where id = '${report}'`);
  const ticket = await id(`select encode(ticket_hash, 'hex') as id from reports.container where report_id = '${report}'`);
  const [fresh, day] = [randomUUID(), `'2026-06-12'`];
  const writes = ({ box = `'\\x${hash}'`, place = 0, room = PLENTY } = {}) =>
    `select reports.accept_message(${box}, ${place}, '\\x00', ${day}, ${recorded('message')}, ${room}, '${CLOCKS}')`;
  const isHeld = `select reports.mailbox('\\x${hash}', 1, now()) ->> 'held'`;
  const sends = ({ number = fresh as string, list = 1, readers = '{1,7}' } = {}) =>
    `select reports.accept_report('${number}', '${channel}', ${list}, ${day}, '2026-06-13', '\\x00', '${readers}', array['\\x00', '\\x00', '\\x00']::bytea[],
      sha256('box'), sha256('key'), '\\x00', null, ${recorded('report')})`;
  const closed = both(listed(), {
    arrange: `update reports.channel set closed_on = '2026-06-11' where id = '${channel}'`,
    restore: `update reports.channel set closed_on = null where id = '${channel}'`,
  });
  const erased = both(listed(), {
    arrange: `insert into reports.erased_report values ('${fresh}', '2026-06-11')`,
    restore: `delete from reports.erased_report where report_id = '${fresh}'`,
  });
  // Those who hold the report are gone; others read on.
  const holders = `where channel_id = '${channel}' and removed_by = '${by('focal point').subject.person}'`;
  const unheld = {
    arrange: `update reports.reader set removed_at = now(), removed_by = '${by('focal point').subject.person}' where channel_id = '${channel}'
      and removed_at is null and number in (select w.reader_number from reports.wrap w where w.report_id = '${report}')`,
    restore: `update reports.reader set removed_at = null, removed_by = null ${holders}`,
  };
  const admits = ({ free = 1000, room = PLENTY, answers = '{}' } = {}) =>
    `select reports.admit_report('${channel}', '${fresh}', false, '2026-06-12 12:30Z', floor(extract(epoch from timestamptz '2026-06-12 12:30Z') / 3600)::int, '${answers}', 'envelope', ${free}, ${room}, 0)`;
  // The first chunk is stored; the second is the last.
  const chunk = ({ known = true, place = 1, room = PLENTY, on = day } = {}) =>
    `select reports.store_chunk(${known ? `'\\x${ticket}'` : `sha256('none')`}, ${place}, decode(repeat('00', 1464), 'hex'), ${on}, ${recorded('chunk')}, ${room})`;
  const late = `'2026-06-18'`;
  const erases = (known: boolean, on = day) =>
    `select reports.erase_upload(${known ? `'\\x${ticket}'` : `sha256('none')`}, ${on}, ${recorded('erased')})`;
  const upload = (known: boolean, on = day) => `select reports.upload(${known ? `'\\x${ticket}'` : `sha256('none')`}, ${on}) ->> 'stored'`;
  const lines: ScenarioRow[] = [
    ['accept_report', 'a report to two readers of the list is stored', signedOut, sends(), '', listed()],
    ['accept_report', 'a closed channel takes none', signedOut, sends(), 'reports/channel-closed', closed],
    ['accept_report', 'an unknown list is refused', signedOut, sends({ list: 9 }), 'reports/list-out-of-date', listed()],
    [
      'accept_report',
      'a reader whom the list does not name is refused',
      signedOut,
      sends({ readers: '{1,7,9}' }),
      'reports/reader-not-listed',
      listed(),
    ],
    ['accept_report', 'the id of an erased report is not used again', signedOut, sends(), 'reports/write-again', erased],
    ['accept_report', 'a stored report is not replaced', signedOut, sends({ number: report }), 'reports/other-report', listed()],
    [
      'accept_report',
      'with fewer than two readers left nothing is stored',
      signedOut,
      sends({ readers: '{1,2}' }),
      'reports/write-again',
      listed(),
    ],
    ['accept_message', 'a code opens its thread', signedOut, writes(), ''],
    ['accept_message', 'an unknown code opens none', signedOut, writes({ box: `sha256('none')` }), 'reports/unknown-code'],
    ['accept_message', 'where no present reader holds the report, none is stored', signedOut, writes(), 'reports/write-again', unheld],
    ['accept_message', 'no message is stored without room', signedOut, writes({ room: 0 }), 'reports/no-room'],
    ['accept_message', 'a message leaves no place empty', signedOut, writes({ place: 5 }), 'reports/place-taken'],
    ['mailbox', 'a code says that a present reader holds the report', signedOut, isHeld, 'true'],
    ['mailbox', 'or that none does', signedOut, isHeld, 'false', unheld],
    ['mailbox', 'an unknown code shows no answers', signedOut, `select reports.mailbox(sha256('none'), 1, now())`, null],
    [
      'mailbox_message',
      'an unknown code shows no message',
      signedOut,
      `select reports.mailbox_message(sha256('none'), 'to-reporter', 0) is null`,
      true,
    ],
    ['admit_report', 'the first reports of a day need no work', signedOut, admits(), ''],
    ['admit_report', 'no report is admitted without room', signedOut, admits({ room: 0 }), 'reports/no-room'],
    ['admit_report', 'later ones need work', signedOut, admits({ free: 0 }), 'reports/work-required'],
    [
      'is_work_done',
      'eight numbers that solve nothing are no work',
      signedOut,
      admits({ free: 0, answers: '{1,2,3,4,5,6,7,8}' }),
      'reports/work-required',
    ],
    ['upload', 'a ticket opens its container', signedOut, upload(true), '1'],
    ['upload', 'an unknown ticket opens none', signedOut, upload(false), null],
    ['upload', 'nor one that is over', signedOut, upload(true, late), null],
    ['store_chunk', 'a ticket stores the next chunk', signedOut, chunk(), ''],
    ['store_chunk', 'an unknown ticket stores none', signedOut, chunk({ known: false }), 'reports/unknown-ticket'],
    ['store_chunk', 'nor one that is over', signedOut, chunk({ on: late }), 'reports/unknown-ticket'],
    ['store_chunk', 'chunks come in their order', signedOut, chunk({ place: 5 }), 'reports/other-chunk'],
    ['store_chunk', 'no chunk is stored without room', signedOut, chunk({ room: 0 }), 'reports/no-room'],
    ['erase_upload', 'a ticket erases its container', signedOut, erases(true), ''],
    ['erase_upload', 'an unknown ticket erases nothing', signedOut, erases(false), 'reports/unknown-ticket'],
    ['erase_upload', 'nor one that is over', signedOut, erases(true, late), 'reports/unknown-ticket'],
  ];
  return toScenarios(lines);
}
