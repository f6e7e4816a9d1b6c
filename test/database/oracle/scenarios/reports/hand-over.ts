import type { Arranged, Scenario, ScenarioRow } from '../../guard-scenario.ts';
import { toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenReader, recorded } from './reader.ts';

/** Which reports a reader gives a newcomer: those the reader holds, to a newcomer whom the list in force names, and none that leaves the newcomer out (5e). */
export async function handOverScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, id, world } = fixture;
  const { adviser, channel, report, reading, both } = await givenReader(fixture);
  const [plain, author] = [by('member'), world.parties.nation!.author];
  const set = (number: number, what: string) => `update reports.reader set ${what} where channel_id = '${channel}' and number = ${number}`;
  const ofReader = (number: number, what: string) =>
    id(`select ${what}::text as id from reports.reader where channel_id = '${channel}' and number = ${number}`);
  const [unit, interpreter] = [await ofReader(4, 'unit'), await ofReader(4, 'person_id')];
  const list = (readers: string): Arranged => ({
    arrange: `insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)
      select channel_id, 2, signed, '${readers}', valid_from, valid_until, now(), published_by from reports.manifest where channel_id = '${channel}' and number = 1`,
    restore: `delete from reports.manifest where channel_id = '${channel}' and number = 2`,
  });
  const asReader1: Arranged = { arrange: set(1, `person_id = '${plain.subject.person}'`), restore: set(1, `person_id = '${author}'`) };
  const joined = both(reading({ wrapped: false }), asReader1);
  const handingOver = both(joined, list('{1,7}'));
  // Number 4 was left out of each report of the first list, and number 7 is of the same unit, or the same person.
  const leavingOut4 = (how: string, back: string): Arranged => ({
    arrange: `update reports.manifest set readers = '{1,2,3,4}' where channel_id = '${channel}' and number = 1; ${how}`,
    restore: `update reports.manifest set readers = '{1,2,3}' where channel_id = '${channel}' and number = 1; ${back}`,
  });
  const sameUnit = both(handingOver, leavingOut4(set(7, `unit = '${unit}'`), 'select 1'));
  const samePerson = both(
    leavingOut4(
      set(4, `person_id = '${adviser.subject.person}', removed_at = now(), removed_by = '${author}'`),
      set(4, `person_id = '${interpreter}', removed_at = null, removed_by = null`),
    ),
    handingOver,
  );
  const toHandOver = (day = '2026-06-12') =>
    `select count(*)::int from reports.reports_to_hand_over('${channel}', 7, null, 10, '${day}') where report = '${report}'`;
  const handsOver = (reports = report) =>
    `select cardinality(reports.add_wraps('${channel}', 7, '{${reports}}', array['\\x00', '\\x00']::bytea[], '2026-06-12', ${recorded('wraps')}))`;
  // Reader 1 holds no wrap of it.
  const other = await id(
    `select id from reports.report where channel_id = '${channel}' and id not in (select report_id from reports.wrap where reader_number = 1) limit 1`,
  );
  const given: Arranged = {
    arrange: handingOver.arrange,
    restore: `delete from reports.recorded_action where hash = sha256('wraps'); ${handingOver.restore}`,
  };
  const lines: ScenarioRow[] = [
    ['reports_to_hand_over', 'a newcomer whom the list names lacks a report', plain, toHandOver(), 1, handingOver],
    ['reports_to_hand_over', 'a newcomer whom no list names gets none', plain, toHandOver(), 0, joined],
    ['is_listed', 'nor any newcomer once the list is over', plain, toHandOver('2026-08-02'), 0, handingOver],
    ['was_left_out', 'no report is offered to a unit that it leaves out', plain, toHandOver(), 0, sameUnit],
    ['was_left_out', 'nor to a person whom it leaves out under another number', plain, toHandOver(), 0, samePerson],
    ['add_wraps', 'none is given to a unit that it leaves out', plain, handsOver(), 0, sameUnit],
    ['add_wraps', 'nor to a person whom it leaves out', plain, handsOver(), 0, samePerson],
    [
      'add_wraps',
      'a reader gives no report that they do not hold',
      plain,
      handsOver(`${report},${other}`),
      0,
      { ...given, look: `select count(*)::int from reports.wrap where report_id = '${other}' and reader_number = 7` },
    ],
  ];
  return toScenarios(lines);
}
