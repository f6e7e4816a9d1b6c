import { randomUUID } from 'node:crypto';
import { type Scenario, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

const DAY = '2026-06-12';
const AFTER = '2026-06-16';

/**
 * One report is read by an interpreter until a day (5e): given by a reader who holds a wrap, to an interpreter whom it does not leave out, and ended by any such
 * reader.
 */
export async function interpretingScenarios({ by, nation, id }: GuardFixture): Promise<Scenario[]> {
  const [adviser, focal] = [by('legal adviser'), by('focal point')];
  const channel = await id(`select id from reports.channel where party_id = '${nation}' and opened_on is not null limit 1`);
  const report = await id(
    `select id from reports.report where channel_id = '${channel}' and id in (select report_id from reports.message) limit 1`,
  );
  const notes = { given: randomUUID(), own: randomUUID() };
  type Given = { removed?: boolean; leftOut?: boolean; given?: boolean; until?: string };
  // The adviser reads as number 7 with a wrap, the focal point interprets as number 8; number 9, of the post of 8, was left out where the list names it.
  const world = ({ removed = false, leftOut = false, given = false, until = '2026-06-15' }: Given = {}) => ({
    arrange: `${[
      reader(7, adviser.subject.person, 'reader', 'Wrap', 'y'),
      reader(8, focal.subject.person, 'interpreter', 'Words', 'x', removed ? `now(), '${adviser.subject.person}'` : undefined),
      reader(9, adviser.subject.person, 'reader', 'Words', 'w', `now(), '${adviser.subject.person}'`),
    ].join('; ')};
      insert into reports.wrap (report_id, channel_id, reader_number, bytes) values ('${report}', '${channel}', 7, '\\x00');
      update reports.manifest set readers = '${leftOut ? '{1,2,9}' : '{1,2}'}' where channel_id = '${channel}';
      ${given ? `insert into reports.interpreter_wrap values ('${report}', '${channel}', 8, 7, '2026-06-11', '${until}', '\\x00')` : 'select 1'}`,
    restore: `delete from reports.note where id in ('${notes.given}', '${notes.own}');
      delete from reports.report_change where report_id = '${report}' and action in ('give-to-interpreter', 'end-interpreting');
      delete from reports.interpreter_wrap where channel_id = '${channel}' and interpreter_number = 8;
      delete from reports.wrap where channel_id = '${channel}' and reader_number = 7;
      update reports.manifest set readers = '{1,2}' where channel_id = '${channel}';
      delete from reports.reader where channel_id = '${channel}' and number in (7, 8, 9)`,
  });
  const reader = (number: number, person: string, as: string, unit: string, letter: string, removed = 'null, null') =>
    `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at, removed_at, removed_by)
      values ('${channel}', ${number}, '${person}', '${as}', 'QA', '{QA,Linguists ${unit}}', 'age1pq1' || repeat('${letter}', 1952),
        decode(repeat('00', 32), 'hex'), decode(repeat('00', 200), 'hex'), now(), ${removed})`;
  const record = () => `sha256('${randomUUID()}'), '\\x${'00'.repeat(16)}', '{}'`;
  const own = (day = DAY) => `select count(*)::int from reports.own_interpreted('${day}') where report = '${report}'`;
  const thread = (day = DAY) => `select jsonb_array_length(reports.interpreted_thread('${report}', '${day}') -> 'messages')`;
  const ownNotes = `select jsonb_array_length(reports.interpreted_thread('${report}', '${DAY}') -> 'notes')`;
  const offered = (number = 8) => `select count(*)::int from reports.interpreters('${report}', '${DAY}') where number = ${number}`;
  const has = (day = DAY) => `select count(given_by)::int from reports.interpreters('${report}', '${day}') where number = 8`;
  const give = (to = 8, bytes = '00') =>
    `select reports.give_to_interpreter('${report}', ${to}, '\\x00', '2026-06-15', '${notes.given}', '\\x${bytes}', '${DAY}', ${record()})`;
  const end = () => `select reports.end_interpreting('${report}', 8, '${DAY}', ${record()})`;
  const write = (bytes = '00', day = DAY) =>
    `select reports.leave_interpreter_note('${report}', '${notes.own}', '\\x${bytes}', '${day}', ${record()})`;
  const given = world({ given: true });
  // Acts on the report, until few are left. Another interpreter has it too.
  const acts = (last: number, before = world()) => ({
    arrange: `${before.arrange};
      insert into reports.report_change select '${report}', n, 'take', 'received', 1, '${DAY}' from generate_series(800, ${last}) n`,
    restore: `delete from reports.report_change where report_id = '${report}' and place >= 800; ${before.restore}`,
  });
  return toScenarios([
    ['own_interpreted', 'an interpreter has the report that was given', focal, own(), 1, given],
    ['own_interpreted', 'another person has none', adviser, own(), 0, given],
    ['own_interpreted', 'a removed interpreter has none', focal, own(), 0, world({ given: true, removed: true })],
    ['own_interpreted', 'after its last day there is none', focal, own(AFTER), 0, given],
    ['interpreted_thread', 'an interpreter sees the messages', focal, thread(), 1, given],
    ['interpreted_thread', 'an interpreter sees no note of a reader', focal, ownNotes, 0, given],
    ['interpreted_thread', 'an interpreter sees their own note', focal, [write(), ownNotes], 1, given],
    ['interpreted_thread', 'a reader is no interpreter', adviser, thread(), null, given],
    ['interpreted_thread', 'after the last day there is nothing', focal, thread(AFTER), null, given],
    ['interpreters', 'a reader with a wrap is offered interpreters', adviser, offered(), 1, world()],
    ['interpreters', 'a reader is not offered as one', adviser, offered(1), 0, world()],
    ['interpreters', 'a person without a wrap is offered nobody', focal, offered(), 0, world()],
    ['interpreters', 'a removed interpreter is not offered', adviser, offered(), 0, world({ removed: true })],
    ['interpreters', 'an interpreter whom the report leaves out is not offered', adviser, offered(), 0, world({ leftOut: true })],
    ['interpreters', 'a reader sees who has it', adviser, has(), 1, given],
    ['interpreters', 'after the last day nobody has it', adviser, has(AFTER), 0, given],
    ['give_to_interpreter', 'a reader with a wrap gives a report', adviser, give(), '', world()],
    ['give_to_interpreter', 'a person without a wrap does not', focal, give(), 'platform/not-found', world()],
    ['give_to_interpreter', 'a reader is no interpreter', adviser, give(1), 'reports/not-an-interpreter', world()],
    ['give_to_interpreter', 'a removed interpreter gets nothing', adviser, give(), 'reports/not-an-interpreter', world({ removed: true })],
    ['give_to_interpreter', 'who was left out gets nothing', adviser, give(), 'reports/not-an-interpreter', world({ leftOut: true })],
    ['give_to_interpreter', 'a stored note stays', adviser, [give(), give(8, 'ff')], 'platform/conflict', world()],
    ['give_to_interpreter', 'the report is then theirs', adviser, [give(), has()], 1, world()],
    ['give_to_interpreter', 'a report is given while acts are left', adviser, give(), '', acts(897)],
    ['give_to_interpreter', 'a report is not given once few acts are left', adviser, give(), 'reports/assigned-too-often', acts(898)],
    ['end_interpreting', 'the last action is left for it', adviser, [end(), has()], 0, acts(999, given)],
    ['end_interpreting', 'a reader with a wrap ends it', adviser, [end(), has()], 0, given],
    ['end_interpreting', 'a person without a wrap does not', focal, end(), 'platform/not-found', given],
    ['leave_interpreter_note', 'an interpreter writes a note', focal, write(), '', given],
    ['leave_interpreter_note', 'a person to whom it was not given does not', focal, write(), 'platform/not-found', world()],
    ['leave_interpreter_note', 'after the last day nobody does', focal, write('00', AFTER), 'platform/not-found', given],
    ['leave_interpreter_note', 'a stored note stays', focal, [write(), write('ff')], 'platform/conflict', given],
    [
      'leave_interpreter_note',
      'the note of a reader is not stored as theirs',
      focal,
      write(),
      'platform/conflict',
      {
        ...given,
        arrange: `${given.arrange}; insert into reports.note (id, report_id, encrypted, written_on) values ('${notes.own}', '${report}', '\\x00', '${DAY}')`,
      },
    ],
  ]);
}
