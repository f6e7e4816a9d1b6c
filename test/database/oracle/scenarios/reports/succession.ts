import { type Arranged, type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenReader, recorded } from './reader.ts';

/** Who takes over the reports of a reader who is gone (5e). Of the seeded readers, number 2 was removed; for a scenario number 7 succeeds them, or number 1. */
export async function successionScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, id, world } = fixture;
  const { adviser, channel, report, reading, listed, both } = await givenReader(fixture);
  const [focal, plain] = [by('focal point'), by('member')];
  const author = world.parties.nation!.author;
  // Only the removed reader holds it.
  const other = await id(
    `select id from reports.report where channel_id = '${channel}' and id not in (select report_id from reports.wrap where reader_number = 1) limit 1`,
  );
  const names = (number: number | null) =>
    `select reports.name_successor('${channel}', ${number}, decode(repeat('00', 100), 'hex'), '2026-06-12')`;
  const toInherit = (from: number) => `select count(*)::int from reports.reports_to_inherit('${channel}', ${from}, null, 10, '2026-06-12')`;
  const inherits = (from: number, which: string) =>
    `select cardinality(reports.inherit_wraps('${channel}', ${from}, '{${which}}', array['\\x00']::bytea[], '2026-06-12', ${recorded('wraps')}))`;
  const readers = (list: string): Arranged => ({
    arrange: `insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)
      select channel_id, 2, signed, '${list}', valid_from, valid_until, now(), published_by from reports.manifest where channel_id = '${channel}' and number = 1`,
    restore: `delete from reports.manifest where channel_id = '${channel}' and number = 2`,
  });
  const named = (from: number, confirmed = true, to = 7): Arranged => ({
    arrange: `insert into reports.succession values ('${channel}', ${from}, ${to}, decode(repeat('00', 100), 'hex'), '2026-06-04', ${confirmed ? `'2026-06-04', '${author}'` : 'null, null'})
      on conflict (channel_id, predecessor) do update set successor = ${to}, confirmed_on = excluded.confirmed_on, confirmed_by = excluded.confirmed_by`,
    restore: `update reports.succession set successor = 3, confirmed_on = named_on, confirmed_by = '${author}' where channel_id = '${channel}' and predecessor = 2;
      delete from reports.succession where channel_id = '${channel}' and predecessor <> 2`,
  });
  const elsewhere: Arranged = {
    arrange: `update reports.reader set unit = '{QA,Elsewhere}' where channel_id = '${channel}' and number = 7`,
    restore: 'select 1',
  };
  // Number 4 was left out of each report. Numbers 1, who holds two of them, and 7 are of the same unit.
  const unitOf = (number: number) =>
    id(`select unit::text as id from reports.reader where channel_id = '${channel}' and number = ${number}`);
  const [unit, unit1] = [await unitOf(4), await unitOf(1)];
  const leftOut: Arranged = {
    arrange: `update reports.manifest set readers = '{1,2,3,4}' where channel_id = '${channel}' and number = 1;
      update reports.reader set unit = '${unit}' where channel_id = '${channel}' and number in (1, 7)`,
    restore: `update reports.manifest set readers = '{1,2,3}' where channel_id = '${channel}' and number = 1;
      update reports.reader set unit = '${unit1}' where channel_id = '${channel}' and number = 1`,
  };
  // Another report that number 1 holds is closed as the duplicate of the one that leaves out numbers 1 and 3.
  const closed = await id(
    `select w.report_id as id from reports.wrap w where w.channel_id = '${channel}' and w.reader_number = 1 and w.report_id <> '${report}' limit 1`,
  );
  const closedAsOther: Arranged = {
    arrange: `insert into reports.duplicate values ('${closed}', '${other}', 1, '2026-06-11');
      update reports.report set state = 'closed', closed_as = 'duplicate' where id = '${closed}'`,
    restore: `delete from reports.duplicate where report_id = '${closed}' and same_as = '${other}';
      update reports.report set state = 'received', closed_as = null where id = '${closed}'`,
  };
  const gone: Arranged = {
    arrange: `update reports.reader set removed_at = now(), removed_by = '${author}' where channel_id = '${channel}' and number = 1`,
    restore: `update reports.reader set removed_at = null, removed_by = null where channel_id = '${channel}' and number = 1`,
  };
  const joined = reading({ wrapped: false });
  /** Number 7 joined and is named; `list`: whom the list in force names. */
  const taking = (how: Arranged = named(2), list = '{1,7}') => both(both(joined, readers(list)), how);
  const ofReader1 = both(named(1), gone);
  const confirms = `update reports.succession set confirmed_on = '2026-06-13', confirmed_by = identity.person()
    where channel_id = '${channel}' and predecessor = 2 returning 'confirmed'`;
  const seen = `select count(*)::int from reports.succession where channel_id = '${channel}'`;
  const lines: ScenarioRow[] = [
    ['name_successor', 'a reader names another one of the list', adviser, names(1), 7, listed()],
    ['name_successor', 'nobody else names a successor', focal, names(1), 'platform/not-found', listed()],
    ['name_successor', 'a removed reader names none', adviser, names(1), 'platform/not-found', listed({ removed: true })],
    ['name_successor', 'nobody is named whom the list does not name', adviser, names(4), 'reports/reader-not-listed', listed()],
    ['name_successor', 'who is on no list names nobody', adviser, names(1), 'reports/reader-not-listed', reading()],
    ['is_listed', 'nor who is on an older list alone', adviser, names(1), 'reports/reader-not-listed', both(listed(), readers('{1,3}'))],
    ['name_successor', 'nobody names themselves', adviser, names(7), 'reports/reader-not-listed', listed()],
    ['reports_to_inherit', 'a successor sees what they may take over, and not what may concern them', adviser, toInherit(2), 2, taking()],
    ['may_concern', 'a successor of another unit sees all of it', adviser, toInherit(2), 3, taking(both(named(2), elsewhere))],
    ['may_concern', 'nobody sees one that leaves out a reader of their unit', adviser, toInherit(2), 0, taking(both(named(2), leftOut))],
    ['may_concern', 'nor the duplicate of one that may concern them', adviser, toInherit(2), 1, taking(both(named(2), closedAsOther))],
    ['own_succession', 'nobody else sees a report to take over', focal, toInherit(2), 0, taking()],
    ['own_succession', 'a successor whom nobody confirmed sees none', adviser, toInherit(2), 0, taking(named(2, false))],
    ['own_succession', 'no report of a reader who was not removed is served', adviser, toInherit(1), 0, taking(named(1), '{3,7}')],
    ['list_shows_succession', 'a list that still names the reader serves none', adviser, toInherit(2), 0, taking(named(2), '{2,7}')],
    ['list_shows_succession', 'a list that does not name the successor serves none', adviser, toInherit(2), 0, taking(named(2), '{1,3}')],
    ['inherit_wraps', 'a successor takes a report over', adviser, inherits(2, report), 1, taking()],
    ['inherit_wraps', 'nobody else takes one over', focal, inherits(2, report), 'platform/not-found', taking()],
    ['inherit_wraps', 'no report that may concern the successor is taken over', adviser, inherits(2, other), 0, taking()],
    [
      'inherit_wraps',
      'no report is taken over that the reader did not hold',
      adviser,
      inherits(1, other),
      0,
      taking(both(ofReader1, elsewhere), '{3,7}'),
    ],
    [
      'inherit_wraps',
      'none is taken over under a list that still names the reader',
      adviser,
      inherits(2, report),
      'reports/reader-not-listed',
      taking(named(2), '{2,7}'),
    ],
    ['policy succession_confirm', 'who keeps the channel confirms a successor', focal, confirms, 'confirmed', taking()],
    ['policy succession_confirm', 'a successor confirms nobody', focal, confirms, undefined, both(reading({ who: focal }), named(2))],
    [
      'policy succession_confirm',
      'none is confirmed before the reader is removed',
      focal,
      confirms.replace('predecessor = 2', 'predecessor = 1'),
      undefined,
      taking(named(1)),
    ],
    ['policy succession_read', 'a successor sees that they are named', adviser, seen, 1, taking()],
    ['policy succession_read', 'a reader sees whom they named', adviser, seen, 1, both(joined, named(7, false, 1))],
    ['policy succession_read', 'nobody else sees it', plain, seen, 0, taking()],
  ];
  return toScenarios(lines);
}
