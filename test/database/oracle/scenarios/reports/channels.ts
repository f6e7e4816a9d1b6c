import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenReader } from './reader.ts';

/** What those who keep a channel do, what is shown of a channel to others, and what only the program itself does (5e). */
export async function channelScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, installation, id, world } = fixture;
  const { adviser, channel, reading } = await givenReader(fixture);
  const [focal, office] = [by('focal point'), by('office')];
  const manager = focal.subject.person;
  const theirs = await id(`select id from reports.channel where party_id = '${world.parties['other-nation']!.id}' limit 1`);
  const ofOperation = {
    arrange: `update reports.channel set operation_id = '${world.parties.operation!.id}' where id = '${theirs}'`,
    restore: `update reports.channel set operation_id = null where id = '${theirs}'`,
  };
  const [draft, test] = [randomUUID(), randomUUID()];
  const owners = (of: string) => `select cardinality(reports.channel_owners('${of}'))`;
  const numbers = (reader: number) => `select reports.numbers_of_readers('${channel}') @> '[{"number": ${reader}}]'`;
  const lines: ScenarioRow[] = [
    [
      'policy channel_create',
      'a focal point begins a channel of their party',
      focal,
      `insert into reports.channel (id, party_id, slug, name, first_key, created_at, created_by)
        values ('${draft}', '${nation}', 'scenario', '{}', sha256('k'), now(), '${manager}') returning 'begun'`,
      'begun',
    ],
    [
      'policy shift_set',
      'who records a roster sets its shifts',
      focal,
      [
        `insert into reports.roster (channel_id, number, zone, recorded_at, recorded_by) values ('${channel}', 2, 'Europe/Paris', now(), '${manager}')`,
        `insert into reports.shift (channel_id, roster_number, place, reader_number, days) values ('${channel}', 2, 1, 1, '{1}') returning 'set'`,
      ],
      'set',
    ],
    [
      'policy test_wrap_send',
      'who sends a test report sends its wraps',
      focal,
      [
        `insert into reports.test_report (id, channel_id, manifest_number, body, answer_hash, sent_on, sent_by)
          values ('${test}', '${channel}', 1, '\\x00', sha256('a'), '2026-06-12', '${manager}')`,
        `insert into reports.test_wrap (report_id, channel_id, reader_number, bytes) values ('${test}', '${channel}', 1, '\\x00') returning 'sent'`,
      ],
      'sent',
    ],
    ['channel_owners', 'who may join learns whose channel it is', adviser, owners(channel), 1],
    ['channel_owners', 'nobody learns whose the channel of another party is', adviser, owners(theirs), 0, ofOperation],
    ['numbers_of_readers', 'headquarters sees who reads', office, numbers(1), true],
    ['numbers_of_readers', 'who keeps the channel sees it', focal, numbers(1), true],
    ['numbers_of_readers', 'a reader sees it', adviser, numbers(7), true, reading()],
    ['numbers_of_readers', 'no interpreter is among them', office, numbers(4), false],
    ['numbers_of_readers', 'nobody else sees it', adviser, numbers(1), false],
    ...[
      `reports.begin_notices('2099-01-01')`,
      'reports.open_danger(now())',
      `reports.tell_of_danger('${manager}', '{}', gen_random_uuid(), 'c', now(), 5)`,
      `reports.quarter_channels('2026-04-01', '2026-06-30')`,
      `reports.replay_erasure(array[gen_random_uuid()])`,
    ].map(
      (call): ScenarioRow => [/reports\.(\w+)/.exec(call)![1]!, 'only the program itself does this', office, `select ${call}`, '42501'],
    ),
    [
      'replay_erasure',
      'the installation deletes again what had been deleted',
      installation,
      `select reports.replay_erasure('{}')::text`,
      '0',
    ],
  ];
  return toScenarios(lines);
}
