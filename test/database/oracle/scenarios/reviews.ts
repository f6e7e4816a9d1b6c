import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Who may take which step of a review: the party answers and signs, the reviewer rates, the office directs. And the published part of the log. */
export async function reviewScenarios({ by, nation, world, signedOut, id }: GuardFixture): Promise<Scenario[]> {
  const [focal, reviewer] = [by('focal point'), by('reviewer of the nation')];
  const participation = (round: string) =>
    id(`select id from reviews.participation where party_id = '${nation}' and round_id = '${round}'`);
  const [prefilled, commenting] = [await participation(world.rounds.open), await participation(world.rounds.drafts)];
  const change = (which: string, what: string) => `update reviews.participation set ${what} where id = '${which}' returning 'changed'`;
  const having = (what: string) => ({
    arrange: `update reviews.participation set ${what} where id = '${prefilled}'`,
    restore: `update reviews.participation set state = 'prefilled', submitted_at = null, signed_by = null, signer_capacity = null where id = '${prefilled}'`,
  });
  const submitted = `submitted_at = now(), signed_by = '${reviewer.subject.person}', signer_capacity = 'c'`;
  const finding = (state: string) => id(`select id from reviews.finding where party_id = '${nation}' and state = '${state}' limit 1`);
  const reported = await finding('reported');
  const tile = {
    arrange: `insert into ledger.tile values (0, 0, sha256('a leaf'))`,
    restore: `delete from ledger.tile where level = 0 and number = 0`,
  };
  const consultation = await id(`select id from cooperation.consultation where state = 'informed' limit 1`);
  const planned = {
    arrange: `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
      values (gen_random_uuid(), '${world.parties.firm!.id}', 'UTC', '{6,7}', '{}', 'of a firm', now(), '${world.office}')`,
    restore: `delete from parties.calendar where source = 'of a firm'`,
  };
  // The ratings of this party are published with the released round, and one was corrected.
  const published = await participation(world.rounds.released);
  const corrected = (round: string, what: string) => `select ${what} from reviews.public_corrections('${round}')`;
  const inState = (what: string) => ({
    arrange: `alter table reviews.participation disable trigger user; update reviews.participation set ${what} where id = '${published}'`,
    restore: `update reviews.participation set public_agreed_at = since, public_agreed_by = '${focal.subject.person}', label_level = 0, releasable_to = null
      where id = '${published}'; alter table reviews.participation enable trigger user`,
  });
  const lines: ScenarioRow[] = [
    ['guard_participation', 'a reviewer cannot sign for the party', reviewer, change(prefilled, submitted), '42501'],
    ['guard_participation', 'nobody can sign in another person’s name', focal, change(prefilled, submitted), '42501'],
    ['guard_participation', 'the party cannot set due dates', focal, change(prefilled, `self_assessment_due = '2099-01-01'`), '42501'],
    ['guard_participation', 'a reviewer cannot end the comments', reviewer, change(commenting, 'comments_done_at = now()'), '42501'],
    [
      'guard_participation',
      'a reviewer cannot prefill the self-assessment',
      reviewer,
      change(prefilled, `state = 'prefilled'`),
      '42501',
      having(`state = 'asked'`),
    ],
    [
      'guard_participation',
      'a reviewer cannot submit the self-assessment',
      reviewer,
      change(prefilled, `state = 'submitted'`),
      '42501',
      having(`submitted_at = now(), signed_by = '${focal.subject.person}', signer_capacity = 'c'`),
    ],
    ['guard_participation', 'the party cannot send the draft', focal, change(prefilled, `state = 'drafted'`), '42501'],
    ['guard_participation', 'the party cannot adopt', focal, change(prefilled, `state = 'adopted'`), '42501'],
    ['guard_participation', 'a reviewer cannot adopt', reviewer, change(prefilled, `state = 'adopted'`), '42501'],
    [
      'guard_agreement',
      'a reviewer cannot agree to a publication',
      reviewer,
      change(commenting, `public_agreed_at = now(), public_agreed_by = '${reviewer.subject.person}'`),
      '42501',
    ],
    [
      'guard_finding',
      'the party cannot close a finding',
      focal,
      `update reviews.finding set state = 'closed' where id = '${reported}' returning 'closed'`,
      '42501',
    ],
    [
      'guard_finding',
      'nobody can reword an adopted finding',
      reviewer,
      `update reviews.finding set title = 'Other' where id = '${reported}' returning 'reworded'`,
      '42501',
    ],
    [
      'require_own_name',
      'nobody can draft a finding in another person’s name',
      reviewer,
      `insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at)
        select gen_random_uuid(), participation_id, party_id, round_id, grade, 'Other', body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, '${focal.subject.person}', drafted_at
          from reviews.finding where id = '${reported}' returning 'drafted'`,
      '42501',
    ],
    [
      'policy consultation_change',
      'an outcome that consulted partners were informed of does not change',
      by('office'),
      `update cooperation.consultation set outcome = 'Other' where id = '${consultation}' returning 'changed'`,
      undefined,
    ],
    [
      'policy calendar_read',
      'the calendar of a firm is visible where the firm is',
      signedOut,
      `select count(*)::int from parties.calendar where source = 'of a firm'`,
      0,
      planned,
    ],
    ['published', 'a checkpoint signed between publications is not public', signedOut, 'select count(*)::int from ledger.published()', 0],
    ['public_keys', 'its keys are not public', signedOut, 'select count(*)::int from ledger.public_keys()', 0],
    [
      'public_corrections',
      'a correction of a published rating is public, of no other party',
      signedOut,
      corrected(world.rounds.released, `string_agg(party_id || ' ' || status, ',')`),
      `${nation} not-met`,
    ],
    [
      'public_corrections',
      'a correction in a round that is not published is not public',
      signedOut,
      corrected(world.rounds.adopted, 'count(*)::int'),
      0,
    ],
    ...(
      [
        ['under a label', 'label_level = 1'],
        ['where it is for some', `releasable_to = array['${nation}'::uuid]`],
        ['where the party does not agree', 'public_agreed_at = null, public_agreed_by = null'],
      ] as const
    ).map(
      ([when, what]): ScenarioRow => [
        'public_corrections',
        `the corrected rating is not public ${when}, though its day is`,
        signedOut,
        corrected(world.rounds.released, `string_agg(concat(corrected_at is not null, status), ',')`),
        't',
        inState(what),
      ],
    ),
    ['published_tile', 'its leaves are not public', signedOut, 'select ledger.published_tile(0, 0, 1)', null, tile],
  ];
  return toScenarios(lines);
}
