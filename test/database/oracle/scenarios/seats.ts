import { randomUUID } from 'node:crypto';
import { ROLE, type Role } from '#kernel/roles.ts';
import { asScenarios, type Line, type Scenario } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { DUTIES, EDITION } from '../world.ts';

/** What a seat opens of its part, its round and its duties, and who is told of it; and who binds a grant to a part. */
export async function seatScenarios({ by, nation, labelled, world, signedOut, id, grantOf }: GuardFixture): Promise<Scenario[]> {
  const [seated, office, colleague, admin] = [by('seated'), by('office'), by('cleared office'), by('administrator')];
  const me = seated.subject.person;
  const { open, drafts, adopted, released } = world.rounds;
  const partOf = (round: string, party = nation) =>
    id(`select id from reviews.participation where party_id = '${party}' and round_id = '${round}'`);
  const [part, otherPart, frozenPart, hiddenPart] = [
    await partOf(drafts),
    await partOf(open),
    await partOf(adopted),
    await partOf(drafts, labelled),
  ];
  const item = (state: string, party = nation) =>
    id(
      `select id from evidence.item where party_id = '${party}' and state = '${state}' and not by_office and label_level = 0 and releasable_to is null and released_at is null limit 1`,
    );
  const [sent, draft] = [await item('submitted'), await item('draft')];
  const document = await id(`select document_id as id from evidence.item where id = '${sent}'`);
  const visit = await id(`select id from reviews.visit where participation_id = '${part}'`);
  const finding = await id(`select id from reviews.finding where participation_id = '${part}'`);
  const answer = (duty: string) =>
    `select count(*)::int from commitments.answer where party_id = '${nation}' and obligation_id = '${duty}'`;
  const count = (from: string) => `select count(*)::int from ${from}`;
  const inPart = (table: string, which = part) => count(`reviews.${table} where participation_id = '${which}'`);
  // As if the seat were for the other duty.
  const otherDuty = {
    arrange: `update identity.role_grant set seat_duties = '{${DUTIES[1]}}' where person_id = '${me}'`,
    restore: `update identity.role_grant set seat_duties = '{${DUTIES[0]}}' where person_id = '${me}'`,
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
        values (gen_random_uuid(), '${where}', '${nation}', '${EDITION}', '${DUTIES[0]}', 'met', 'Seen.', 'met', '${me}', now()) returning 'written'`,
    finding: (where: string) =>
      `insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at)
        select gen_random_uuid(), id, party_id, round_id, 'urge', 'Seat', 'b', '{${DUTIES[0]}}', '{1}', '{}', true, 'o', '2027-01-01', 'drafted', '${me}', now()
          from reviews.participation where id = '${where}' returning 'written'`,
    visit: (where: string) =>
      `insert into reviews.visit (id, participation_id, party_id, from_day, to_day, visitors, agenda, recorded_by, recorded_at)
        values (gen_random_uuid(), '${where}', '${nation}', '2026-05-04', '2026-05-05', 'v', 'a', '${me}', now()) returning 'written'`,
    visit_note: (where: string) =>
      `insert into reviews.visit_note (id, visit_id, participation_id, party_id, day, spoke_with, body, person_id, at)
        values (gen_random_uuid(), '${visit}', '${where}', '${nation}', '2026-05-05', 's', 'b', '${me}', now()) returning 'written'`,
    step: (where: string) =>
      `insert into reviews.step (id, participation_id, party_id, act, to_state, at, person_id)
        values (gen_random_uuid(), '${where}', '${nation}', 'rate', 'drafted', now(), '${me}') returning 'written'`,
  };
  const event = (kind: string) =>
    `insert into reviews.finding_event (id, finding_id, party_id, kind, body, person_id, at)
      values (gen_random_uuid(), '${finding}', '${nation}', '${kind}', 'b', '${me}', now()) returning 'written'`;
  const told = (kind: string, object: string) =>
    `select exists (select from jsonb_array_elements(identity.access_to('${kind}', '${object}') -> 'grants') g where g ->> 'person' = '${me}')`;
  const grant = randomUUID();
  const give = (role: Role = ROLE.reviewer) =>
    `select identity.grant_role('${grant}', '${by('member').subject.person}', '${role}', '${nation}', null, null, null, 'unclassified', null, null)`;
  const bind = `select identity.bind_seat('${grant}', '${part}', '${drafts}', '{${DUTIES[0]}}')`;
  const enter = ({ who }: GuardFixture['signedOut']) => `select identity.open('${who!.token}')`;
  const openOffice = await grantOf('office');
  const given = {
    arrange: `insert into identity.role_grant (id, person_id, role, party_id, granted_by) values ('${grant}', '${by('member').subject.person}', '${ROLE.reviewer}', '${nation}', '${office.subject.person}')`,
    restore: `delete from identity.role_grant where id = '${grant}'`,
  };
  const language = (as: GuardFixture['signedOut'], answer: unknown): Line => [
    'guard_letter_language',
    'headquarters writes its letters, and nobody else says in which language',
    as,
    `update reviews.participation set letter_language = 'fr' where id = '${otherPart}' returning 'said'`,
    answer,
  ];
  const lines: Line[] = [
    [
      'policy participation_of_seat',
      'a seat opens its part',
      seated,
      count(`reviews.participation where id in ('${part}', '${frozenPart}')`),
      2,
    ],
    ['policy participation_of_seat', 'and none beside it, nor one that carries a label', seated, count('reviews.participation'), 2],
    ['policy answer_of_seat', 'what was answered in it', seated, inPart('answer'), 2],
    ['policy answer_of_seat', 'and to its duty', seated, answer(DUTIES[0]), 1],
    ['policy answer_of_seat', 'but not to another', seated, answer(DUTIES[0]), 0, otherDuty],
    ['policy rating_of_seat', 'its ratings', seated, inPart('rating'), 1],
    ['policy finding_of_seat', 'its findings', seated, inPart('finding'), 1],
    ['policy finding_of_seat', 'of no other part', seated, inPart('finding', otherPart), 0],
    ['policy visit_note_of_seat', 'and the notes of its visits', seated, inPart('visit_note'), 1],
    [
      'policy adopted_part_of_seat',
      'its part of a report, and of no other party',
      seated,
      count(`reviews.adopted_part where round_id = '${adopted}'`),
      1,
    ],
    ['policy item_of_seat', 'what was submitted for its duty', seated, count(`evidence.item where id = '${sent}'`), 1],
    ['policy item_of_seat', 'and no draft', seated, count(`evidence.item where id = '${draft}'`), 0],
    ['is_for_seat', 'nor for another duty', seated, count(`evidence.item where id = '${sent}'`), 0, otherDuty],
    [
      'policy standing_of_seat',
      'what its duty comes to',
      seated,
      `select count(*) > 0 from evidence.standing where party_id = '${nation}' and obligation_id = '${DUTIES[0]}'`,
      true,
    ],
    ['policy return_of_seat', 'the return of its round', seated, theReturn(), 1, ofRound()],
    ['policy return_of_seat', 'not before it was handed in', seated, theReturn(answering), 0, ofRound(answering)],
    ['policy return_of_seat', 'nor of another round', seated, theReturn(), 0, ofRound(returned, open)],
    ['policy step_of_seat', 'what went in and out of it', seated, ofReturn('step'), 2, ofRound()],
    ['policy version_of_seat', 'as it was handed in', seated, ofReturn('version'), 1, ofRound()],
    ['policy version_of_seat', 'in its own round alone', seated, ofReturn('version'), 0, ofRound(returned, open)],
    ['policy version_section_of_seat', 'section by section', seated, ofReturn('version_section'), 1, ofRound()],
    ['policy version_section_of_seat', 'in its own round alone', seated, ofReturn('version_section'), 0, ofRound(returned, open)],
    ...Object.entries(writes).flatMap(([table, write]): Line[] => [
      [`policy ${table}_by_seat`, `a seat writes a ${table} into its part`, seated, write(part), 'written'],
      [`policy ${table}_by_seat`, `and no ${table} into another`, seated, write(otherPart), table === 'finding' ? undefined : '42501'],
    ]),
    [
      'policy finding_change_by_seat',
      'words a finding of its part anew',
      seated,
      `update reviews.finding set title = 'Better' where id = '${finding}' returning 'worded'`,
      'worded',
    ],
    ['policy finding_event_by_seat', 'and says why', seated, event('revised'), 'written'],
    ['policy finding_event_by_seat', 'progress is the party’s to report', seated, event('progress'), '42501'],
    [
      'policy participation_change_of_seat',
      'it takes its part a step on',
      seated,
      `update reviews.participation set version = version + 1 where id = '${part}' returning 'taken'`,
      'taken',
    ],
    [
      'policy participation_change_of_seat',
      'and none under a label',
      seated,
      `update reviews.participation set version = version + 1 where id = '${hiddenPart}' returning 'taken'`,
      undefined,
    ],
    language(by('focal point'), '42501'),
    language(office, 'said'),
    ['access_to', 'a seat is told among those who see its part', office, told('part', part), true],
    ['access_to', 'and no other part', office, told('part', otherPart), false],
    ['access_to', 'its report', office, told('report', drafts), true],
    ['access_to', 'and no other', office, told('report', released), false],
    ['access_to', 'what its duty was shown by', office, told('evidence-item', sent), true],
    ['access_to', 'and not what another was', office, told('evidence-item', sent), false, otherDuty],
    ['access_to', 'so with the file', office, told('document', document), true],
    ['access_to', 'and with that of another', office, told('document', document), false, otherDuty],
    ['access_to', 'and nothing else of the party', office, told('dossier', nation), false],
    ['bind_seat', 'who gives a grant binds it to a part', office, [give(), bind], true],
    ['bind_seat', 'once', office, [give(), bind, bind], false],
    ['bind_seat', 'of a reviewer', office, [give(ROLE.focalPoint), bind], false],
    ['bind_seat', 'in the same breath', office, bind, false, given],
    ['bind_seat', 'not what another gave', office, [give(), enter(colleague), bind], false],
    [
      'bind_seat',
      'and as long as it is theirs to do',
      office,
      [give(), `select identity.end_grant('${openOffice}')`, enter(office), bind],
      false,
    ],
    ['bind_seat', 'an administrator binds nothing', admin, [give(), bind], false],
    [
      'keep_seat',
      'a seat is not handed over',
      seated,
      `select identity.hand_over_post(gen_random_uuid(), '${by('commander of the nation').subject.person}', current_date, '${JSON.stringify({ [randomUUID()]: await grantOf('seated') })}')`,
      'people/seat-stays',
    ],
    ['seated', 'who is signed out sits nowhere', signedOut, `select cardinality(identity.seated('part'))`, 0],
    ['seated', 'nor does who reviews', by('reviewer of the nation'), `select cardinality(identity.seated('part'))`, 0],
    ['seated', 'once it ended a seat is none', seated, `select cardinality(identity.seated('part'))`, 0, ended(me)],
  ];
  return asScenarios(lines);
}

const ended = (person: string) => ({
  arrange: `update identity.role_grant set ended_at = now() where person_id = '${person}'`,
  restore: `update identity.role_grant set ended_at = null where person_id = '${person}'`,
});
