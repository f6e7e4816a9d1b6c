import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** The log and the list of backups, for people who may not read them. */
export async function logScenarios({ by, installation, signedOut, invited, entryToErase, itemToPurge }: GuardFixture): Promise<Scenario[]> {
  const office = by('office');
  const disabled = by('disabled office').subject.person;
  const newcomer = randomUUID();
  const service = 'only the log service';
  const witness = `(select id from ledger.witness limit 1)`;
  const held = {
    arrange: `update ledger.erasure set requested_by = '${by('focal point').subject.person}' where entry_id = '${entryToErase}';
      insert into retention.hold (id, reason, placed_by, placed_at) values (gen_random_uuid(), 'scenario', '${office.subject.person}', now())`,
    restore: `delete from retention.hold where reason = 'scenario';
      update ledger.erasure set requested_by = person_id from ledger.entry e where e.id = entry_id and entry_id = '${entryToErase}'`,
  };
  const erase = `select ledger.erase('${entryToErase}', now())`;
  const refuse = `select ledger.refuse_erasure('${entryToErase}', now(), 'r')`;
  const withdraw = `select ledger.withdraw_erasure_request('${entryToErase}', now())`;
  const author = `update ledger.erasure set requested_by = person_id from ledger.entry e where e.id = entry_id and entry_id = '${entryToErase}'`;
  const requestedBy = (who: GuardFixture['signedOut'], more = '') => ({
    arrange: `update ledger.erasure set requested_by = '${who.subject.person}'${more} where entry_id = '${entryToErase}'`,
    restore: `update ledger.erasure set approved_by = null, approved_at = null, ended_by = null, ended_at = null, refusal = null
      where entry_id = '${entryToErase}'; ${author}`,
  });
  const refused = `, ended_by = '${by('cleared office').subject.person}', ended_at = now(), refusal = 'r'`;
  const approved = `, approved_by = '${by('cleared office').subject.person}', approved_at = now()`;
  const adviser = by('legal adviser');
  // The person who requested this erasure before is held. The person who requests it now is not.
  const heldEarlier = {
    arrange: `insert into ledger.erasure (entry_id, reason, requested_by, requested_at, ended_by, ended_at, refusal)
        values ('${entryToErase}', 'scenario', '${disabled}', '2026-01-01', '${adviser.subject.person}', '2026-01-02', 'r');
      update ledger.erasure set requested_by = '${adviser.subject.person}' where entry_id = '${entryToErase}' and ended_at is null;
      insert into retention.hold (id, reason, person_id, placed_by, placed_at)
        values (gen_random_uuid(), 'scenario', '${disabled}', '${office.subject.person}', now())`,
    restore: `delete from retention.hold where reason = 'scenario';
      delete from ledger.erasure where reason = 'scenario' and entry_id = '${entryToErase}'; ${author}`,
  };
  const lines: ScenarioRow[] = [
    ['erase', 'a refused erasure cannot be approved', office, erase, false, requestedBy(adviser, refused)],
    ['refuse_erasure', 'a second person refuses an erasure', office, refuse, true, requestedBy(adviser)],
    ['refuse_erasure', 'the person who requested an erasure cannot refuse it', office, refuse, false, requestedBy(office)],
    ['refuse_erasure', 'a person who may not erase cannot refuse an erasure', by('focal point'), refuse, false, requestedBy(office)],
    ['refuse_erasure', 'an erasure is refused once', office, refuse, false, requestedBy(adviser, refused)],
    ['refuse_erasure', 'a completed erasure is not refused', office, refuse, false, requestedBy(adviser, approved)],
    ['refuse_erasure', 'an erasure is not refused without a reason', office, refuse.replace(`'r'`, 'null'), '23514', requestedBy(adviser)],
    ['withdraw_erasure_request', 'the person who requested an erasure withdraws it', office, withdraw, true, requestedBy(office)],
    ['withdraw_erasure_request', 'another person cannot withdraw the request', office, withdraw, false, requestedBy(adviser)],
    [
      'withdraw_erasure_request',
      'a person who may no longer erase cannot withdraw the request',
      by('focal point'),
      withdraw,
      false,
      requestedBy(by('focal point')),
    ],
    ['withdraw_erasure_request', 'a refused request is not withdrawn', office, withdraw, false, requestedBy(office, refused)],
    ['withdraw_erasure_request', 'a completed erasure is not withdrawn', office, withdraw, false, requestedBy(office, approved)],
    [
      'erase',
      'the person who requested an erasure cannot approve it',
      office,
      erase,
      false,
      {
        arrange: `update ledger.erasure set requested_by = '${office.subject.person}' where entry_id = '${entryToErase}'`,
        restore: `update ledger.erasure set requested_by = person_id from ledger.entry e where e.id = entry_id and entry_id = '${entryToErase}'`,
      },
    ],
    ['guard_opening', 'a hold on a person whose request was refused stops no later erasure', office, erase, true, heldEarlier],
    ['require_job', `${service} pads it`, office, `select ledger.pad('2099-01-01', 256, now())`, '42501'],
    ['begin_publication', `${service} begins a publication`, office, `select ledger.begin_publication('2099-01-01')`, '42501'],
    [
      'append_at_end',
      `${service} appends to a publication`,
      office,
      `select ledger.append_at_end(gen_random_uuid(), now(), 1::smallint, 'c', '{5e}', gen_random_uuid(), 'channel', gen_random_uuid(), 'c', 'l', 's', '{}')`,
      '42501',
    ],
    ['days_to_close', `${service} reads the days of reports`, office, `select * from reports.days_to_close('2099-01-01')`, '42501'],
    [
      'close_day',
      `${service} closes a day of reports`,
      office,
      `select reports.close_day(gen_random_uuid(), '2099-01-01', null, 0, sha256('r'), gen_random_uuid(), sha256('h'), '\\x${'00'.repeat(16)}', '{}')`,
      '42501',
    ],
    ['require_job', `${service} signs it`, signedOut, `select ledger.store_checkpoint(0, sha256('r'), 'n', 'k', now(), null)`, '42501'],
    [
      'require_job',
      `${service} records the signatures of outside checks`,
      office,
      `select ledger.store_cosignature(${witness}, 1, 'l', now())`,
      '42501',
    ],
    [
      'require_job',
      `${service} records the answers of outside checks`,
      office,
      `select ledger.store_witness_fault(${witness}, 'forked', now())`,
      '42501',
    ],
    ['require_job', `${service} names it`, office, `select origin from ledger.head('another name')`, '42501'],
    [
      'refuse_held',
      'two people cannot purge records about a held person',
      office,
      `select evidence.purge('${itemToPurge}', now())`,
      'retention/held',
      held,
    ],
    [
      'refuse_held',
      'a person who may not see the hold is not shown it',
      by('focal point'),
      `select evidence.purge('${itemToPurge}', now())`,
      'retention/held-back',
      held,
    ],
    [
      'replay_erasure',
      'only the installation can repeat an erasure',
      office,
      `select ledger.replay_erasure('${entryToErase}', '${office.subject.person}', now(), '${office.subject.person}', now())`,
      '42501',
    ],
    [
      'expire',
      'only the installation deletes expired records',
      office,
      `select retention.expire('session', '3 months', now(), 0, 1)`,
      '42501',
    ],
    ['count_pages', 'only the installation learns the size of tables', office, 'select * from retention.count_pages()', '42501'],
    [
      'count_due',
      'a focal point cannot see which records have expired',
      by('focal point'),
      `select * from retention.count_due('{}', now())`,
      '42501',
    ],
    ['refuse_held', 'two people cannot erase entries about a held person', office, erase, 'retention/held', held],
    [
      'drain_failed_minutes',
      `${service} reads the count of failed sign-ins`,
      office,
      'select * from identity.drain_failed_minutes()',
      '42501',
    ],
    ...[
      `* from mail.digest_recipients()`,
      `mail.read_as('${office.subject.person}')`,
      `mail.begin_digests('2099-01-01')`,
      `mail.queue_digest(gen_random_uuid(), '${office.subject.person}', 'c', now())`,
      `mail.queue_notice(gen_random_uuid(), '${office.subject.person}', 'danger', 'c', now())`,
      `* from mail.claim_messages(1, now())`,
      `mail.record_outcome(gen_random_uuid(), 'sent', null, null, now())`,
    ].map((call): [string, string, Scenario['who'], string, unknown] => [
      /mail\.(\w+)/.exec(call)![1]!,
      'only the program itself reads for digests and sends letters',
      office,
      `select ${call}`,
      '42501',
    ]),
    [
      'queue_invitation',
      'nobody can queue a letter without having just issued the link',
      office,
      `select mail.queue_invitation(gen_random_uuid(), '${by('focal point').subject.person}', 'c', now())`,
      '42501',
    ],
    [
      'queue_invitation',
      'nobody can queue a letter for a link that another person just issued',
      office,
      [
        `select identity.invite('${newcomer}', 'N', 'newcomer@example.org', 'en', gen_random_uuid(), sha256('newcomer'), 1)`,
        `select identity.open('${by('administrator').who!.token}')`,
        `select mail.queue_invitation(gen_random_uuid(), '${newcomer}', 'c', now())`,
      ],
      '42501',
    ],
    [
      'queue_invitation',
      'nobody can queue a letter for a person who already used the link',
      office,
      [
        `select identity.invite('${newcomer}', 'N', 'newcomer@example.org', 'en', gen_random_uuid(), sha256('newcomer'), 1)`,
        `select identity.sign_in_by_invitation('newcomer', 'N', 'en', 'salt', 'derived', gen_random_uuid(), sha256('newcomer here'))`,
        `select identity.open('${office.who!.token}')`,
        `select mail.queue_invitation(gen_random_uuid(), '${newcomer}', 'c', now())`,
      ],
      '42501',
    ],
    [
      'queue_invitation',
      'nobody can queue a letter with the link of an account that was reset',
      office,
      [
        `select identity.reset_account('${invited.byOffice}', gen_random_uuid(), sha256('reset and mailed'), 1)`,
        `select mail.queue_invitation(gen_random_uuid(), '${invited.byOffice}', 'c', now())`,
      ],
      '42501',
    ],
    [
      'digest_recipients',
      'no mail is sent for an expired, ended or future role, or to a closed account',
      office,
      'select 1',
      0,
      {
        look: `select count(*)::int from mail.digest_recipients() r where r in (${['office over', 'office ended', 'office to come', 'disabled office'].map((name) => `'${by(name).subject.person}'`)})`,
      },
    ],
    [
      'state',
      'a person who does not run the installation cannot see the state of its mail',
      by('focal point'),
      'select * from mail.state(now())',
      '42501',
    ],
    [
      'state',
      'a closed account does not count as one that no mail reaches',
      office,
      'select without_address::int from mail.state(now())',
      0,
      {
        // The open accounts of the test data have an address meanwhile.
        arrange: `update identity.person set email = id || '@meanwhile.example' where email is null and kind = 'person' and disabled_at is null;
          update identity.person set email = null where id = '${disabled}'`,
        restore: `update identity.person set email = null where email like '%@meanwhile.example';
          update identity.person set email = id || '@example.org' where id = '${disabled}'`,
      },
    ],
    [
      'append_for_installation',
      `${service} records commands of the installation`,
      office,
      `select ledger.append_for_installation(gen_random_uuid(), now(), 1::smallint, 'c', 'access', gen_random_uuid(), 'c', 'l', 's', '{}')`,
      '42501',
    ],
    [
      'append',
      'a signed-out person cannot record a command',
      signedOut,
      `select ledger.append(gen_random_uuid(), now(), 1::smallint, 'c', '{}', 'access', null, 'person', gen_random_uuid(), null, 'c', 'l', 's', '{}', gen_random_uuid(), 'i', '{}')`,
      '42501',
    ],
    [
      'append',
      'a signed-out person cannot record a command under a client key',
      signedOut,
      `select ledger.append(gen_random_uuid(), now(), 1::smallint, 'c', '{}', 'access', null, 'person', gen_random_uuid(), null, 'c', 'l', 's', '{}')`,
      '42501',
    ],
    [
      'policy backup_record',
      'the installation may record a backup',
      installation,
      `insert into retention.backup (id, name, kind, created_at, bytes, recipients, proven_at, proof_seconds, tables, row_count, links)
        values (gen_random_uuid(), 'scenario', 'logical', now(), 1, 1, now(), 1, 1, 1, 1) returning name`,
      'scenario',
    ],
    [
      'policy deletion_record',
      'the installation may record that a nightly deletion ended',
      installation,
      `insert into retention.deletion (id, ended_at, failed) values (gen_random_uuid(), now(), '{}') returning 'recorded'`,
      'recorded',
    ],
  ];
  return toScenarios(lines);
}
