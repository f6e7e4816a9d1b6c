import { randomUUID } from 'node:crypto';
import { ROLE, type Role } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { EDITION } from '../world.ts';

/** The people whom a single arm of a policy admits, and whose work would stop without it. */
export async function armScenarios({
  by,
  world: { rounds },
  nation,
  headquarters,
  labelled,
  signedOut,
  id,
}: GuardFixture): Promise<Scenario[]> {
  const [office, focal, commander, adviser] = [by('office'), by('focal point'), by('commander of the nation'), by('legal adviser')];
  const [signer, counsel, trainer] = [by('cleared focal point'), by('cleared legal adviser'), by('training officer')];
  const [outreach, sent] = [randomUUID(), randomUUID()];
  const who = ({ subject }: GuardFixture['signedOut']) => subject.person;
  const addressee = await id(`select addressee_id as id from nations.outreach limit 1`);
  // Headquarters writes letters too.
  const begun = {
    arrange: `insert into nations.outreach (id, edition_id, writer_id, addressee_id, instruments, state, since, opened_by, version)
      values ('${outreach}', '${EDITION}', '${headquarters}', '${addressee}', '{TIP}', 'opened', now(), '${who(office)}', 1)`,
    restore: `delete from nations.outreach where id = '${outreach}'`,
  };
  const opening = begun.arrange.replaceAll(outreach, sent);
  const letter = `insert into nations.letter (id, outreach_id, writer_id, addressee_id, sent_on, language, body, recorded_at, recorded_by)
    values ('${sent}', '${outreach}', '${headquarters}', '${addressee}', '2026-01-01', 'en', 'Letter', now(), '${who(office)}') returning 'written'`;
  const reply = `insert into nations.letter_reply (id, outreach_id, writer_id, received, on_day, body, recorded_at, recorded_by)
    values ('${sent}', '${outreach}', '${headquarters}', true, '2026-01-02', 'Reply', now(), '${who(office)}') returning 'noted'`;
  const proposed = (from: GuardFixture['signedOut'], to: GuardFixture['signedOut'], role: Role = ROLE.focalPoint) => ({
    arrange: `insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day)
      select '${sent}', '${sent}', id, '${who(from)}', '${who(to)}', '${role}', '${nation}', current_date from identity.role_grant where person_id = '${who(focal)}' limit 1`,
    restore: `delete from identity.proposed_grant where id = '${sent}'`,
  });
  const sees = `select count(*)::int from identity.proposed_grant where id = '${sent}'`;
  const batch = await id('select id from imports.batch where undone_by is null limit 1');
  const undo = `update imports.batch set undone_by = '${who(office)}', undone_at = now(), undone_line = 1, undo_reason = 'r' where id = '${batch}' returning 'undone'`;
  const firm = `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_at, recorded_by)
    values ('${sent}', 'contractor', 'ARMFIRM', 'Firm', 'Firme', 's', now(), '${who(by('contracting officer'))}') returning 'registered'`;
  // Submitted items are processed by people with the role for it, and a labelled return by people who are cleared for it.
  const copy = (state: string, origin: string, by: GuardFixture['signedOut']) =>
    `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state, submitted_at, counts_on, signed_by, signed_name)
      select gen_random_uuid(), edition_id, party_id, by_office, kind, says, '${origin}', 'Copy', 'Copie', 's', 's', date, '${who(by)}', now(), '${state}', now(), date, '${who(by)}', evidence.own_name()
        from evidence.item where party_id = '${nation}' and state = 'draft' and not by_office limit 1 returning 'entered'`;
  const provider = (by: GuardFixture['signedOut']) =>
    copy('submitted', 'declared', by).replace("kind, says, 'declared'", "'EV-PROV', says, 'declared'");
  const withdrawn = `update evidence.item set state = 'withdrawn', ended_by = '${who(trainer)}', ended_at = now(), end_reason = 'r' where kind = 'EV-PROV' and entered_by = '${who(trainer)}' returning 'withdrawn'`;
  const toPurge = await id(
    `select id from evidence.item where party_id = '${nation}' and state = 'submitted' and origin = 'declared' and not by_office and released_at is null limit 1`,
  );
  const requestPurge = `update evidence.item set state = 'purge-requested', purge_requested_by = '${who(adviser)}', purge_requested_at = now(), purge_reason = 'r' where id = '${toPurge}' returning 'asked'`;
  // A measured draft is submitted by that person.
  const measuredDraft = copy('draft', 'measured', trainer)
    .replace('gen_random_uuid()', `'${sent}'`)
    .replace(`'draft', now(), date, '${who(trainer)}', evidence.own_name()`, "'draft', null, null, null, null");
  const submitDraft = `update evidence.item set state = 'submitted', submitted_at = now(), counts_on = date, signed_by = '${who(trainer)}', signed_name = evidence.own_name() where id = '${sent}' returning 'sent in'`;
  const draft = await id(
    `select id from evidence.item where party_id = '${labelled}' and label_level = 1 and releasable_to is null and state = 'draft' and not by_office limit 1`,
  );
  const lower = `insert into evidence.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at)
    values ('${sent}', '${draft}', '${labelled}', 1, 0, 'r', '${who(counsel)}', now()) returning 'asked'`;
  const returned = await id(
    `select id from returns.return where party_id = '${labelled}' and label_level = 1 and releasable_to is null limit 1`,
  );
  const plain = await id(`select id from returns.return where party_id = '${nation}' limit 1`);
  const step = (action: string, as: GuardFixture['signedOut']) =>
    `insert into returns.step (id, return_id, party_id, action, to_state, person_id, at) select gen_random_uuid(), '${returned}', '${labelled}', '${action}', state, '${who(as)}', now()
      from returns.return where id = '${returned}' returning 'noted'`;
  const question = `insert into returns.answer (return_id, party_id, section_id, question_id) values ('${returned}', '${labelled}', 'law', 'law.${sent.slice(0, 8)}') returning 'laid down'`;
  const ready = {
    arrange: `create temp table kept as select state, submitted_version from returns.return where id = '${returned}';
      update returns.return set state = 'signed', submitted_version = (select coalesce(max(number), 0) from returns.version where return_id = '${returned}') where id = '${returned}'`,
    restore: `update returns.return r set state = k.state, submitted_version = k.submitted_version from kept k where r.id = '${returned}'; drop table kept`,
  };
  const version = `insert into returns.version (return_id, party_id, number, head, sha256, submitted_at, submitted_by)
    select id, party_id, submitted_version + 1, '{}', repeat('a', 64), now(), '${who(signer)}' from returns.return where id = '${returned}' returning 'frozen'`;
  const section = `insert into returns.version_section (return_id, party_id, number, section_id, content, release)
    select id, party_id, submitted_version + 1, 'law', '{}', 'reviewers' from returns.return where id = '${returned}' returning 'with its sections'`;
  // A finding of the earlier round, carried over into a participation without a draft.
  const carried = (party: string, label: number) => ({
    arrange: `insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at, carried_from)
      select '${sent}', p.id, p.party_id, p.round_id, f.grade, f.title, f.body, f.obligation_ids, f.clause_ids, f.evidence_ids, f.cites_absence, f.owner, f.due, 'open', f.drafted_by, f.drafted_at, f.id
        from reviews.participation p, reviews.finding f where p.party_id = '${party}' and p.round_id = '${rounds.open}' and p.label_level = ${label} and f.party_id = p.party_id limit 1`,
    restore: `delete from reviews.finding_event where finding_id = '${sent}'; delete from reviews.finding where id = '${sent}'`,
  });
  const finding = `select count(*)::int from reviews.finding where id = '${sent}'`;
  const progress = (as: GuardFixture['signedOut']) =>
    `insert into reviews.finding_event (id, finding_id, party_id, kind, body, person_id, at)
      select gen_random_uuid(), id, party_id, 'progress', 'Done', '${who(as)}', now() from reviews.finding where id = '${sent}' returning 'reported'`;
  const inParticipation = (party: string, action: string, as: GuardFixture['signedOut']) =>
    `insert into reviews.step (id, participation_id, party_id, action, to_state, at, person_id) select gen_random_uuid(), id, party_id, '${action}', state, now(), '${who(as)}'
      from reviews.participation where party_id = '${party}' and round_id = '${rounds.open}' returning 'noted'`;
  const [judge, clearedJudge, clearedOffice] = [by('reviewer of the nation'), by('cleared reviewer'), by('cleared office')];
  const lines: ScenarioRow[] = [
    ['policy step_add', 'the office may rate a participation', office, inParticipation(nation, 'rate', office), 'noted'],
    [
      'policy step_add',
      'the office may rate a labelled participation if it is cleared',
      clearedOffice,
      inParticipation(labelled, 'rate', clearedOffice),
      'noted',
    ],
    ['policy step_add', 'a reviewer of the party may rate its participation', judge, inParticipation(nation, 'rate', judge), 'noted'],
    [
      'policy step_add',
      'a reviewer may rate a labelled participation if they are cleared',
      clearedJudge,
      inParticipation(labelled, 'rate', clearedJudge),
      'noted',
    ],
    ['policy step_add', 'the office may take the steps of a round', office, inParticipation(nation, 'send-draft', office), 'noted'],
    [
      'policy step_add',
      'the office may take the steps of a labelled participation if it is cleared',
      clearedOffice,
      inParticipation(labelled, 'send-draft', clearedOffice),
      'noted',
    ],
    ['policy finding_read', 'a carried-over finding is visible before a draft exists', adviser, finding, 1, carried(nation, 0)],
    [
      'policy finding_read',
      'a carried-over finding is visible to people who are cleared for the participation',
      counsel,
      finding,
      1,
      carried(labelled, 1),
    ],
    [
      'policy finding_event_add',
      'the responsible party may report progress on a finding',
      focal,
      progress(focal),
      'reported',
      carried(nation, 0),
    ],
    [
      'policy finding_event_add',
      'a cleared person of the party may report progress on a labelled finding',
      signer,
      progress(signer),
      'reported',
      carried(labelled, 1),
    ],
    ['policy outreach_write', 'headquarters may open an outreach', office, `${opening} returning 'begun'`, 'begun'],
    ['policy letter_write', 'headquarters may send a letter', office, letter, 'written', begun],
    ['policy letter_reply_write', 'headquarters may record a reply', office, reply, 'noted', begun],
    [
      'policy outreach_change',
      'headquarters may continue an outreach',
      office,
      `update nations.outreach set state = 'sent' where id = '${outreach}' returning 'sent'`,
      'sent',
      begun,
    ],
    ['policy proposed_grant_read', 'the leaving person sees the proposed grant', adviser, sees, 1, proposed(adviser, commander)],
    ['policy proposed_grant_read', 'the successor sees the proposed grant', commander, sees, 1, proposed(adviser, commander)],
    [
      'policy proposed_grant_read',
      'the platform administrator sees the proposed grant of an administrator',
      by('platform administrator'),
      sees,
      1,
      proposed(adviser, commander, ROLE.partyAdmin),
    ],
    [
      'policy proposed_grant_read',
      'the platform administrator sees no other proposed grant',
      by('platform administrator'),
      sees,
      0,
      proposed(adviser, commander),
    ],
    ['policy batch_change', 'the office may undo an import in its own name', office, undo, 'undone'],
    [
      'policy batch_change',
      'the office may continue an import that is not undone',
      office,
      `update imports.batch set version = version + 1 where id = '${batch}' returning 'kept'`,
      'kept',
    ],
    ['policy party_write', 'a person who places contracts may register a firm', by('contracting officer'), firm, 'registered'],
    ['policy item_enter', 'a person may enter what their own work measured', trainer, copy('submitted', 'measured', trainer), 'entered'],
    ['policy item_enter', 'a signer may enter and sign declared evidence', trainer, copy('submitted', 'declared', trainer), '42501'],
    ['policy item_enter', 'a training officer may declare a provider of training', trainer, provider(trainer), 'entered'],
    ['policy item_enter', 'no other writer may declare a provider of training', adviser, provider(adviser), '42501'],
    [
      'policy item_enter',
      'a training officer declares no provider at a label above their clearance',
      trainer,
      provider(trainer).replace('signed_by,', 'label_level, signed_by,').replace(', now(), date,', ', now(), date, 1,'),
      '42501',
    ],
    ['policy item_change', 'a training officer does not change a declared provider', trainer, [provider(trainer), withdrawn], '42501'],
    [
      'policy item_change',
      'a person who enters evidence may request the purge of another person’s signed item',
      adviser,
      requestPurge,
      'asked',
    ],
    ['policy label_release_request', 'a person who enters evidence may request a lower label for a draft', counsel, lower, 'asked'],
    ['policy step_add', 'a cleared signer may submit a labelled return', signer, step('submit', signer), 'noted'],
    ['policy step_add', 'a cleared legal adviser may clear a labelled return', counsel, step('clear', counsel), 'noted'],
    [
      'policy step_add',
      'the cleared office may accept a labelled return',
      by('cleared office'),
      step('accept', by('cleared office')),
      'noted',
    ],
    [
      'policy step_add',
      'the office may accept a return without a label',
      office,
      step('accept', office).replaceAll(returned, plain).replaceAll(labelled, nation),
      'noted',
    ],
    ['policy version_submit', 'a cleared signer may freeze a submitted version', signer, version, 'frozen', ready],
    [
      'policy version_section_submit',
      'a cleared signer may freeze each section of a version',
      signer,
      [version, section],
      'with its sections',
      ready,
    ],
    ['policy item_change', 'a person may submit what their own work measured', trainer, [measuredDraft, submitDraft], 'sent in'],
    ['policy answer_add', 'a cleared person may create the answers of a labelled return', signer, question, 'laid down'],
    [
      'policy link_read',
      'a cleared person sees the links of a labelled return',
      signedOut,
      [`select returns.enter_by_link('arm link', 'look', null)`, `select count(*)::int from returns.link where id = '${sent}'`],
      1,
      {
        arrange: `insert into returns.link (id, return_id, party_id, section_id, name, token_hash, created_by, created_at, ends_at)
          select '${sent}', id, party_id, 'law', 'Office', sha256('arm link'), '${who(focal)}', now() - interval '1 day', now() + interval '9 days'
            from returns.return where party_id = '${nation}' and state = 'answering'`,
        restore: `delete from returns.link_use where link_id = '${sent}'; delete from returns.link where id = '${sent}'`,
      },
    ],
  ];
  return toScenarios(lines);
}
