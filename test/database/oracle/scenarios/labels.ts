import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { EDITION, OBLIGATIONS } from '../world.ts';

/** Records that a label hides from people with the role but without the clearance, and steps that need two people. */
export async function labelScenarios({ by, world, labelled, nation, installation, itemToPurge, id }: GuardFixture): Promise<Scenario[]> {
  const [office, focal, cleared, third] = [by('office'), by('focal point'), by('cleared office'), by('focal point of the labelled')];
  const item = (where: string) =>
    id(`select id from evidence.item where party_id = '${labelled}' and label_level = 1 and releasable_to is null and ${where} limit 1`);
  const sent = await item(`state = 'submitted' and origin = 'declared' and not by_office and released_at is null`);
  const [left, asked] = [
    await item(`state = 'submitted' and origin = 'public-source'`),
    await item(`state = 'purge-requested' and origin = 'declared' and not by_office and submitted_at is not null`),
  ];
  const release = (of: string) => id(`select id from evidence.label_release where object_id = '${of}'`);
  const [ofSent, ofLeft] = [await release(sent), await release(left)];
  const ofParticipation = await id(
    `select l.id from reviews.label_release l join reviews.participation p on p.id = l.object_id where p.party_id = '${labelled}' and p.label_level = 1 and p.releasable_to is null`,
  );
  const requestedBy = (name: string, table: string, which: string) => ({
    arrange: `create temp table kept as select requested_by from ${table} where id = '${which}'; update ${table} set requested_by = '${by(name).subject.person}' where id = '${which}'`,
    restore: `update ${table} set requested_by = (select requested_by from kept) where id = '${which}'; drop table kept`,
  });
  const decide = (room: string, which: string) => `select ${room}.release_label('${which}', now())`;
  const [draft, file] = [
    await id(
      `select id from evidence.item where party_id = '${labelled}' and label_level = 0 and releasable_to is null and state = 'draft' and not by_office`,
    ),
    await id(
      `select d.id from evidence.document d join evidence.item p on p.document_id = d.id where d.party_id = '${labelled}' and d.label_level = 1 and not d.by_office limit 1`,
    ),
  ];
  const copy = (column: string, of: string) =>
    `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_by, entered_at, state, ${column})
      select gen_random_uuid(), edition_id, party_id, by_office, kind, says, origin, 'Copy', 'Copie', 's', 's', date, '${third.subject.person}', now(), 'draft', '${of}' from evidence.item where id = '${draft}' returning 'entered'`;
  const again = `select evidence.replay_purge('${itemToPurge}', null, now(), null, now())`;
  const named = await id(
    `select document_id as id from evidence.item where party_id = '${nation}' and document_id is not null and not by_office limit 1`,
  );
  const own = (state: string) =>
    id(
      `select id from evidence.item where party_id = '${nation}' and state = '${state}' and origin = 'declared' and not by_office and released_at is null limit 1`,
    );
  const [ownDraft, ownSent] = [await own('draft'), await own('submitted')];
  const change = (which: string, what: string) => `update evidence.item set ${what} where id = '${which}' returning 'changed'`;
  const another = office.subject.person;
  const entering = randomUUID();
  const enter = (party: string, { byOffice = false, signed = false, level = 0, releasable = 'null', confirms = 'null' }, look = `''`) => [
    `select evidence.enter(jsonb_populate_record(null::evidence.item, jsonb_build_object('id', '${entering}', 'edition_id', '${EDITION}', 'party_id', '${party}',
      'by_office', ${byOffice}, 'kind', 'EV-POL', 'says', 'met', 'origin', 'declared', 'title_en', 't', 'title_fr', 't', 'source_en', 's', 'source_fr', 's', 'date', '2026',
      'confirms_id', ${confirms}, 'entered_at', now(), 'counts_on', ${signed ? `'2026-01-01'` : 'null'}, 'label_level', ${level}, 'releasable_to', ${releasable},
      'opens_with_round', true)), array['${OBLIGATIONS[1]}'])`,
    `select ${look}`,
  ];
  const highest = (label: string) => ({
    arrange: `update identity.ceiling set highest_label = '${label}'`,
    restore: `update identity.ceiling set highest_label = 'secret'`,
  });
  const notOpened = (which: string) => ({
    arrange: `update evidence.item set opens_with_round = false where id = '${which}'`,
    restore: `update evidence.item set opens_with_round = true where id = '${which}'`,
  });
  const lines: ScenarioRow[] = [
    ['guard_item', 'nobody can sign for another person', focal, change(ownDraft, `signed_by = '${another}'`), '42501'],
    ['guard_item', 'nobody can sign under another name', focal, change(ownDraft, `signed_name = 'Another'`), '42501'],
    [
      'guard_item',
      'nobody can end an item in another person’s name',
      focal,
      change(ownDraft, `state = 'withdrawn', ended_by = '${another}'`),
      '42501',
    ],
    [
      'guard_item',
      'nobody can request a purge in another person’s name',
      focal,
      change(ownDraft, `state = 'purge-requested', purge_requested_by = '${another}'`),
      '42501',
    ],
    ['guard_item', 'nobody can reword a submitted item', focal, change(ownSent, `title_en = 'Other'`), '42501'],
    ['enter', 'a person who drafts for a party may enter its evidence', by('legal adviser'), enter(nation, {}), ''],
    ['enter', 'a person who only drafts cannot sign', by('legal adviser'), enter(nation, { signed: true }), '42501'],
    ['enter', 'a signer may sign', focal, enter(nation, { signed: true }), ''],
    ['enter', 'nobody can enter evidence for another party', third, enter(nation, {}), '42501'],
    ['enter', 'a person who only reads the party’s evidence cannot enter it', by('reviewer of the nation'), enter(nation, {}), '42501'],
    ['enter', 'nobody can enter evidence above their clearance', third, enter(labelled, { level: 1 }), '42501'],
    ['enter', 'a person of the party cannot enter evidence for the office', focal, enter(nation, { byOffice: true }), '42501'],
    ['enter', 'the office may enter evidence about a party', office, enter(nation, { byOffice: true }), ''],
    ['enter', 'the office cannot enter evidence above its clearance', office, enter(nation, { byOffice: true, level: 1 }), '42501'],
    [
      'enter',
      'the office cannot enter evidence that is not releasable to it',
      cleared,
      enter(nation, { byOffice: true, releasable: `array['${nation}'::uuid]` }),
      '42501',
    ],
    ['enter', 'the office cannot enter evidence about an unknown party', office, enter(itemToPurge, { byOffice: true }), '42501'],
    [
      'enter',
      'a label above the highest level is refused by name',
      third,
      enter(labelled, { level: 3 }),
      'platform/label-too-high',
      highest('restricted'),
    ],
    [
      'enter',
      'the program itself may enter evidence, under no person’s name',
      installation,
      enter(nation, { signed: true }, `coalesce(entered_name, 'nobody’s') from evidence.item where id = '${entering}'`),
      'nobody’s',
    ],
    [
      'enter',
      'what confirms an item that no round opens is not opened by a round',
      focal,
      enter(nation, { confirms: `'${ownSent}'` }, `opens_with_round::text from evidence.item where id = '${entering}'`),
      'false',
      notOpened(ownSent),
    ],
    [
      'enter',
      'what confirms an item that a round opens is opened by a round',
      focal,
      enter(nation, { confirms: `'${ownSent}'` }, `opens_with_round::text from evidence.item where id = '${entering}'`),
      'true',
    ],
    [
      'release',
      'the office cannot release what no round opens',
      cleared,
      `select evidence.release(array['${sent}'::uuid], now())`,
      0,
      notOpened(sent),
    ],
    [
      'release',
      'the office cannot release evidence above its clearance',
      office,
      `select evidence.release(array['${sent}'::uuid], now())`,
      0,
    ],
    [
      'release',
      'the office may release evidence within its clearance',
      cleared,
      `select evidence.release(array['${sent}'::uuid], now())`,
      1,
    ],
    ['release', 'nobody else may release evidence', focal, `select evidence.release(array['${ownSent}'::uuid], now())`, '42501'],
    [
      'withdraw_recorded',
      'nobody of the party may withdraw a recorded item',
      focal,
      `select evidence.withdraw_recorded(array['${ownSent}'::uuid], now(), 'r')`,
      '42501',
    ],
    [
      'copy_item',
      'nobody can add obligations to a submitted item',
      focal,
      `insert into evidence.item_obligation (item_id, obligation_id) values ('${ownSent}', '${OBLIGATIONS[1]}')`,
      '42501',
    ],
    [
      'withdraw_recorded',
      'the office cannot withdraw a recorded item above its clearance',
      office,
      `select evidence.withdraw_recorded(array['${left}'::uuid], now(), 'r')`,
      0,
    ],
    ['purge', 'nobody of the party can purge an item above their clearance', third, `select evidence.purge('${asked}', now())`, false],
    ['purge', 'the office cannot purge an item above its clearance', office, `select evidence.purge('${asked}', now())`, false],
    ['release_label', 'nobody can lower a label above their clearance', third, decide('evidence', ofSent), false],
    ['release_label', 'the office cannot lower a label above its clearance', office, decide('evidence', ofLeft), false],
    [
      'release_label',
      'the office cannot lower the label of a participation above its clearance',
      office,
      decide('reviews', ofParticipation),
      false,
    ],
    [
      'release_label',
      'the person who requested a lower label cannot decide it',
      cleared,
      decide('evidence', ofLeft),
      false,
      requestedBy('cleared office', 'evidence.label_release', ofLeft),
    ],
    [
      'release_label',
      'the person who requested a lower label of a participation cannot decide it',
      cleared,
      decide('reviews', ofParticipation),
      false,
      requestedBy('cleared office', 'reviews.label_release', ofParticipation),
    ],
    [
      'hides_participations',
      'the office sees that a participation above its clearance exists',
      office,
      `select reviews.hides_participations('${world.rounds.open}')`,
      true,
    ],
    [
      'hides_participations',
      'the office sees that a participation not releasable to it exists',
      office,
      `select reviews.hides_participations('${world.rounds.adopted}')`,
      true,
    ],
    ['hides_participations', 'nobody else sees that', focal, `select reviews.hides_participations('${world.rounds.open}')`, false],
    [
      'check_label',
      'no label is above the highest level of the installation',
      third,
      change(draft, 'label_level = 2'),
      'platform/label-too-high',
      highest('restricted'),
    ],
    ['check_label', 'nobody can lower a label alone', cleared, change(left, 'label_level = 0'), 'platform/write-down'],
    ['check_former', 'the correction of a labelled item has its label', third, copy('corrects_id', sent), 'platform/write-down'],
    ['label_file', 'an item that shows a labelled file has its label', third, copy('document_id', file), 'evidence/file-label-differs'],
    ['replay_purge', 'only the installation can repeat a purge', office, again, '42501'],
    ['replay_purge', 'the installation may repeat a purge', installation, again, true],
    [
      'policy chunk_add',
      'the person who uploads a file stores its chunks',
      focal,
      [
        `insert into evidence.document (id, party_id, by_office, name, media_type, bytes, sha256, uploaded_by, uploaded_at)
        select '${itemToPurge}', party_id, by_office, name, media_type, bytes, sha256, '${focal.subject.person}', now() from evidence.document where id = '${named}'`,
        `insert into evidence.document_chunk (document_id, seq, bytes) values ('${itemToPurge}', 0, 'x')`,
        `select count(*)::int from evidence.document_chunk where document_id = '${itemToPurge}'`,
      ],
      1,
    ],
  ];
  return toScenarios(lines);
}
