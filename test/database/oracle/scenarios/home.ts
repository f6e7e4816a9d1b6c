import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** What a home page is made from: the caller's own sessions, and the people who wait for this administrator. */
export function homeScenarios({ by, nation, headquarters, signedOut }: GuardFixture): Scenario[] {
  const [member, admin, office] = [by('member'), by('administrator'), by('office')];
  const [session, person] = [randomUUID(), randomUUID()];
  const visits = 'select count(*)::int from identity.own_visits()';
  const second = {
    arrange: `insert into identity.session (id, person_id, token_hash, created_at, ends_at)
      values ('${session}', '${member.subject.person}', sha256('second device'), '2026-01-01', '2099-01-01')`,
    restore: `update identity.session set news_seen_at = null; delete from identity.session where id = '${session}'`,
  };
  const waiting = `select count(*)::int from identity.own_waiting_people() where person_id = '${person}'`;
  // Invited by the policy office, with a role at this party.
  const invited = (party: string, more = '') => ({
    arrange: `insert into identity.person (id, name, email) values ('${person}', 'Waiting', '${person}@example.org');
      insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at)
        values ('${person}', 'invitation', '${person}', sha256('waiting'), '${office.subject.person}', '2099-01-01');
      insert into identity.role_grant (id, person_id, role, party_id, valid_from)
        values ('${person}', '${person}', '${ROLE.focalPoint}', '${party}', '2020-01-01'); ${more}`,
    restore: `delete from identity.role_grant where id = '${person}'; delete from identity.invitation where id = '${person}'; delete from identity.person where id = '${person}'`,
  });
  const grant = (set: string) => invited(nation, `update identity.role_grant set ${set} where id = '${person}'`);
  const lines: ScenarioRow[] = [
    ['own_visits', 'a person on two devices has one visit, this one', member, visits, 1, second],
    ['own_visits', 'a signed-out person has none', signedOut, visits, 0],
    [
      'record_news_seen',
      'what is new was seen in this session alone',
      member,
      'select identity.record_news_seen(now())',
      1,
      { ...second, look: 'select count(*)::int from identity.session where news_seen_at is not null' },
    ],
    ['own_waiting_people', 'an administrator sees who waits with a role at their party', admin, waiting, 1, invited(nation)],
    ['own_waiting_people', 'but nobody who waits at another party', admin, waiting, 0, invited(headquarters)],
    ['own_waiting_people', 'nor with a role that was ended', admin, waiting, 0, grant(`ended_at = now()`)],
    ['own_waiting_people', 'nor with a role that is over', admin, waiting, 0, grant(`valid_to = '2020-02-01'`)],
    [
      'own_waiting_people',
      'nor with a closed account',
      admin,
      waiting,
      0,
      invited(nation, `update identity.person set disabled_at = now() where id = '${person}'`),
    ],
    ['own_waiting_people', 'who administers no party has no such list', office, waiting, 0, invited(nation)],
  ];
  return toScenarios(lines);
}
