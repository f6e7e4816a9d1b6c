import { type Arranged, type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenReader, recorded } from './reader.ts';

/** What a channel that has not opened yet, or was closed, no longer does: it takes nothing, is shown as what it is, and nobody gets its mail (5e). */
export async function channelStateScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, installation, signedOut, id, world } = fixture;
  const { adviser, channel, reading, listed, both } = await givenReader(fixture);
  const above = await id(`select id from reports.channel where party_id = '${world.parties['other-nation']!.id}' limit 1`);
  const slug = await id(`select slug as id from reports.channel where id = '${channel}'`);
  const set = (of: string, change: string): Arranged => ({
    arrange: `update reports.channel set ${change} where id = '${of}'`,
    restore: `update reports.channel set opened_on = '2026-06-01', closed_on = null where id = '${of}'`,
  });
  const draft = set(channel, 'opened_on = null');
  const closed = set(channel, `closed_on = '2026-06-11'`);
  // A published leaf names the list of the channel.
  const leaf: Arranged = {
    arrange: `insert into reports.daily_leaf select '${channel}', '2026-06-02', 1, 1, sha256('root'), k.entry_id
      from ledger.link k join ledger.opening o on o.entry_id = k.entry_id limit 1`,
    restore: `delete from reports.daily_leaf where channel_id = '${channel}'`,
  };
  const below: Arranged = {
    arrange: `update reports.channel set parent_id = '${above}' where id = '${channel}'`,
    restore: `update reports.channel set parent_id = null where id = '${channel}'`,
  };
  const mailed = (state: Arranged): Arranged =>
    both(both(listed(), state), { arrange: 'select 1', restore: `delete from reports.notice_day where day = '2099-01-01'` });
  const tested = (state: Arranged): Arranged =>
    both(both(reading(), state), { arrange: 'select 1', restore: `delete from reports.notice_test where sent_on = '2099-01-01'` });

  const interpreting: Arranged = {
    arrange: `update reports.reader set reader_function = 'interpreter' where channel_id = '${channel}' and number = 7`,
    restore: 'select 1',
  };
  const unlisted: Arranged = {
    arrange: `update reports.manifest set readers = array_remove(readers, 7) where channel_id = '${channel}'`,
    restore: 'select 1',
  };

  const takes = `select reports.takes_reports('${channel}')`;
  const leafShown = `select reports.published_leaf('${slug}', 1000000) is not null`;
  const shown = (of: string) => `select reports.public_channel('${slug}') ${of}`;
  const sends = `select reports.accept_report(gen_random_uuid(), '${channel}', 1, '2026-06-12', '2026-06-13', '\\x00', '{1,7}',
    array['\\x00', '\\x00']::bytea[], sha256('box'), sha256('key'), '\\x00', null, ${recorded('report')})`;
  const quarter = `select reports.quarter_channels('2026-04-01', '2026-06-30') @> '[{"party": "${nation}"}]'`;
  // The program itself does the rest, so the deployer looks at what it gets.
  const nothing = 'select 1';
  const reader = adviser.subject.person;
  const gets = `select exists (select from reports.begin_notices('2099-01-01') who where who = '${reader}')`;
  const getsTest = `select exists (select from reports.begin_notice_tests('2099-01-01', '2026-01-01', '2026-01-01') t
    where t.for_channel = '${channel}' and t.reader = '${reader}')`;
  const ends = (of: string) => `select ${of} from reports.days_to_close('2026-06-16') d where d.channel = '${channel}'`;
  const newKey: Arranged = {
    arrange: `update reports.successor set recorded_at = recorded_at + interval '1 hour' where channel_id = '${channel}'`,
    restore: `update reports.successor set recorded_at = recorded_at - interval '1 hour' where channel_id = '${channel}'`,
  };
  const keys = shown(`-> 'keys' -> 'successors' <> '[]'`);
  const keysOfDays = ends(`bool_or(d.successors <> '{}')`);
  const named = ends(`bool_or(d.manifest_number is not null) filter (where d.day = '2026-06-16')`);

  const lines: ScenarioRow[] = [
    ['takes_reports', 'a channel whose leaf names its readers takes reports', signedOut, takes, true, leaf],
    ['takes_reports', 'a draft takes none', signedOut, takes, false, both(leaf, draft)],
    ['takes_reports', 'a closed one takes none', signedOut, takes, false, both(leaf, closed)],
    ['accept_report', 'a draft stores none', signedOut, sends, 'reports/channel-closed', both(listed(), draft)],
    ['published_leaf', 'the leaf of an open channel is public', signedOut, leafShown, true, leaf],
    ['published_leaf', 'that of a draft is not', signedOut, leafShown, false, both(leaf, draft)],
    ['published_leaf', 'that of a closed one still is', signedOut, leafShown, true, both(leaf, closed)],
    [
      'published_leaf',
      'a leaf that names no list proves nothing',
      signedOut,
      leafShown,
      false,
      both(leaf, {
        arrange: `update reports.daily_leaf set manifest_number = null where channel_id = '${channel}'`,
        restore: `update reports.daily_leaf set manifest_number = 1 where channel_id = '${channel}'`,
      }),
    ],
    ['public_channel', 'a draft is shown to nobody', signedOut, shown('is null'), true, draft],
    ['public_channel', 'a closed one says so', signedOut, shown(`->> 'state'`), 'closed', closed],
    ['public_channel', 'and shows its last list, so that answers can be read', signedOut, shown(`-> 'manifest' ->> 'number'`), '1', closed],
    ['public_channel', 'it shows the next channel key once it signed a list', signedOut, keys, true],
    ['public_channel', 'and not before', signedOut, keys, false, newKey],
    ['public_channel', 'it offers the open channel above', signedOut, shown(`->> 'parent' is not null`), true, below],
    ['public_channel', 'no draft above', signedOut, shown(`->> 'parent'`), null, both(below, set(above, 'opened_on = null'))],
    ['public_channel', 'and no closed one', signedOut, shown(`->> 'parent'`), null, both(below, set(above, `closed_on = '2026-06-11'`))],
    ['public_channel', 'it counts a reader whom the newest list names', signedOut, shown(`-> 'facts' -> 'readers' @> '7'`), true, listed()],
    ['public_channel', 'and no other', signedOut, shown(`-> 'facts' -> 'readers' @> '7'`), false, reading()],
    ['public_channel', 'it names no interpreter', signedOut, shown(`-> 'facts' -> 'readers' @> '4'`), false],
    ['quarter_channels', 'a channel is measured in its quarters', installation, quarter, true],
    [
      'quarter_channels',
      'none that was closed before',
      installation,
      quarter,
      false,
      set(channel, `opened_on = '2026-02-01', closed_on = '2026-03-01'`),
    ],
    ['quarter_channels', 'none that opened later', installation, quarter, false, set(channel, `opened_on = '2026-07-05'`)],
    ['quarter_channels', 'and no draft', installation, quarter, false, draft],
    [
      'begin_notices',
      'a reader gets the mail of a day',
      by('office'),
      nothing,
      true,
      { ...mailed(set(channel, 'version = version')), look: gets },
    ],
    ['begin_notices', 'that of a draft gets none', by('office'), nothing, false, { ...mailed(draft), look: gets }],
    ['begin_notices', 'nor that of a closed channel', by('office'), nothing, false, { ...mailed(closed), look: gets }],
    ['begin_notices', 'nor does an interpreter', by('office'), nothing, false, { ...mailed(interpreting), look: gets }],
    ['begin_notices', 'nor a reader whom no list names', by('office'), nothing, false, { ...mailed(unlisted), look: gets }],
    ['begin_notice_tests', 'a reader gets a test notice', by('office'), nothing, true, { ...tested(draft), look: getsTest }],
    ['begin_notice_tests', 'none that reads a closed channel', by('office'), nothing, false, { ...tested(closed), look: getsTest }],
    ['days_to_close', 'the leaf of a day names the list in force', by('office'), nothing, true, { look: named }],
    ['days_to_close', 'and the next channel key once it signed a list', by('office'), nothing, true, { look: keysOfDays }],
    ['days_to_close', 'and not before', by('office'), nothing, false, { ...newKey, look: keysOfDays }],
    ['days_to_close', 'it names none once the channel was closed', by('office'), nothing, false, { ...closed, look: named }],
    ['days_to_close', 'a draft has no leaf', by('office'), nothing, 0, { ...draft, look: ends('count(*)') }],
  ];
  return toScenarios(lines);
}
