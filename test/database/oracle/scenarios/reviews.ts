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
  const consultation = await id(`select id from cooperation.consultation where state = 'told' limit 1`);
  const planned = {
    arrange: `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
      values (gen_random_uuid(), '${world.parties.firm!.id}', 'UTC', '{6,7}', '{}', 'of a firm', now(), '${world.office}')`,
    restore: `delete from parties.calendar where source = 'of a firm'`,
  };
  const lines: ScenarioRow[] = [
    ['guard_participation', 'who judges signs nothing', reviewer, change(prefilled, submitted), '42501'],
    ['guard_participation', 'nobody signs in the name of another', focal, change(prefilled, submitted), '42501'],
    ['guard_participation', 'the party sets no days', focal, change(prefilled, `self_assessment_due = '2099-01-01'`), '42501'],
    ['guard_participation', 'who judges ends no comments', reviewer, change(commenting, 'comments_done_at = now()'), '42501'],
    ['guard_participation', 'nor prefills', reviewer, change(prefilled, `state = 'prefilled'`), '42501', having(`state = 'asked'`)],
    [
      'guard_participation',
      'nor returns',
      reviewer,
      change(prefilled, `state = 'submitted'`),
      '42501',
      having(`submitted_at = now(), signed_by = '${focal.subject.person}', signer_capacity = 'c'`),
    ],
    ['guard_participation', 'the party drafts nothing', focal, change(prefilled, `state = 'drafted'`), '42501'],
    ['guard_participation', 'nor adopts', focal, change(prefilled, `state = 'adopted'`), '42501'],
    ['guard_participation', 'nor does who judges', reviewer, change(prefilled, `state = 'adopted'`), '42501'],
    [
      'guard_agreement',
      'who judges agrees to no publication',
      reviewer,
      change(commenting, `public_agreed_at = now(), public_agreed_by = '${reviewer.subject.person}'`),
      '42501',
    ],
    [
      'guard_finding',
      'the party closes no finding',
      focal,
      `update reviews.finding set state = 'closed' where id = '${reported}' returning 'closed'`,
      '42501',
    ],
    [
      'guard_finding',
      'nobody rewords one that was adopted',
      reviewer,
      `update reviews.finding set title = 'Other' where id = '${reported}' returning 'reworded'`,
      '42501',
    ],
    [
      'require_own_name',
      'nobody drafts a finding in the name of another',
      reviewer,
      `insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at)
        select gen_random_uuid(), participation_id, party_id, round_id, grade, 'Other', body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, '${focal.subject.person}', drafted_at
          from reviews.finding where id = '${reported}' returning 'drafted'`,
      '42501',
    ],
    [
      'policy consultation_go_on',
      'what those consulted were told is not changed',
      by('office'),
      `update cooperation.consultation set outcome = 'Other' where id = '${consultation}' returning 'changed'`,
      undefined,
    ],
    [
      'policy calendar_read',
      'what is planned of a firm is shown where the firm is',
      signedOut,
      `select count(*)::int from parties.calendar where source = 'of a firm'`,
      0,
      planned,
    ],
    ['published', 'what is signed between the days is nobody’s', signedOut, 'select count(*)::int from ledger.published()', 0],
    ['public_keys', 'nor are its keys', signedOut, 'select count(*)::int from ledger.public_keys()', 0],
    ['published_tile', 'nor its leaves', signedOut, 'select ledger.published_tile(0, 0, 1)', null, tile],
  ];
  return toScenarios(lines);
}
