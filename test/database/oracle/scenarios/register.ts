import { ROLE } from '#kernel/roles.ts';
import { posted, type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { EDITION } from '../world.ts';

/** Acts of the register that no sample of a row tries: public acts of parties, decisions on editions, and what replaces a measured item. */
export async function registerScenarios({ by, nation, labelled, world, id }: GuardFixture): Promise<Scenario[]> {
  const { partner, 'other-operation': operation } = world.parties as Record<string, { id: string }>;
  const [office, adviser, contracts, trainer] = ['office', 'legal adviser', 'contracting officer', 'training officer'].map(by);
  const me = ({ subject }: GuardFixture['signedOut']) => subject.person;
  const accepts = (as: GuardFixture['signedOut']) =>
    `insert into nations.acceptance (id, edition_id, party_id, body, accepted_on, document, recorded_at, recorded_by)
      values (gen_random_uuid(), '${EDITION}', '${partner!.id}', 'Council', '2026-01-01', 'Note 1', now(), '${me(as)}') returning 'accepted'`;
  const contracting = `update parties.operation set contracting_from = '2026-01-01', contracting_source = 's', contracting_by = '${me(contracts!)}'
    where party_id = '${operation!.id}' returning 'known'`;
  const edition = (state: string) => id(`select id from policy.imported_edition where state = '${state}'`);
  const [draft, scheduled] = [await edition('draft'), await edition('scheduled')];
  const changes = (which: string, set: string) => `update policy.imported_edition set ${set} where id = '${which}' returning 'changed'`;
  const decision = `state = 'scheduled', from_day = '2098-01-01', decided_by = '${me(office!)}', decided_at = now(),
    reason = 'Order 8', consulted_body = 'Partners', consulted_on = '2026-01-01', consulted_outcome = 'None'`;
  const provider = `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state,
      submitted_at, counts_on, label_level, signed_by, signed_name)
    select gen_random_uuid(), edition_id, party_id, by_office, 'EV-PROV', says, 'declared', 'Copy', 'Copie', 's', 's', date, '${me(trainer!)}', now(), 'submitted',
      now(), date, 1, '${me(trainer!)}', evidence.own_name()
      from evidence.item where party_id = '${labelled}' and state = 'draft' and not by_office limit 1 returning 'entered'`;
  const measured = await id(
    `select id from evidence.item where party_id = '${nation}' and origin = 'measured' and state = 'submitted' and not by_office limit 1`,
  );
  const before = await id(`select entered_by as id from evidence.item where id = '${measured}'`);
  const enteredBy = (who: string) => `update evidence.item set entered_by = '${who}' where id = '${measured}'`;
  const commander = by('commander of the operation');
  const [hereOf, contributed] = [`party_id = '${nation}'`, `party_id = '${nation}' and from_day = '2025-01-01'`];
  const serving = `select count(*)::int from parties.unit where ${hereOf}`;
  const handsOver = (day: string) => ({
    arrange: `update parties.rotation set hand_over = '${day}' where ${hereOf}`,
    restore: `update parties.rotation set hand_over = null where ${hereOf}`,
  });
  const ends = (day: string) => ({
    arrange: `update parties.contribution set to_day = '${day}' where ${contributed}`,
    restore: `update parties.contribution set to_day = null where ${contributed}`,
  });
  const lines: ScenarioRow[] = [
    ['policy unit_read', 'an operation no longer sees a unit that handed over', commander, serving, 0, handsOver('2026-01-02')],
    ['policy unit_read', 'an operation sees a unit that will hand over', commander, serving, 1, handsOver('2099-01-01')],
    ['policy unit_read', 'an operation no longer sees a unit whose contribution ended', commander, serving, 0, ends('2026-01-02')],
    ['policy unit_read', 'an operation sees a unit whose contribution will end', commander, serving, 1, ends('2099-01-01')],
    ['policy unit_read', 'an operation sees a unit that serves after an earlier contribution', commander, serving, 1, ends('2025-12-31')],
    ['policy acceptance_write', 'headquarters records the acceptance of a partner', office!, accepts(office!), 'accepted'],
    [
      'policy acceptance_write',
      'a partner records its own acceptance',
      adviser!,
      accepts(adviser!),
      'accepted',
      posted(adviser!, ROLE.partnerContact, partner!.id),
    ],
    [
      'policy operation_contracting',
      'a contracting officer of an operation states that it lets contracts',
      contracts!,
      contracting,
      'known',
      posted(contracts!, ROLE.contractingOfficer, operation!.id),
    ],
    ['policy imported_edition_decide', 'the office decides on an imported edition', office!, changes(draft, decision), 'changed'],
    [
      'policy imported_edition_decide',
      'the office withdraws its decision',
      office!,
      changes(scheduled, `state = 'withdrawn', ended_by = '${me(office!)}', ended_at = now(), end_reason = 'r'`),
      'changed',
    ],
    [
      'guard_decision',
      'a decision on an edition keeps its reason and its name',
      office!,
      changes(scheduled, `reason = 'Another', decided_by = '${me(office!)}'`),
      '42501',
    ],
    [
      'policy item_enter',
      'a cleared training officer declares a provider of training under a label',
      trainer!,
      provider,
      'entered',
      posted(trainer!, ROLE.trainingOfficer, labelled, 'confidential'),
    ],
    [
      'supersede',
      'a measured item is replaced by one of the same transaction only',
      trainer!,
      `select evidence.supersede('{}', '${measured}', now())`,
      '42501',
      { arrange: enteredBy(me(trainer!)!), restore: enteredBy(before) },
    ],
  ];
  return toScenarios(lines);
}
