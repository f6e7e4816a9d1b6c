import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { posted, type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** What a contracting officer cannot do to a contract that lacks its clause set, and who decides on an override. */
export async function contractScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, labelled } = fixture;
  const [officer, adviser, admin] = [by('contracting officer'), by('legal adviser'), by('administrator')];
  const [contract, override, document] = [randomUUID(), randomUUID(), randomUUID()];
  const given = (state: string, more = '') => ({
    arrange: `insert into contractors.contract (id, party_id, number, state, title, contractor, set_id, coverage, recorded_at, recorded_by)
        values ('${contract}', '${nation}', 'S-1', '${state}', 'Kitchens', 'Firm', 'least-5f', 'present', now(), '${officer.subject.person}'); ${more}`,
    restore: `delete from contractors.exercised_option where contract_id = '${contract}'; delete from contractors.override where contract_id = '${contract}';
      delete from contractors.finding where document_id = '${document}'; delete from contractors.document where id = '${document}';
      delete from contractors.contract where id = '${contract}'`,
  });
  const asked = (decision = '', until = '2999-01-01', option = 'null') =>
    `insert into contractors.override (id, contract_id, party_id, option_number, reason, until, asked_on, asked_by)
      values ('${override}', '${contract}', '${nation}', ${option}, 'r', '${until}', '2025-01-01', '${officer.subject.person}'); ${decision}`;
  // A person confirmed one provision in its document, and the other one where nothing else is said.
  const decided = (provision: string, as: string) =>
    `insert into contractors.finding (document_id, party_id, set_id, set_version, provision, found, decided, decided_at, decided_by)
      values ('${document}', '${nation}', 'least-5f', '1', '${provision}', 'present', '${as}', now(), '${officer.subject.person}')`;
  const confirmed = (second = 'present') =>
    `insert into contractors.document (id, party_id, contract_id, drop_id, name, title, sha256, pages, read_at, read_by)
      values ('${document}', '${nation}', '${contract}', gen_random_uuid(), 'n.pdf', 't', repeat('5', 64), 1, now(), '${officer.subject.person}');
      ${decided('engaging', 'present')}; ${decided('fees', second)}`;
  const uncounted = `${confirmed()}; update contractors.contract set coverage = 'to-confirm' where id = '${contract}'`;
  const granted = `update contractors.override set decision = 'granted', decided_on = '2026-01-01', decided_by = '${adviser.subject.person}'`;
  const award = `update contractors.contract set state = 'awarded', awarded_on = '2026-01-01' where id = '${contract}' returning 'awarded'`;
  const exercise = `insert into contractors.exercised_option (id, contract_id, party_id, number, exercised_on, ends_on, recorded_at, recorded_by)
    values ('${randomUUID()}', '${contract}', '${nation}', '1', '2026-01-01', '2026-12-31', now(), '${officer.subject.person}') returning 'exercised'`;
  const grant = (person: string) =>
    `update contractors.override set decision = 'granted', decided_on = '2026-01-01', decided_by = '${person}' where id = '${override}' returning 'granted'`;
  // The officer of the contract hands this role over to the legal adviser.
  const proposed = (role: string) => ({
    arrange: `${given('awarded').arrange} update contractors.contract set officer_id = '${officer.subject.person}' where id = '${contract}';
      insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day)
        select gen_random_uuid(), '${override}', g.id, g.person_id, '${adviser.subject.person}', '${role}', '${nation}', current_date
        from identity.role_grant g where g.person_id = '${officer.subject.person}' limit 1`,
    restore: `delete from identity.proposed_grant where hand_over_id = '${override}';
      delete from identity.role_grant where person_id = '${adviser.subject.person}' and granted_by = '${admin.subject.person}'; ${given('').restore}`,
    look: `select officer_id as answer from contractors.contract where id = '${contract}'`,
  });
  const accept = `select identity.decide_hand_over('${override}', true, null, now())`;
  const lines: ScenarioRow[] = [
    [
      'move_contracts',
      'contracts go to the successor of their officer',
      admin,
      accept,
      adviser.subject.person,
      proposed(ROLE.contractingOfficer),
    ],
    ['move_contracts', 'not with another role', admin, accept, officer.subject.person, proposed(ROLE.trainingOfficer)],
    [
      'guard_award',
      'a contract of which nobody confirmed a provision is not awarded, whatever its count says',
      officer,
      award,
      '42501',
      given('planned'),
    ],
    ['guard_award', 'a contract is awarded under an override', officer, award, 'awarded', given('planned', asked(granted))],
    ['guard_award', 'a contract is not awarded while nobody granted the override', officer, award, '42501', given('planned', asked())],
    ['may_release', 'a contract is awarded once each provision was confirmed', officer, award, 'awarded', given('planned', confirmed())],
    ['may_release', 'not while a provision was not', officer, award, '42501', given('planned', confirmed('missing'))],
    ['may_release', 'nor where the count says that one is missing', officer, award, '42501', given('planned', uncounted)],
    ['may_release', 'nor under an override that has ended', officer, award, '42501', given('planned', asked(granted, '2025-12-31'))],
    ['may_release', 'nor under one for an option', officer, award, '42501', given('planned', asked(granted, '2999-01-01', `'1'`))],
    [
      'guard_option',
      'an option of such a contract is not exercised, nor under an override for the award',
      officer,
      exercise,
      '42501',
      given('awarded', asked(granted)),
    ],
    [
      'policy override_add',
      'a contracting officer asks for an override',
      officer,
      asked().replace(/;\s*$/, " returning 'asked'"),
      'asked',
      given('planned'),
    ],
    [
      'policy override_decide',
      'a legal adviser grants an override',
      adviser,
      grant(adviser.subject.person!),
      'granted',
      given('planned', asked()),
    ],
    [
      'policy override_decide',
      'the person who asked does not',
      officer,
      grant(officer.subject.person!),
      '23514',
      given('planned', asked()),
    ],
  ];
  return [...toScenarios(lines), ...addressScenarios({ by, nation, labelled }), ...(await mailScenarios(fixture))];
}

/** A legal adviser as a contracting officer, and what takes that back. */
function deputyOf({ by }: Pick<GuardFixture, 'by'>) {
  const deputy = by('legal adviser');
  const person = deputy.subject.person!;
  const at = (party: string, more = '', back = '') => {
    const { arrange, restore } = posted(deputy, ROLE.contractingOfficer, party);
    return { arrange: `${arrange}; ${more}`, restore: `${restore}; ${back}` };
  };
  const grant = (set: string) => `update identity.role_grant set ${set} where person_id = '${person}'`;
  const account = (set: string) => `update identity.person set ${set} where id = '${person}'`;
  return { deputy, person, at, grant, account };
}

/** Whom a table of contracts may name by mail address: people who keep contracts of the same party on the day. */
function addressScenarios({ by, nation, labelled }: Pick<GuardFixture, 'by' | 'nation' | 'labelled'>): Scenario[] {
  const officer = by('contracting officer');
  const { deputy, person, at, grant, account } = deputyOf({ by });
  const named = (day = '2026-11-30') =>
    `select (select person from contractors.officers_by_address('${nation}', array['${person}@example.org'], '${day}'))`;
  return toScenarios([
    ['officers_by_address', 'a contracting officer names a colleague by address', officer, named(), person, at(nation)],
    ['officers_by_address', 'a legal adviser names nobody by address', deputy, named().replace(person, officer.subject.person!), null],
    ['officers_by_address', 'a person who keeps no contracts is not named', officer, named(), null],
    ['officers_by_address', 'a contracting officer of another party is not named', officer, named(), null, at(labelled)],
    [
      'officers_by_address',
      'a contracting officer whose account is disabled is not named',
      ...([officer, named(), null, at(nation, account('disabled_at = now()'), account('disabled_at = null'))] as const),
    ],
    [
      'officers_by_address',
      'a contracting officer whose role was taken away is not named',
      ...([officer, named(), null, at(nation, grant('ended_at = now()'), grant('ended_at = null'))] as const),
    ],
    [
      'officers_by_address',
      'a contracting officer whose time is over is not named',
      ...([officer, named(), null, at(nation, grant(`valid_to = '2026-11-29'`), grant('valid_to = null'))] as const),
    ],
    ['officers_by_address', 'a contracting officer to come is not named', officer, named('1990-01-01'), null, at(nation)],
  ]);
}

/** Who gets mail at once where a firm notifies credible information, and who may send it. */
async function mailScenarios({ by, nation, labelled, signedOut, id }: GuardFixture): Promise<Scenario[]> {
  const officer = by('contracting officer');
  const { deputy, person, at, grant, account } = deputyOf({ by });
  const [contract, link] = [await id(`select id from contractors.contract where party_id = '${nation}'`), randomUUID()];
  const notified = (who = person, day = '2026-11-30', investigators = true) =>
    `select (select n from contractors.people_to_notify('${contract}', '${day}', ${investigators}) n where n = '${who}')`;
  const examiner = by(ROLE.investigator);
  const investigator = examiner.subject.person!;
  const queued = (who: string) => `select contractors.queue_urgent_mail('${contract}', gen_random_uuid(), '${who}', 'c', now())`;
  const enter = `select contractors.enter_by_firm_link('mail link') ->> 'refused'`;
  const linked = (to: string) => ({
    arrange: `insert into contractors.firm_link (id, contract_id, party_id, name, capacity, token_hash, created_by, created_at, ends_on)
      select '${link}', c.id, c.party_id, 'N', 'F', sha256('mail link'), '${officer.subject.person}', now(), current_date + 9
      from contractors.contract c where ${to} limit 1`,
    restore: `delete from contractors.firm_link where id = '${link}'`,
  });
  return toScenarios([
    ['people_to_notify', 'an officer mails a colleague who works on violations', officer, notified(), person, at(nation)],
    ['people_to_notify', 'a person who works on no violations gets no mail', officer, notified(), null],
    ['people_to_notify', 'an officer of another party gets no mail', officer, notified(), null, at(labelled)],
    ['people_to_notify', 'a legal adviser mails nobody', deputy, notified(officer.subject.person!), null],
    ['people_to_notify', 'an officer of another party mails nobody here', deputy, notified(officer.subject.person!), null, at(labelled)],
    ['people_to_notify', 'the person who records it gets no mail', officer, notified(officer.subject.person!), null],
    ['people_to_notify', 'an officer to come gets no mail', officer, notified(person, '1990-01-01'), null, at(nation)],
    [
      'people_to_notify',
      'an officer whose time is over gets no mail',
      ...([officer, notified(), null, at(nation, grant(`valid_to = '2026-11-29'`), grant('valid_to = null'))] as const),
    ],
    [
      'people_to_notify',
      'an officer on their last day gets mail',
      ...([officer, notified(), person, at(nation, grant(`valid_to = '2026-11-30'`), grant('valid_to = null'))] as const),
    ],
    [
      'people_to_notify',
      'an officer whose role was taken away gets no mail',
      ...([officer, notified(), null, at(nation, grant('ended_at = now()'), grant('ended_at = null'))] as const),
    ],
    [
      'people_to_notify',
      'a disabled account gets no mail',
      ...([officer, notified(), null, at(nation, account('disabled_at = now()'), account('disabled_at = null'))] as const),
    ],
    [
      'people_to_notify',
      'an account without an address gets no mail',
      ...([officer, notified(), null, at(nation, account('email = null'), account(`email = '${person}@example.org'`))] as const),
    ],
    ['people_to_notify', 'an investigator gets mail', officer, notified(investigator), investigator],
    [
      'people_to_notify',
      'an investigator gets no mail once the investigation is over',
      officer,
      notified(investigator, '2026-11-30', false),
      null,
    ],
    ['people_to_notify', 'an investigator mails the officers', examiner, notified(officer.subject.person!), officer.subject.person!],
    ['people_to_notify', 'nobody without a link mails anybody', signedOut, notified(officer.subject.person!), null],
    [
      'people_to_notify',
      'the link of a firm mails the officers of its contract',
      signedOut,
      [enter, notified(officer.subject.person!)],
      officer.subject.person!,
      linked(`c.id = '${contract}'`),
    ],
    [
      'people_to_notify',
      'the link of a firm mails nobody of another contract',
      signedOut,
      [
        enter,
        `select case when exists (select from contractors.linked_contract()) then coalesce((${notified(officer.subject.person!)})::text, 'nobody') end`,
      ],
      'nobody',
      linked(`c.id <> '${contract}'`),
    ],
    ['queue_urgent_mail', 'a mail to another person is refused', officer, queued(person), '42501'],
    [
      'queue_urgent',
      'no person queues an urgent mail directly',
      officer,
      `select mail.queue_urgent(gen_random_uuid(), '${person}', 'c', now())`,
      '42501',
    ],
  ]);
}
