import { randomUUID } from 'node:crypto';
import { type Scenario, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

const CLOCKS = '{"look":1,"triage":1,"acknowledge":7,"feedback":3}';
const DAY = '2026-06-12';

/** Two reports are linked as the same matter by a reader who holds both; one is closed as such only where each of its present readers holds the other (5e). */
export async function duplicateScenarios({ by, nation, id }: GuardFixture): Promise<Scenario[]> {
  const [adviser, focal] = [by('legal adviser'), by('focal point')];
  const channel = await id(`select id from reports.channel where party_id = '${nation}' and opened_on is not null limit 1`);
  const elsewhere = await id(
    `select p.id from reports.report p join reports.channel c on c.id = p.channel_id where c.party_id <> '${nation}' limit 1`,
  );
  const far = await id(`select channel_id as id from reports.report where id = '${elsewhere}'`);
  const [one, other] = [randomUUID(), randomUUID()];
  const reader = (number: number, person: string, unit: string, letter: string, of = channel, removed = false) =>
    `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at, removed_at, removed_by)
      values ('${of}', ${number}, '${person}', 'reader', 'QA', '{QA,Matter ${unit}}', 'age1pq1' || repeat('${letter}', 1952),
        decode(repeat('00', 32), 'hex'), decode(repeat('00', 200), 'hex'), now(), ${removed ? `now(), '${person}'` : 'null, null'})`;
  const report = (which: string) =>
    `insert into reports.report (id, channel_id, manifest_number, received_on, body, mailbox_hash, verify_key, letter)
      values ('${which}', '${channel}', 1, '2026-06-10', '\\x00', sha256('${which}'), sha256('k'), '\\x00')`;
  const wrap = (which: string, number: number, of = channel) =>
    `insert into reports.wrap (report_id, channel_id, reader_number, bytes) values ('${which}', '${of}', ${number}, '\\x00')`;
  type Given = {
    linked?: boolean;
    holdsOne?: boolean;
    holdsOther?: boolean;
    secondLacks?: boolean;
    secondRemoved?: boolean;
    otherClosed?: boolean;
    closed?: boolean;
  };
  // The adviser reads as 7, the focal point as 8. Both hold the first report, and the second one where nothing else is said.
  const world = ({
    linked = false,
    holdsOne = true,
    holdsOther = true,
    secondLacks = false,
    secondRemoved = false,
    otherClosed = false,
    closed = false,
  }: Given = {}) => ({
    arrange: [
      reader(7, adviser.subject.person, 'A', 'y'),
      reader(8, focal.subject.person, 'B', 'x', channel, secondRemoved),
      reader(7, adviser.subject.person, 'A', 'w', far),
      report(one),
      report(other),
      ...(holdsOne ? [wrap(one, 7)] : []),
      wrap(one, 8),
      ...(holdsOther ? [wrap(other, 7)] : []),
      ...(secondLacks ? [] : [wrap(other, 8)]),
      wrap(elsewhere, 7, far),
      ...(linked ? [`insert into reports.duplicate values ('${one}', '${other}', 7, '${DAY}')`] : []),
      ...(otherClosed ? [`update reports.report set state = 'closed', closed_as = 'duplicate' where id = '${other}'`] : []),
      ...(closed ? [`update reports.report set state = 'closed', closed_as = 'duplicate' where id = '${one}'`] : []),
    ].join('; '),
    restore: `delete from reports.report where id in ('${one}', '${other}'); delete from reports.erased_report where report_id in ('${one}', '${other}');
      delete from reports.wrap where report_id = '${elsewhere}' and reader_number = 7;
      delete from reports.reader where number in (7, 8) and channel_id in ('${channel}', '${far}')`,
  });
  const record = () => `sha256('${randomUUID()}'), '\\x${'00'.repeat(16)}', '{}'`;
  const link = (to: string = other, isSame = true) => `select reports.link_duplicate('${one}', '${to}', ${isSame}, '${DAY}', ${record()})`;
  const links = `select count(*)::int from reports.duplicate where report_id = '${one}'`;
  const handle = (action: string, state: string, as: string) =>
    `select reports.handle_report('${one}', 1, '${action}', '${state}', ${as}, null, null, null, null, null, '${DAY}', '${CLOCKS}', ${record()})`;
  const close = () => handle('close', 'closed', `'duplicate'`);
  const lost = 'reports/others-would-lose-it';
  // Number 9 takes over the post of 8, who was left out of the second report when it was encrypted.
  const newcomer = (given: Given) => {
    const base = world({ ...given, secondLacks: true });
    const office = by('office').subject.person;
    return {
      arrange: `${base.arrange}; ${reader(9, office, 'B', 'v')};
        update reports.manifest set readers = '{7,8}' where channel_id = '${channel}';
        insert into reports.manifest select channel_id, 2, signed, '{7,8,9}', valid_from, valid_until, published_at, published_by
          from reports.manifest where channel_id = '${channel}'`,
      restore: `delete from reports.manifest where channel_id = '${channel}' and number = 2;
        update reports.manifest set readers = '{1,2}' where channel_id = '${channel}'; ${base.restore};
        delete from reports.reader where number = 9 and channel_id = '${channel}'`,
    };
  };
  const offered = `select count(*)::int from reports.reports_to_hand_over('${channel}', 9, null, 25, '${DAY}') where report = '${one}'`;
  const lacking = world({ linked: true, closed: true, holdsOther: false });
  const reopening = {
    arrange: lacking.arrange,
    restore: `${lacking.restore}; delete from reports.recorded_action where channel_id = '${channel}' and day = '${DAY}'`,
  };
  return toScenarios([
    ['link_duplicate', 'a reader of both links them', adviser, [link(), links], 1, world()],
    ['link_duplicate', 'a person without the report does not', by('training officer'), link(), 'platform/not-found', world()],
    ['link_duplicate', 'a reader of one of them does not', adviser, link(), 'platform/not-found', world({ holdsOther: false })],
    ['link_duplicate', 'nor does a reader of the other alone', adviser, link(), 'platform/not-found', world({ holdsOne: false })],
    ['link_duplicate', 'a report is not the same as itself', adviser, link(one), 'reports/not-the-same', world()],
    ['link_duplicate', 'nor as one of another channel', adviser, link(elsewhere), 'reports/not-the-same', world()],
    ['link_duplicate', 'a link is taken back', adviser, [link(other, false), links], 0, world({ linked: true })],
    [
      'link_duplicate',
      'not while it is closed as such',
      adviser,
      link(other, false),
      'reports/not-in-this-state',
      world({ linked: true, closed: true }),
    ],
    ['loses_nobody', 'a linked report is closed as a duplicate', adviser, close(), '', world({ linked: true })],
    ['loses_nobody', 'one without a link is not', adviser, close(), lost, world()],
    ['loses_nobody', 'nor where a reader lacks the other', adviser, close(), lost, world({ linked: true, secondLacks: true })],
    [
      'loses_nobody',
      'a removed reader is not counted',
      adviser,
      close(),
      '',
      world({ linked: true, secondLacks: true, secondRemoved: true }),
    ],
    ['loses_nobody', 'nor where the other is closed as one', adviser, close(), lost, world({ linked: true, otherClosed: true })],
    ['was_left_out', 'a newcomer gets a linked report', adviser, offered, 1, newcomer({ linked: true })],
    [
      'was_left_out',
      'not one that is closed as the duplicate of one that leaves them out',
      adviser,
      offered,
      0,
      newcomer({ linked: true, closed: true }),
    ],
    [
      'handle_report',
      'reopening takes the link back',
      adviser,
      [handle('reopen', 'reopened', 'null'), links],
      0,
      world({ linked: true, closed: true }),
    ],
    [
      'handle_report',
      'not a link to a report that the reader lacks',
      adviser,
      handle('reopen', 'reopened', 'null'),
      1,
      { ...reopening, look: links },
    ],
  ]);
}
