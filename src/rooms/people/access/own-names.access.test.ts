import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// Nobody writes in another person's name with any statement: every column that names the author of something, on every way to write it.
let bed: TestBed;
let office: TestPerson;
let other: TestPerson;
const ids: Record<string, string> = {};

beforeAll(async () => {
  bed = await openTestBed();
  ids.nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  ids.operation = await bed.givenParty({ kind: 'operation', code: 'OP-X', name: 'Operation' });
  // Everything else allows the write, so that only the name can be the reason of a refusal.
  office = await bed.givenPerson('Ines', [
    { role: ROLE.policyOffice },
    { role: ROLE.focalPoint, partyId: ids.nation },
    { role: ROLE.reviewer, partyId: ids.nation },
  ]);
  other = await bed.signIn.policyOffice();
  for (const name of ['authority', 'round', 'participation', 'unit', 'contribution', 'batch', 'question']) ids[name] = randomUUID();
  const arrange = (sql: string, values: unknown[]) => bed.deployer.query(sql, values);
  await arrange(
    `insert into reviews.authority (id, name_en, name_fr, reviews_en, reviews_fr, valid_from, source, recorded_by, recorded_at) values ($1, 'n', 'n', 'r', 'r', '2020-01-01', 's', $2, now())`,
    [ids.authority, other.personId],
  );
  await arrange(
    `insert into reviews.round (id, authority_id, edition_id, title_en, title_fr, state, self_assessment_due, cut_off, comment_due, planned_by, planned_at, opened_at)
      values ($1, $2, 'nato-thb-2004', 't', 't', 'open', '2026-01-01', '2026-01-01', '2026-02-01', $3, now(), now())`,
    [ids.round, ids.authority, other.personId],
  );
  await arrange(
    `insert into reviews.participation (id, round_id, party_id, party_group, voluntary, obligation_ids, state, since, self_assessment_due, comment_due)
      values ($1, $2, $3, 'ally', false, '{P3.2}', 'clarifying', now(), '2026-01-01', '2026-02-01')`,
    [ids.participation, ids.round, ids.nation],
  );
  await arrange(
    `insert into reviews.answer (participation_id, party_id, edition_id, obligation_id, suggested, suggested_from) values ($1, $2, 'nato-thb-2004', 'P3.2', 's', 'nothing')`,
    [ids.participation, ids.nation],
  );
  await arrange(
    `insert into reviews.clarification (id, participation_id, party_id, question, due, asked_by, asked_at) values ($1, $2, $3, 'Why?', '2026-01-01', $4, now())`,
    [ids.question, ids.participation, ids.nation, other.personId],
  );
  await arrange(`insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, 'Unit', now(), $3)`, [
    ids.unit,
    ids.nation,
    other.personId,
  ]);
  await arrange(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by) values ($1, $2, $3, '2026-01-01', 's', now(), $4)`,
    [ids.contribution, ids.nation, ids.operation, other.personId],
  );
  await arrange(`insert into nations.import_batch (id, title, table_sha256, applied_at, applied_by) values ($1, 't', '', now(), $2)`, [
    ids.batch,
    other.personId,
  ]);
});
afterAll(() => bed.close());

/** Runs one statement as the policy office with a name in `$1`, and rolls it back. Returns ok, or the code of the refusal. */
async function tries(sql: string, name: string | null): Promise<string> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [office.token]);
    const text = sql.replaceAll(/:(\w+)/g, (_all, key: string) => (key === 'new' ? `'${randomUUID()}'` : `'${ids[key]}'`));
    const { rowCount } = await client.query(text, [name]);
    return rowCount === 1 ? 'ok' : `${rowCount} rows`;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const FINDING_COLUMNS = `(id, round_id, participation_id, party_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at)
  values (:new, :round, :participation, :nation, 'urge', 't', 'b', '{P3.2}', '{3}', '{}', true, 'o', '2027-01-01', 'drafted', $1, now())`;

const WRITES: [what: string, sql: string][] = [
  [
    'party.recorded_by',
    `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_by) values (:new, 'nation', 'XQ', 'n', 'n', 's', $1)`,
  ],
  [
    'membership.recorded_by',
    `insert into parties.membership (id, party_id, from_date, source, recorded_at, recorded_by) values (:new, :nation, '2020', 's', now(), $1)`,
  ],
  [
    'observedContribution.recorded_by',
    `insert into parties.observed_contribution (id, party_id, operation_id, source, recorded_at, recorded_by) values (:new, :nation, :operation, 's', now(), $1)`,
  ],
  [
    'contribution.confirmed_by',
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by) values (:new, :nation, :operation, '2026-01-01', 's', now(), $1)`,
  ],
  [
    'contribution.ended_by',
    `update parties.contribution set ended_by = $1, ended_at = now(), to_day = '2026-06-30' where id = :contribution`,
  ],
  ['unit.recorded_by', `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values (:new, :nation, 'Unit', now(), $1)`],
  [
    'rotation.recorded_by',
    `insert into parties.rotation (id, unit_id, party_id, operation_id, contingent, from_day, recorded_at, recorded_by) values (:new, :unit, :nation, :operation, 'c', '2026-01-01', now(), $1)`,
  ],
  [
    'import_batch.applied_by',
    `insert into nations.import_batch (id, title, table_sha256, applied_at, applied_by) values (:new, 't', '', now(), $1)`,
  ],
  ['import_batch.undone_by', `update nations.import_batch set undone_by = $1, undone_at = now(), undo_reason = 'b' where id = :batch`],
  [
    'treaty_action.recorded_by',
    `insert into nations.treaty_action (id, party_id, instrument, status, confidence, recorded_at, recorded_by, reason, origin) values (:new, :nation, 'TIP', 'unknown', 'none', now(), $1, 'r', 'declared')`,
  ],
  [
    'round.planned_by',
    `insert into reviews.round (id, edition_id, title_en, title_fr, planned_by, planned_at) values (:new, 'nato-thb-2004', 't', 't', $1, now())`,
  ],
  ['round.adopted_by', `update reviews.round set adopted_by = $1, adopted_at = now() where id = :round`],
  [
    'answer.answered_by',
    `update reviews.answer set answered_by = $1, answered_at = now(), choice = 'not-known' where participation_id = :participation`,
  ],
  [
    'clarification.asked_by',
    `insert into reviews.clarification (id, participation_id, party_id, question, due, asked_by, asked_at) values (:new, :participation, :nation, 'q', '2026-01-01', $1, now())`,
  ],
  [
    'clarification.answered_by',
    `update reviews.clarification set answered_by = $1, answered_at = now(), answer = 'a' where id = :question`,
  ],
  ['finding.drafted_by', `insert into reviews.finding ${FINDING_COLUMNS}`],
];

describe('the author of a row', () => {
  test.each(WRITES)('in %s is the writer and nobody else', async (_what, sql) => {
    expect(await tries(sql, office.personId)).toBe('ok');
    expect(await tries(sql, other.personId)).toBe('42501');
  });

  test('is never missing, another person, or a signer before the round is opened', async () => {
    expect(await tries(WRITES[0]![1], null)).toBe('42501');
    const asked = `insert into reviews.clarification (id, participation_id, party_id, question, due, asked_by, asked_at, answered_by) values (:new, :participation, :nation, 'q', '2026-01-01', '${office.personId}', now(), $1)`;
    expect(await tries(asked, other.personId)).toBe('42501');
    const signed = `insert into reviews.participation (id, round_id, party_id, party_group, voluntary, obligation_ids, state, since, self_assessment_due, comment_due, submitted_at, signed_by, signer_capacity)
      values (:new, :round, :operation, 'operation', false, '{P3.2}', 'asked', now(), '2026-01-01', '2026-02-01', now(), $1, 'c')`;
    expect(await tries(signed, other.personId)).toBe('42501');
  });

  test('is checked for every writable column that names a person', async () => {
    const { rows } = await bed.deployer.query<{ place: string }>(`
      select n.nspname || '.' || c.relname || '.' || a.attname as place from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not like 'pg_%' and n.nspname <> 'information_schema' and a.attname ~ '_by$|^person_id$' and not a.attisdropped
        and (has_column_privilege('manumit_app', c.oid, a.attnum, 'insert') or has_column_privilege('manumit_app', c.oid, a.attnum, 'update'))
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'require_own_name' and position(a.attname in encode(t.tgargs, 'escape')) > 0)
        and not exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polwithcheck, c.oid) like '%' || a.attname || ' = ( SELECT identity.person()%')
      order by 1`);
    // The guards of evidence items and of agreements to publication check these columns. The signer of an item is the person who enters it, whose name is checked once.
    // A hold names the person it is about, not the person who placed it. A roster row names the person whose account it links.
    const otherwise = [
      'evidence.item.ended_by',
      'evidence.item.purge_requested_by',
      'evidence.item.signed_by',
      'retention.hold.person_id',
      'reviews.participation.public_agreed_by',
      'training.trainee.person_id',
    ];
    expect(rows.map((row) => row.place)).toEqual(otherwise);
  });
});
