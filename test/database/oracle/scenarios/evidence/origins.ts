import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

/** Who may end an item that was not declared: the action that made it, or the policy office with a reason; a rating only its round. */
export async function originScenarios({ by, nation, labelled, id, world: { rounds } }: GuardFixture): Promise<Scenario[]> {
  const [office, cleared, focal, trainer] = [by('office'), by('cleared office'), by('focal point'), by('training officer')];
  const person = ({ subject }: GuardFixture['signedOut']) => subject.person;
  const find = (origin: string, byOffice: boolean, state = 'submitted') =>
    id(
      `select id from evidence.item where party_id = '${nation}' and origin = '${origin}' and by_office = ${byOffice} and state = '${state}' and released_at is null limit 1`,
    );
  const [measured, ofOffice, source, rated] = [
    await find('measured', false),
    await find('measured', true),
    await find('public-source', true),
    await find('rated', true),
  ];
  const [declared, waiting] = [await find('declared', false), await find('measured', false, 'purge-requested')];
  const hidden = await id(
    `select id from evidence.item where party_id = '${labelled}' and origin = 'measured' and not by_office and label_level = 1 and releasable_to is null and state = 'submitted' limit 1`,
  );
  type Who = GuardFixture['signedOut'];
  const withdraw = (who: Who, item: string, reason: string | null = 'r') =>
    `update evidence.item set state = 'withdrawn', ended_by = '${person(who)}', ended_at = now(), end_reason = ${reason === null ? 'null' : `'${reason}'`} where id = '${item}' returning 'withdrawn'`;
  const requestPurge = (who: Who, item: string, reason: string | null = 'r') =>
    `update evidence.item set state = 'purge-requested', purge_requested_by = '${person(who)}', purge_requested_at = now(), purge_reason = ${reason === null ? 'null' : `'${reason}'`} where id = '${item}' returning 'asked'`;
  const correct = (who: Who, item: string) =>
    `update evidence.item set state = 'corrected', ended_by = '${person(who)}', ended_at = now() where id = '${item}' returning 'corrected'`;
  // A successor that points to an item. A signer is needed for one that is declared.
  const successor = (who: Who, item: string, { origin = 'origin', kind = 'kind', of = 'corrects_id' } = {}) =>
    `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state, submitted_at, counts_on, signed_by, signed_name, ${of})
      select '${randomUUID()}', edition_id, party_id, by_office, ${kind}, says, ${origin}, 'New', 'Nouveau', 's', 's', date, '${person(who)}', now(), 'submitted', now(), counts_on, '${person(who)}', evidence.own_name(), id
        from evidence.item where id = '${item}' returning 'entered'`;
  const asked = (item: string) => ({
    arrange: `update evidence.item set state = 'purge-requested', purge_requested_by = '${person(focal)}', purge_requested_at = now(), purge_reason = 'r' where id = '${item}'`,
    restore: `update evidence.item set state = 'submitted', purge_requested_by = null, purge_requested_at = null, purge_reason = null where id = '${item}'`,
  });
  const purge = (item: string) => `select evidence.purge('${item}', now())`;
  const [text, share] = [randomUUID(), measured];
  const judge = by('reviewer of the nation');
  const ratingIn = (party: string, round: string) =>
    id(
      `select r.id from reviews.rating r join reviews.participation p on p.id = r.participation_id where p.party_id = '${party}' and p.round_id = '${round}'
        and not exists (select from reviews.rating c where c.corrects_id = r.id) limit 1`,
    );
  const [adopted, ofLabelled, drafted] = [
    await ratingIn(nation, rounds.adopted),
    await ratingIn(labelled, rounds.released),
    await ratingIn(nation, rounds.drafts),
  ];
  // A rating of the same obligation in the same participation.
  const rateAgain = (who: Who, rating: string, corrects = true) =>
    `insert into reviews.rating (id, participation_id, party_id, edition_id, obligation_id, status, reason, suggestion, rated_by, rated_at, corrects_id, round_id)
      select gen_random_uuid(), participation_id, party_id, edition_id, obligation_id, 'met', 'r', 'met', '${person(who)}', now(), ${corrects ? 'id' : 'null'},
        ${corrects ? '(select p.round_id from reviews.participation p where p.id = participation_id)' : 'null'}
        from reviews.rating where id = '${rating}' returning 'rated'`;
  const ofRating = randomUUID();
  // The evidence of an adopted rating has the id of the rating.
  const withEvidence = {
    arrange: `insert into reviews.rating (id, participation_id, party_id, edition_id, obligation_id, status, reason, suggestion, rated_by, rated_at)
        select '${ofRating}', participation_id, party_id, edition_id, obligation_id, 'not-met', 'r', 'met', rated_by, rated_at from reviews.rating where id = '${adopted}';
      insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state, submitted_at, counts_on, signed_by)
        select '${ofRating}', edition_id, party_id, true, 'EV-RATE', 'not-met', 'rated', 't', 't', 's', 's', '2026', rated_by, now(), 'submitted', now(), '2026-01-01', rated_by from reviews.rating where id = '${adopted}'`,
    restore: `delete from evidence.item where id = '${ofRating}'; delete from reviews.rating where id = '${ofRating}'`,
  };
  const findingsOnly = {
    arrange: `update reviews.participation set ratings = false where id = (select participation_id from reviews.rating where id = '${drafted}')`,
    restore: `update reviews.participation set ratings = true where id = (select participation_id from reviews.rating where id = '${drafted}')`,
  };
  const lines: ScenarioRow[] = [
    ['guard_item', 'a signer of the party cannot withdraw what was measured', focal, withdraw(focal, measured), '42501'],
    ['guard_item', 'a training officer cannot withdraw what was measured', trainer, withdraw(trainer, measured), '42501'],
    ['guard_item', 'nobody of the party may ask to purge what was measured', focal, requestPurge(focal, measured), '42501'],
    ['guard_item', 'nobody of the party corrects what was measured without a successor', focal, correct(focal, measured), '42501'],
    ['guard_item', 'the office withdraws what was measured only with a reason', office, withdraw(office, measured, null), '42501'],
    ['guard_item', 'the office asks to purge what was measured only with a reason', office, requestPurge(office, measured, null), '42501'],
    ['guard_item', 'the office cannot withdraw a rating', office, withdraw(office, rated), '42501'],
    ['guard_item', 'the office cannot ask to purge a rating', office, requestPurge(office, rated), '42501'],
    ['guard_item', 'the office cannot correct a rating without a successor', office, correct(office, rated), '42501'],
    ['guard_item', 'the office may withdraw what it read from a public source', office, withdraw(office, source), 'withdrawn'],
    ['guard_item', 'the office may withdraw what an action of its own measured', office, withdraw(office, ofOffice), 'withdrawn'],
    ['policy item_change', 'nobody of the party withdraws a public source', focal, withdraw(focal, source), undefined],
    ['policy item_change', 'nobody of the party withdraws a rating', focal, withdraw(focal, rated), undefined],
    ['policy item_change', 'the office may withdraw what was measured at a party', office, withdraw(office, measured), 'withdrawn'],
    ['policy item_change', 'the office may ask to purge what was measured at a party', office, requestPurge(office, measured), 'asked'],
    ['policy item_change', 'the office cannot withdraw what a party declared', office, withdraw(office, declared), undefined],
    ['policy item_change', 'the office withdraws nothing above its clearance', office, withdraw(office, hidden), undefined],
    ['policy item_change', 'the cleared office may withdraw a labelled measured item', cleared, withdraw(cleared, hidden), 'withdrawn'],
    [
      'policy item_change',
      'the office changes no label of what was measured at a party',
      office,
      `update evidence.item set releasable_to = array['${nation}']::uuid[] where id = '${measured}' returning 'labelled'`,
      '42501',
    ],
    [
      'guard_item',
      'a newer measured item replaces the one it points to',
      trainer,
      [successor(trainer, measured), correct(trainer, measured)],
      'corrected',
    ],
    [
      'guard_item',
      'a measured item of another kind replaces nothing',
      trainer,
      [successor(trainer, measured, { kind: `'EV-TRN'` }), correct(trainer, measured)],
      '42501',
    ],
    [
      'guard_item',
      'a successor revives nothing whose purge was requested',
      trainer,
      [successor(trainer, waiting), correct(trainer, waiting)],
      '42501',
    ],
    ['guard_item', 'a successor alone ends no rating', office, [successor(office, rated), correct(office, rated)], '42501'],
    ['check_former', 'a declared item corrects no measured one', focal, successor(focal, measured, { origin: `'declared'` }), '42501'],
    [
      'check_former',
      'a declared item confirms no measured one',
      focal,
      successor(focal, measured, { origin: `'declared'`, of: 'confirms_id' }),
      '42501',
    ],
    ['check_former', 'a declared item confirms a declared one', focal, successor(focal, declared, { of: 'confirms_id' }), 'entered'],
    ['purge', 'a signer of the party cannot purge what was measured', focal, purge(waiting), false],
    ['purge', 'the office may purge what was measured at a party', office, purge(waiting), true],
    ['purge', 'nobody purges a rating', office, purge(rated), false, asked(rated)],
    ['purge', 'a signer of the party cannot purge an item of the office', focal, purge(ofOffice), false, asked(ofOffice)],
    [
      'withdraw_recorded',
      'the office withdraws no rating as a record of an import',
      office,
      `select evidence.withdraw_recorded(array['${rated}'::uuid], now(), 'r')`,
      0,
    ],
    [
      'withdraw_text_evidence',
      'a signed text takes along only the evidence that it left',
      focal,
      [
        `insert into training.local_text (id, placeholder, party_id, number, as_of, answers, signed_at, signed_by, evidence_id)
          values ('${text}', 'law-annex', '${nation}', 99, '2026-01-01', '{}', now(), '${person(focal)}', '${share}')`,
        `update training.local_text set withdrawn_at = now(), withdrawn_by = '${person(focal)}', withdrawal_reason = 'r' where id = '${text}'`,
        `select state from evidence.item where id = '${share}'`,
      ],
      'submitted',
    ],
    ['policy rating_correct', 'the office may correct an adopted rating', office, rateAgain(office, adopted), 'rated'],
    ['policy rating_correct', 'a reviewer cannot correct an adopted rating', judge, rateAgain(judge, adopted), '42501'],
    ['policy rating_correct', 'the party cannot correct an adopted rating', focal, rateAgain(focal, adopted), '42501'],
    ['policy rating_correct', 'the office corrects no rating above its clearance', office, rateAgain(office, ofLabelled), undefined],
    [
      'policy rating_correct',
      'the cleared office may correct a rating of a labelled participation',
      cleared,
      rateAgain(cleared, ofLabelled),
      'rated',
    ],
    ['policy rating_correct', 'a rating is corrected only once it was adopted', office, rateAgain(office, drafted), '42501'],
    ['policy rating_correct', 'the office adds no rating to an adopted round', office, rateAgain(office, adopted, false), '42501'],
    [
      'policy rating_add',
      'nothing is rated where the round adopts findings only',
      judge,
      rateAgain(judge, drafted, false),
      '42501',
      findingsOnly,
    ],
    [
      'end_corrected',
      'the evidence of a corrected rating ends',
      office,
      [rateAgain(office, ofRating), `select state from evidence.item where id = '${ofRating}'`],
      'corrected',
      withEvidence,
    ],
  ];
  return toScenarios(lines);
}
