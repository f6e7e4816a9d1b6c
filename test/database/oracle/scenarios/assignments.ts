import { randomUUID } from 'node:crypto';
import { ROLE, type Role } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { EDITION, OBLIGATIONS } from '../world.ts';

/** What an assignment opens of its participation, round and obligations, who sees it, and who may bind a grant to a participation. */
export async function assignmentScenarios({ by, nation, labelled, world, signedOut, id, grantOf }: GuardFixture): Promise<Scenario[]> {
  const [assigned, office, colleague, admin] = [by('assigned'), by('office'), by('cleared office'), by('administrator')];
  const me = assigned.subject.person;
  const { open, drafts, adopted, released } = world.rounds;
  const participationOf = (round: string, party = nation) =>
    id(`select id from reviews.participation where party_id = '${party}' and round_id = '${round}'`);
  const [participation, otherParticipation, frozenParticipation, hiddenParticipation] = [
    await participationOf(drafts),
    await participationOf(open),
    await participationOf(adopted),
    await participationOf(drafts, labelled),
  ];
  const item = (state: string, party = nation) =>
    id(
      `select id from evidence.item where party_id = '${party}' and state = '${state}' and origin = 'declared' and not by_office and label_level = 0 and releasable_to is null and released_at is null limit 1`,
    );
  const [sent, draft] = [await item('submitted'), await item('draft')];
  const document = await id(`select document_id as id from evidence.item where id = '${sent}'`);
  const visit = await id(`select id from reviews.visit where participation_id = '${participation}'`);
  const finding = await id(`select id from reviews.finding where participation_id = '${participation}'`);
  const answer = (obligation: string) =>
    `select count(*)::int from commitments.answer where party_id = '${nation}' and obligation_id = '${obligation}'`;
  const count = (from: string) => `select count(*)::int from ${from}`;
  const inParticipation = (table: string, which = participation) => count(`reviews.${table} where participation_id = '${which}'`);
  // As if the assignment were for the other obligation.
  const otherObligation = {
    arrange: `update identity.role_grant set assignment_obligations = '{${OBLIGATIONS[1]}}' where person_id = '${me}'`,
    restore: `update identity.role_grant set assignment_obligations = '{${OBLIGATIONS[0]}}' where person_id = '${me}'`,
  };
  const returned = await id(`select id from returns.return where party_id = '${nation}' and state = 'submitted'`);
  const answering = await id(`select id from returns.return where party_id = '${nation}' and state = 'answering'`);
  const ofRound = (which = returned, round = drafts) => ({
    arrange: `update returns.return set round_id = '${round}' where id = '${which}'`,
    restore: `update returns.return set round_id = null where id = '${which}'`,
  });
  const ofReturn = (table: string, which = returned) => count(`returns.${table} where return_id = '${which}'`);
  const theReturn = (which = returned) => count(`returns.return where id = '${which}'`);
  const writes = {
    clarification: (where: string) =>
      `insert into reviews.clarification (id, participation_id, party_id, question, due, asked_by, asked_at)
        values (gen_random_uuid(), '${where}', '${nation}', 'Since when?', '2027-01-01', '${me}', now()) returning 'written'`,
    rating: (where: string) =>
      `insert into reviews.rating (id, participation_id, party_id, edition_id, obligation_id, status, reason, suggestion, rated_by, rated_at)
        values (gen_random_uuid(), '${where}', '${nation}', '${EDITION}', '${OBLIGATIONS[0]}', 'met', 'Seen.', 'met', '${me}', now()) returning 'written'`,
    finding: (where: string) =>
      `insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at)
        select gen_random_uuid(), id, party_id, round_id, 'urge', 'Assignment', 'b', '{${OBLIGATIONS[0]}}', '{1}', '{}', true, 'o', '2027-01-01', 'drafted', '${me}', now()
          from reviews.participation where id = '${where}' returning 'written'`,
    visit: (where: string) =>
      `insert into reviews.visit (id, participation_id, party_id, from_day, to_day, visitors, agenda, recorded_by, recorded_at)
        values (gen_random_uuid(), '${where}', '${nation}', '2026-05-04', '2026-05-05', 'v', 'a', '${me}', now()) returning 'written'`,
    visit_note: (where: string) =>
      `insert into reviews.visit_note (id, visit_id, participation_id, party_id, day, spoke_with, body, person_id, at)
        values (gen_random_uuid(), '${visit}', '${where}', '${nation}', '2026-05-05', 's', 'b', '${me}', now()) returning 'written'`,
    step: (where: string) =>
      `insert into reviews.step (id, participation_id, party_id, action, to_state, at, person_id)
        values (gen_random_uuid(), '${where}', '${nation}', 'rate', 'drafted', now(), '${me}') returning 'written'`,
  };
  const event = (kind: string) =>
    `insert into reviews.finding_event (id, finding_id, party_id, kind, body, person_id, at)
      values (gen_random_uuid(), '${finding}', '${nation}', '${kind}', 'b', '${me}', now()) returning 'written'`;
  const isListed = (kind: string, object: string) =>
    `select exists (select from jsonb_array_elements(identity.access_to('${kind}', '${object}') -> 'grants') g where g ->> 'person' = '${me}')`;
  const grant = randomUUID();
  const give = (role: Role = ROLE.reviewer) =>
    `select identity.grant_role('${grant}', '${by('member').subject.person}', '${role}', '${nation}', null, null, null, 'unclassified', null, null)`;
  const bind = `select identity.bind_assignment('${grant}', '${participation}', '${drafts}', '{${OBLIGATIONS[0]}}')`;
  const enter = ({ who }: GuardFixture['signedOut']) => `select identity.open('${who!.token}')`;
  const openOffice = await grantOf('office');
  const given = {
    arrange: `insert into identity.role_grant (id, person_id, role, party_id, granted_by) values ('${grant}', '${by('member').subject.person}', '${ROLE.reviewer}', '${nation}', '${office.subject.person}')`,
    restore: `delete from identity.role_grant where id = '${grant}'`,
  };
  const language = (as: GuardFixture['signedOut'], answer: unknown): ScenarioRow => [
    'guard_invitation_language',
    'headquarters writes the letters, and nobody else chooses their language',
    as,
    `update reviews.participation set invitation_language = 'fr' where id = '${otherParticipation}' returning 'said'`,
    answer,
  ];
  const lines: ScenarioRow[] = [
    [
      'policy participation_of_assignment',
      'an assignment opens its participation',
      assigned,
      count(`reviews.participation where id in ('${participation}', '${frozenParticipation}')`),
      2,
    ],
    [
      'policy participation_of_assignment',
      'an assignment opens no other participation and no labelled one',
      assigned,
      count('reviews.participation'),
      2,
    ],
    ['policy answer_of_assignment', 'an assignment opens the answers of its participation', assigned, inParticipation('answer'), 2],
    ['policy answer_of_assignment', 'an assignment opens the answer to its obligation', assigned, answer(OBLIGATIONS[0]), 1],
    [
      'policy answer_of_assignment',
      'an assignment does not open the answer to another obligation',
      assigned,
      answer(OBLIGATIONS[0]),
      0,
      otherObligation,
    ],
    ['policy rating_of_assignment', 'an assignment opens the ratings of its participation', assigned, inParticipation('rating'), 1],
    ['policy finding_of_assignment', 'an assignment opens the findings of its participation', assigned, inParticipation('finding'), 1],
    [
      'policy finding_of_assignment',
      'an assignment opens no findings of another participation',
      assigned,
      inParticipation('finding', otherParticipation),
      0,
    ],
    [
      'policy visit_note_of_assignment',
      'an assignment opens the notes of visits to its participation',
      assigned,
      inParticipation('visit_note'),
      1,
    ],
    [
      'policy adopted_participation_of_assignment',
      'an assignment opens the adopted part of its party, and of no other',
      assigned,
      count(`reviews.adopted_participation where round_id = '${adopted}'`),
      1,
    ],
    [
      'policy item_of_assignment',
      'an assignment opens submitted evidence for its obligation',
      assigned,
      count(`evidence.item where id = '${sent}'`),
      1,
    ],
    ['policy item_of_assignment', 'an assignment opens no draft evidence', assigned, count(`evidence.item where id = '${draft}'`), 0],
    [
      'is_for_assignment',
      'an assignment opens no evidence for another obligation',
      assigned,
      count(`evidence.item where id = '${sent}'`),
      0,
      otherObligation,
    ],
    [
      'policy summary_of_assignment',
      'an assignment opens the summary of its obligation',
      assigned,
      `select count(*) > 0 from evidence.summary where party_id = '${nation}' and obligation_id = '${OBLIGATIONS[0]}'`,
      true,
    ],
    ['policy return_of_assignment', 'an assignment opens the return of its round', assigned, theReturn(), 1, ofRound()],
    [
      'policy return_of_assignment',
      'an assignment does not open the return before its submission',
      assigned,
      theReturn(answering),
      0,
      ofRound(answering),
    ],
    [
      'policy return_of_assignment',
      'an assignment does not open the return of another round',
      assigned,
      theReturn(),
      0,
      ofRound(returned, open),
    ],
    ['policy step_of_assignment', 'an assignment opens the steps of submission and acceptance', assigned, ofReturn('step'), 2, ofRound()],
    ['policy version_of_assignment', 'an assignment opens the submitted version', assigned, ofReturn('version'), 1, ofRound()],
    [
      'policy version_of_assignment',
      'an assignment opens the version of its own round only',
      assigned,
      ofReturn('version'),
      0,
      ofRound(returned, open),
    ],
    [
      'policy version_section_of_assignment',
      'an assignment opens the sections of the version',
      assigned,
      ofReturn('version_section'),
      1,
      ofRound(),
    ],
    [
      'policy version_section_of_assignment',
      'an assignment opens the sections of its own round only',
      assigned,
      ofReturn('version_section'),
      0,
      ofRound(returned, open),
    ],
    ...Object.entries(writes).flatMap(([table, write]): ScenarioRow[] => [
      [
        `policy ${table}_by_assignment`,
        `an assignment writes a ${table} into its participation`,
        assigned,
        write(participation),
        'written',
      ],
      [
        `policy ${table}_by_assignment`,
        `and no ${table} into another`,
        assigned,
        write(otherParticipation),
        table === 'finding' ? undefined : '42501',
      ],
    ]),
    [
      'policy finding_change_by_assignment',
      'an assigned reviewer may reword a finding of the participation',
      assigned,
      `update reviews.finding set title = 'Better' where id = '${finding}' returning 'worded'`,
      'worded',
    ],
    ['policy finding_event_by_assignment', 'an assigned reviewer may record the reason', assigned, event('revised'), 'written'],
    [
      'policy finding_event_by_assignment',
      'an assigned reviewer cannot report progress, which is up to the party',
      assigned,
      event('progress'),
      '42501',
    ],
    [
      'policy participation_change_of_assignment',
      'an assigned reviewer may take a step of the participation',
      assigned,
      `update reviews.participation set version = version + 1 where id = '${participation}' returning 'updated'`,
      'updated',
    ],
    [
      'policy participation_change_of_assignment',
      'an assigned reviewer cannot take a step of a labelled participation',
      assigned,
      `update reviews.participation set version = version + 1 where id = '${hiddenParticipation}' returning 'updated'`,
      undefined,
    ],
    language(by('focal point'), '42501'),
    language(office, 'said'),
    [
      'access_to',
      'an assigned reviewer is listed among the readers of the participation',
      office,
      isListed('participation', participation),
      true,
    ],
    [
      'access_to',
      'an assigned reviewer is not listed for another participation',
      office,
      isListed('participation', otherParticipation),
      false,
    ],
    ['access_to', 'an assigned reviewer is listed for the report', office, isListed('report', drafts), true],
    ['access_to', 'an assigned reviewer is not listed for another report', office, isListed('report', released), false],
    ['access_to', 'an assigned reviewer is listed for evidence of the obligation', office, isListed('evidence-item', sent), true],
    [
      'access_to',
      'an assigned reviewer is not listed for evidence of another obligation',
      office,
      isListed('evidence-item', sent),
      false,
      otherObligation,
    ],
    ['access_to', 'an assigned reviewer is listed for the file of such evidence', office, isListed('document', document), true],
    [
      'access_to',
      'an assigned reviewer is not listed for the file of other evidence',
      office,
      isListed('document', document),
      false,
      otherObligation,
    ],
    ['access_to', 'an assigned reviewer is not listed for other records of the party', office, isListed('dossier', nation), false],
    ['bind_assignment', 'a person who gives a grant may bind it to a participation', office, [give(), bind], true],
    ['bind_assignment', 'a grant is bound only once', office, [give(), bind, bind], false],
    ['bind_assignment', 'only a grant of the role reviewer is bound', office, [give(ROLE.focalPoint), bind], false],
    ['bind_assignment', 'a grant is bound only in the transaction that gives it', office, bind, false, given],
    ['bind_assignment', 'a grant that another person gave is not bound', office, [give(), enter(colleague), bind], false],
    [
      'bind_assignment',
      'a grant is bound only while the person may give it',
      office,
      [give(), `select identity.end_grant('${openOffice}')`, enter(office), bind],
      false,
    ],
    ['bind_assignment', 'an administrator cannot bind a grant', admin, [give(), bind], false],
    [
      'refuse_assignment_proposal',
      'an assignment is not handed over',
      assigned,
      `select identity.hand_over_position(gen_random_uuid(), '${by('commander of the nation').subject.person}', current_date, '${JSON.stringify({ [randomUUID()]: await grantOf('assigned') })}')`,
      'people/assignment-stays',
    ],
    ['assigned', 'a signed-out person has no assignment', signedOut, `select cardinality(identity.assigned('participation'))`, 0],
    [
      'assigned',
      'a reviewer with an ordinary grant has no assignment',
      by('reviewer of the nation'),
      `select cardinality(identity.assigned('participation'))`,
      0,
    ],
    ['assigned', 'an ended assignment is not valid', assigned, `select cardinality(identity.assigned('participation'))`, 0, ended(me)],
  ];
  return toScenarios(lines);
}

const ended = (person: string) => ({
  arrange: `update identity.role_grant set ended_at = now() where person_id = '${person}'`,
  restore: `update identity.role_grant set ended_at = null where person_id = '${person}'`,
});
