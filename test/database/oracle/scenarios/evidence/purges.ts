import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

/** Who ends a request to purge an item, and to which state the item returns. */
export async function purgeScenarios({ by, nation, labelled, itemToPurge, id }: GuardFixture): Promise<Scenario[]> {
  const [office, cleared, focal, trainer] = [by('office'), by('cleared office'), by('focal point'), by('training officer')];
  const [third, judge] = [by('focal point of the labelled'), by('reviewer of the nation')];
  type Who = GuardFixture['signedOut'];
  const person = ({ subject }: Who) => subject.person;
  const item = (where: string) =>
    id(
      `select id from evidence.item where party_id = '${nation}' and released_at is null and submitted_at is not null and ${where} limit 1`,
    );
  const measured = await item(`state = 'purge-requested' and origin = 'measured' and not by_office`);
  const [ofOffice, rated] = [await item(`state = 'purge-requested' and by_office`), await item(`origin = 'rated' and by_office`)];
  const own = (state: string) => item(`state = '${state}' and origin = 'declared' and not by_office`);
  const [sent, corrected, withdrawn] = [await own('submitted'), await own('corrected'), await own('withdrawn')];
  const hidden = await id(
    `select id from evidence.item where party_id = '${labelled}' and label_level = 1 and releasable_to is null and state = 'purge-requested'
      and origin = 'declared' and not by_office and submitted_at is not null limit 1`,
  );
  const refuse = (which: string, reason = `'r'`) => `select evidence.refuse_purge('${which}', now(), ${reason})`;
  const withdraw = (which: string) => `select evidence.withdraw_purge_request('${which}', now())`;
  const change = (which: string, what: string) => `update evidence.item set ${what} where id = '${which}' returning 'changed'`;
  const request = (who: Who) =>
    `state = 'purge-requested', purge_requested_by = '${person(who)}', purge_requested_at = now(), purge_reason = 'r'`;
  const requestedBy = (which: string, who: Who) => ({
    arrange: `create temp table kept as select purge_requested_by from evidence.item where id = '${which}';
      update evidence.item set purge_requested_by = '${person(who)}' where id = '${which}'`,
    restore: `update evidence.item set purge_requested_by = (select purge_requested_by from kept) where id = '${which}'; drop table kept`,
  });
  const asked = {
    arrange: `update evidence.item set ${request(focal)} where id = '${rated}'`,
    restore: `update evidence.item set state = 'submitted', purge_requested_by = null, purge_requested_at = null, purge_reason = null where id = '${rated}'`,
  };
  const ended = (reason: string) => ({
    arrange: `update evidence.item set ended_at = now(), ended_by = entered_by, end_reason = ${reason} where id = '${itemToPurge}'`,
    restore: `update evidence.item set ended_at = null, ended_by = null, end_reason = null where id = '${itemToPurge}'`,
  });
  const replacedBy = (kind: string) => ({
    arrange: `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state, submitted_at, counts_on, signed_by, corrects_id)
      select gen_random_uuid(), edition_id, party_id, by_office, ${kind}, says, origin, 't', 't', 's', 's', date, entered_by, now(), 'submitted', now(), counts_on, signed_by, id
        from evidence.item where id = '${measured}'`,
    restore: `delete from evidence.item where corrects_id = '${measured}'`,
  });
  const end = (who: Who) => `ended_at = now(), ended_by = '${person(who)}', end_reason = 'r'`;
  const source = await id(
    `select id from evidence.item where party_id = '${nation}' and origin = 'public-source' and state = 'submitted' and released_at is null limit 1`,
  );
  const undone = `select evidence.withdraw_recorded(array['${source}'::uuid], now(), 'r')`;
  const asking = (more = '') => ({
    arrange: `update evidence.item set ${request(focal)}${more} where id = '${source}'`,
    restore: `update evidence.item set state = 'submitted', purge_requested_by = null, purge_requested_at = null, purge_reason = null, ended_at = null, ended_by = null, end_reason = null
      where id = '${source}'`,
  });
  const [share, text] = [randomUUID(), randomUUID()];
  // The evidence of a signed text whose purge is requested.
  const ofText = (ended: string) => ({
    arrange: `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state, submitted_at, counts_on, signed_by,
        purge_requested_by, purge_requested_at, purge_reason, ended_at, end_reason)
      select '${share}', edition_id, party_id, false, 'EV-CURR', says, 'measured', 't', 't', 's', 's', date, entered_by, now(), 'purge-requested', '2026-01-01', counts_on, '${person(focal)}',
        entered_by, now(), 'r', ${ended} from evidence.item where id = '${measured}'`,
    restore: `delete from evidence.item where id = '${share}'`,
  });
  const withdrawText = [
    `insert into training.local_text (id, placeholder, party_id, number, as_of, answers, signed_at, signed_by, evidence_id)
      values ('${text}', 'law-annex', '${nation}', 99, '2026-01-01', '{}', '2026-01-01', '${person(focal)}', '${share}')`,
    `update training.local_text set withdrawn_at = now(), withdrawn_by = '${person(focal)}', withdrawal_reason = 'r' where id = '${text}'`,
    `select state || ' ' || end_reason from evidence.item where id = '${share}'`,
  ];
  const lines: ScenarioRow[] = [
    ['refuse_purge', 'a second signer may refuse a purge', focal, refuse(itemToPurge), 'submitted'],
    ['refuse_purge', 'the office may refuse the purge of a party’s item', office, refuse(itemToPurge), 'submitted'],
    ['refuse_purge', 'nobody refuses a purge without a reason', focal, refuse(itemToPurge, 'null'), null],
    [
      'refuse_purge',
      'the person who requested a purge cannot refuse it',
      focal,
      refuse(itemToPurge),
      null,
      requestedBy(itemToPurge, focal),
    ],
    ['refuse_purge', 'a person who signs nothing cannot refuse a purge', trainer, refuse(itemToPurge), null],
    ['refuse_purge', 'nobody of another party can refuse a purge', third, refuse(itemToPurge), null],
    ['refuse_purge', 'nobody of the party can refuse a purge above their clearance', third, refuse(hidden), null],
    ['refuse_purge', 'the office cannot refuse a purge above its clearance', office, refuse(hidden), null],
    ['refuse_purge', 'the cleared office may refuse the purge of a labelled item', cleared, refuse(hidden), 'submitted'],
    ['refuse_purge', 'a signer of the party cannot refuse the purge of what was measured', focal, refuse(measured), null],
    ['refuse_purge', 'the office may refuse the purge of what was measured at a party', office, refuse(measured), 'submitted'],
    ['refuse_purge', 'a signer of the party cannot refuse the purge of an item of the office', focal, refuse(ofOffice), null],
    ['refuse_purge', 'nobody refuses the purge of a rating', office, refuse(rated), null, asked],
    ['refuse_purge', 'an item without a request has nothing to refuse', focal, refuse(sent), null],
    [
      'withdraw_purge_request',
      'the person who requested a purge may withdraw the request',
      trainer,
      withdraw(itemToPurge),
      'submitted',
      requestedBy(itemToPurge, trainer),
    ],
    ['withdraw_purge_request', 'nobody withdraws the request of another person', focal, withdraw(itemToPurge), null],
    [
      'withdraw_purge_request',
      'a person who enters nothing any more cannot withdraw the request',
      judge,
      withdraw(itemToPurge),
      null,
      requestedBy(itemToPurge, judge),
    ],
    [
      'withdraw_purge_request',
      'the office may withdraw its request about what was measured',
      office,
      withdraw(measured),
      'submitted',
      requestedBy(measured, office),
    ],
    [
      'withdraw_purge_request',
      'nobody of the party withdraws a request about what was measured',
      focal,
      withdraw(measured),
      null,
      requestedBy(measured, focal),
    ],
    [
      'withdraw_purge_request',
      'the office withdraws no request about what a party declared',
      office,
      withdraw(itemToPurge),
      null,
      requestedBy(itemToPurge, office),
    ],
    [
      'withdraw_purge_request',
      'nobody withdraws a request about a rating',
      office,
      withdraw(rated),
      null,
      {
        ...asked,
        arrange: `update evidence.item set ${request(office)} where id = '${rated}'`,
      },
    ],
    ['return_item', 'an item that was withdrawn stays withdrawn', focal, refuse(itemToPurge), 'withdrawn', ended(`'r'`)],
    ['return_item', 'an item that was corrected stays corrected', focal, refuse(itemToPurge), 'corrected', ended('null')],
    ['return_item', 'an item with a newer one in its place was corrected', office, refuse(measured), 'corrected', replacedBy('kind')],
    ['return_item', 'an item of another kind takes no place', office, refuse(measured), 'submitted', replacedBy(`'EV-REV'`)],
    [
      'withdraw_recorded',
      'what is undone while its purge is requested keeps the request, and is withdrawn if the purge is refused',
      office,
      [undone, refuse(source)],
      'withdrawn',
      asking(),
    ],
    ['withdraw_recorded', 'what ended before its purge was requested does not end again', office, undone, 0, asking(`, ${end(office)}`)],
    [
      'withdraw_text_evidence',
      'the evidence of a withdrawn text keeps its request to purge, with its end',
      focal,
      withdrawText,
      'purge-requested r',
      ofText('null, null'),
    ],
    [
      'withdraw_text_evidence',
      'the evidence of a withdrawn text does not end again while its purge is requested',
      focal,
      withdrawText,
      'purge-requested first',
      ofText(`now(), 'first'`),
    ],
    ['guard_item', 'a signer may record the end of an item whose purge is requested', focal, change(itemToPurge, end(focal)), 'changed'],
    [
      'guard_item',
      'a person who signs nothing records no end while a purge is requested',
      trainer,
      change(itemToPurge, end(trainer)),
      '42501',
    ],
    ['guard_item', 'an end stays while a purge is requested', focal, change(itemToPurge, end(focal)), '42501', ended(`'r'`)],
    ['guard_item', 'nobody of the party ends what was measured while its purge is requested', focal, change(measured, end(focal)), '42501'],
    ['guard_item', 'nobody ends a request without its functions', focal, change(itemToPurge, `state = 'submitted'`), '42501'],
    ['guard_item', 'a withdrawn item does not count again', focal, change(withdrawn, `state = 'submitted'`), '42501'],
    ['guard_item', 'a corrected item does not count again', focal, change(corrected, `state = 'submitted'`), '42501'],
    ['guard_item', 'a withdrawn item keeps its end', focal, change(withdrawn, 'ended_at = null, end_reason = null'), '42501'],
    [
      'guard_item',
      'a request to purge takes no end off the item',
      focal,
      change(withdrawn, `${request(focal)}, ended_at = null, end_reason = null`),
      '42501',
    ],
    ['guard_item', 'a request to purge a withdrawn item is possible', focal, change(withdrawn, request(focal)), 'changed'],
    ['guard_item', 'nobody takes over the request of another person', focal, change(itemToPurge, request(focal)), '42501'],
    [
      'guard_item',
      'a second request does not keep the name of the first',
      focal,
      change(sent, `state = 'purge-requested'`),
      '42501',
      {
        arrange: `update evidence.item set purge_requested_by = '${person(trainer)}', purge_requested_at = now(), purge_reason = 'r' where id = '${sent}'`,
        restore: `update evidence.item set purge_requested_by = null, purge_requested_at = null, purge_reason = null where id = '${sent}'`,
      },
    ],
  ];
  return toScenarios(lines);
}
