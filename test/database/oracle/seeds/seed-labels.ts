import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';

/**
 * Labels the records of the third nation: its participations in each round, its returns, its answer, and a copy of each of its items under each label. The records of others
 * keep the lowest label, so other checks on them are not affected.
 */
export async function labelThird({ bed: { deployer }, parties, rounds }: World): Promise<void> {
  const third = parties['third-nation']!.id;
  const among = (...names: string[]) => [third, ...names.map((name) => parties[name]!.id)];
  const labels: [level: number, releasable: string[] | null][] = [
    [1, null],
    [2, null],
    [0, among('nation')],
    [1, among('nation', 'headquarters')],
    [2, among()],
  ];
  const { rows: columns } = await deployer.query<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns where table_schema = 'evidence' and table_name = 'item' order by 1`,
  );
  const copiedColumns = columns
    .map(({ name }) => name)
    .filter((name) => !['id', 'document_id', 'label_level', 'releasable_to'].includes(name));
  const { rows: items } = await deployer.query<{ id: string; document_id: string | null }>(
    'select id, document_id from evidence.item where party_id = $1',
    [third],
  );
  // Obligations are named in the transaction that makes the item.
  await deployer.query('begin');
  for (const [level, releasable] of labels)
    for (const item of items) {
      const id = randomUUID();
      const file = item.document_id && randomUUID();
      if (file)
        await deployer.query(
          `insert into evidence.document (id, party_id, by_office, name, media_type, bytes, sha256, uploaded_by, uploaded_at)
            select $1, party_id, by_office, name, media_type, bytes, sha256, uploaded_by, uploaded_at from evidence.document where id = $2`,
          [file, item.document_id],
        );
      await deployer.query(
        `insert into evidence.item (${copiedColumns}, id, document_id, label_level, releasable_to) select ${copiedColumns}, $1, $2, $3, $4 from evidence.item where id = $5`,
        [id, file, level, releasable, item.id],
      );
      await deployer.query(
        'insert into evidence.item_obligation (item_id, obligation_id) select $1, obligation_id from evidence.item_obligation where item_id = $2',
        [id, item.id],
      );
    }
  await deployer.query('commit');
  await deployer.query('update commitments.answer set label_level = 2 where party_id = $1', [third]);
  await deployer.query('update commitments.recorded_view set label_level = 2 where party_id = $1', [third]);
  for (const [n, round] of [rounds.open, rounds.drafts, rounds.adopted, rounds.released].entries()) {
    const [level, releasable] = labels[n]!;
    await deployer.query('update reviews.participation set label_level = $3, releasable_to = $4 where party_id = $1 and round_id = $2', [
      third,
      round,
      level,
      releasable,
    ]);
  }
  // An adopted participation that is not open to all is read under its own label.
  await deployer.query(
    'update reviews.adopted_participation set label_level = 1, releasable_to = $3 where party_id = $1 and round_id = $2',
    [third, rounds.adopted, among('nation', 'headquarters')],
  );
  const returns = await deployer.query<{ id: string }>('select id from returns.return where party_id = $1 order by period', [third]);
  for (const [n, { id }] of returns.rows.entries()) {
    const [level, releasable] = labels[n % labels.length]!;
    await deployer.query('update returns.return set label_level = $2, releasable_to = $3 where id = $1', [id, level, releasable]);
  }
  // Its letters, its checklist, and consultations of headquarters about it.
  await deployer.query('update nations.outreach set label_level = 1 where writer_id = $1 and state = $2', [third, 'sent']);
  await deployer.query('update nations.outreach set releasable_to = $3 where writer_id = $1 and state = $2', [
    third,
    'opened',
    among('headquarters'),
  ]);
  await deployer.query('update nations.joining set label_level = 2, releasable_to = $2 where party_id = $1', [
    third,
    among('headquarters'),
  ]);
  // Its action plan; measures and entries take the label of their plan.
  await deployer.query('update nations.plan set label_level = 1, releasable_to = $2 where party_id = $1', [
    third,
    among('nation', 'headquarters'),
  ]);
  for (const table of ['measure', 'measure_progress'])
    await deployer.query(`update nations.${table} set label_level = 0 where party_id = $1`, [third]);
  await deployer.query(
    `update cooperation.consultation set label_level = 1 where id in (select id from cooperation.consultation where state = 'recorded' order by id limit 1)`,
  );
  await deployer.query(
    `insert into evidence.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at)
      select gen_random_uuid(), id, party_id, label_level, 0, 'r', entered_by, entered_at from evidence.item where party_id = $1 and label_level > 0 and state = 'submitted'`,
    [third],
  );
  await deployer.query(
    `insert into reviews.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at)
      select gen_random_uuid(), id, party_id, label_level, 0, 'r', (select id from identity.person limit 1), now() from reviews.participation where party_id = $1 and label_level > 0`,
    [third],
  );
  await deployer.query(
    `insert into returns.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at)
      select gen_random_uuid(), id, party_id, label_level, 0, 'r', opened_by, now() from returns.return where party_id = $1 and label_level > 0`,
    [third],
  );
  // Labelled files that no item shows yet.
  await deployer.query(
    `insert into evidence.document (id, party_id, by_office, name, media_type, bytes, sha256, uploaded_by, uploaded_at, label_level)
      select gen_random_uuid(), party_id, by_office, name, media_type, bytes, sha256, uploaded_by, uploaded_at, 1 from (select distinct on (by_office) * from evidence.document where party_id = $1 and purged_at is null) d`,
    [third],
  );
}
