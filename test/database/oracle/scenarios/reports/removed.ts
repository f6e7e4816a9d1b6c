import { type Arranged, type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { CLOCKS, givenReader, recorded } from './reader.ts';

/** From the moment of their removal a reader reads nothing, gets no report and no mail, and is on no list (5e). */
export async function removedScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, id, world, signedOut, installation } = fixture;
  const { adviser, channel, report, reading, listed, both } = await givenReader(fixture);
  const [office, plain] = [by('office'), by('member')];
  const author = world.parties.nation!.author;
  const removed = reading({ removed: true });
  const reader1 = (set: string) => `update reports.reader set ${set} where channel_id = '${channel}' and number = 1`;
  const back = reader1(`person_id = '${author}', removed_at = null, removed_by = null`);
  const asReader1: Arranged = { arrange: reader1(`person_id = '${plain.subject.person}'`), restore: back };
  const removedReader1: Arranged = {
    arrange: reader1(`person_id = '${plain.subject.person}', removed_at = now(), removed_by = '${author}'`),
    restore: back,
  };
  // A newer list names the newcomer, who has no wrap.
  const newcomer = (gone = false) =>
    both(reading({ wrapped: false, removed: gone }), {
      arrange: `insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)
        select channel_id, 2, signed, '{1,7}', valid_from, valid_until, now(), published_by from reports.manifest where channel_id = '${channel}' and number = 1`,
      restore: `delete from reports.manifest where channel_id = '${channel}' and number = 2`,
    });
  const handsOver = `select reports.add_wraps('${channel}', 7, '{${report}}', array['\\x00']::bytea[], '2026-06-12', ${recorded('wraps')})`;
  const toHandOver = `select count(*)::int from reports.reports_to_hand_over('${channel}', 7, null, 10, '2026-06-12')`;
  const assigns = `select reports.handle_report('${report}', 1, 'assign', 'received', null, 7, null, null, null, null, '2026-06-12',
    '${CLOCKS}', ${recorded('assigned')})`;
  const test = await id(`select id from reports.test_report where channel_id = '${channel}' limit 1`);
  const sent = {
    arrange: `update reports.test_report set answer_hash = sha256('answer') where id = '${test}'`,
    restore: `update reports.test_report set answer_hash = sha256('hash') where id = '${test}'`,
  };
  const certificate = await id(
    `select number as id from training.certificate where party_id = '${nation}' and revoked_at is null order by number limit 1`,
  );
  const shown = {
    arrange: `update reports.reader_certificate set certificate = '${certificate}' where channel_id = '${channel}'`,
    restore: `update reports.reader_certificate set certificate = repeat('A', 20) where channel_id = '${channel}'`,
  };
  const informed: Arranged = {
    ...removed,
    restore: `delete from reports.danger_notice where person_id = '${adviser.subject.person}'; delete from reports.danger_page where person_id = '${adviser.subject.person}';
      delete from mail.message where person_id = '${adviser.subject.person}' and kind = 'danger'; ${removed.restore}`,
  };
  const slug = await id(`select slug as id from reports.channel where id = '${channel}'`);
  const lines: ScenarioRow[] = [
    [
      'public_channel',
      'the public page names no removed reader',
      signedOut,
      `select reports.public_channel('${slug}') -> 'facts' -> 'readers' @> '7'`,
      false,
      listed({ removed: true }),
    ],
    [
      'quarter_channels',
      'the two reports that every present reader holds are counted',
      installation,
      `select (c ->> 'counted')::int from jsonb_array_elements(reports.quarter_channels('2026-04-01', '2026-06-30')) c where c ->> 'party' = '${nation}'`,
      2,
      listed({ removed: true, wrapped: false }),
    ],
    [
      'attend',
      'a removed reader does not look',
      adviser,
      `select reports.attend('${channel}', '2026-06-12', ${recorded('attended')})`,
      'platform/not-found',
      removed,
    ],
    ['own_locked_keys', 'a removed reader gets no keys', adviser, `select reports.own_locked_keys('${channel}') is null`, true, removed],
    [
      'replace_own_keys',
      'a removed reader replaces none',
      adviser,
      `select reports.replace_own_keys('${channel}', decode(repeat('01', 200), 'hex'))`,
      false,
      removed,
    ],
    [
      'show_certificate',
      'a removed reader shows none',
      adviser,
      `select reports.show_certificate('${channel}', '${certificate}', 'G', '2026-06-20')`,
      null,
      removed,
    ],
    [
      'read_test',
      'a removed reader proves nothing',
      plain,
      `select reports.read_test('${test}', 'answer', '2026-06-12')`,
      false,
      both(sent, removedReader1),
    ],
    ['reports_to_hand_over', 'a removed reader sees no report', plain, toHandOver, 0, both(newcomer(), removedReader1)],
    ['add_wraps', 'a removed reader gives no report', plain, handsOver, 'platform/not-found', both(newcomer(), removedReader1)],
    ['is_listed', 'a removed newcomer gets no report', plain, handsOver, 'reports/reader-not-listed', both(newcomer(true), asReader1)],
    ['handle_report', 'no report is given to a removed reader', plain, assigns, 'reports/cannot-read-it', both(removed, asReader1)],
    [
      'report_readers',
      'a removed reader reads a report no longer',
      plain,
      `select count(*)::int from reports.report_readers('${report}') where number = 7`,
      0,
      both(removed, asReader1),
    ],
    [
      'numbers_of_readers',
      'a removed reader is not among the readers',
      office,
      `select reports.numbers_of_readers('${channel}') @> '[{"number": 7}]'`,
      false,
      removed,
    ],
    [
      'numbers_of_readers',
      'a removed reader does not see who reads',
      adviser,
      `select reports.numbers_of_readers('${channel}') @> '[{"number": 1}]'`,
      false,
      removed,
    ],
    [
      'readers_trained',
      'a removed reader is not among the trained',
      office,
      `select reports.readers_trained('${channel}', 'G', '2026-06-20')::text`,
      '{}',
      both(shown, removedReader1),
    ],
    [
      'begin_notices',
      'a removed reader gets no daily mail',
      office,
      'select 1',
      0,
      {
        ...listed({ removed: true }),
        look: `select count(*)::int from reports.begin_notices('2099-02-01') who where who = '${adviser.subject.person}'`,
        restore: `delete from reports.notice_day where day = '2099-02-01'; ${listed().restore}`,
      },
    ],
    [
      'open_danger',
      'a removed reader holds no report of danger',
      office,
      'select 1',
      0,
      {
        ...removed,
        look: `select count(*)::int from jsonb_array_elements(reports.open_danger('2026-06-15')) d where d -> 'holders' @> '7'`,
      },
    ],
    [
      'tell_of_danger',
      'a removed reader is informed of no danger',
      office,
      'select 1',
      false,
      {
        ...informed,
        look: `select reports.tell_of_danger('${adviser.subject.person}', '{${report}}', gen_random_uuid(), 'c', '2026-06-15', 5)`,
      },
    ],
  ];
  return toScenarios(lines);
}
