import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// An attacker's statements reach the database unchecked: the claims are the attacker's own, the SQL is arbitrary.
let bed: TestBed;
let aldmark: string;
let brevia: string;
let operation: string;
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  operation = await bed.givenParty({ kind: 'operation', code: 'OP-X', name: 'Operation' });
  people.office = await bed.signIn.policyOffice();
  people.second = await bed.signIn.policyOffice();
  people.focal = await bed.signIn.focalPoint(aldmark, 'Mira');
  people.other = await bed.signIn.focalPoint(brevia, 'Bruno');
  people.reviewer = await bed.signIn.reviewer(aldmark);
  people.commander = await bed.signIn.commander(operation);
});
afterAll(() => bed.close());

type Step = [sql: string, values?: unknown[]];

/** Runs statements under a person's claims in one transaction and rolls it back. Returns each statement's rows, or its error code. */
async function tries(who: TestPerson, ...steps: Step[]): Promise<unknown> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who.token]);
    let last: unknown;
    for (const [sql, values = []] of steps) last = (await client.query(sql, values)).rows;
    return last;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const call = (who: TestPerson, method: 'POST' | 'PUT', url: string, body: object, version?: number) =>
  bed.call(who, method, `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });

const ITEM = { editionId: 'nato-thb-2004', obligationIds: ['P3.2'], kind: 'EV-NREP', says: 'met', title: 'A', date: '2025', source: 'S' };

describe('evidence, written with arbitrary SQL', () => {
  const FORGED = `insert into evidence.item (id, edition_id, party_id, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_at, document_id, entered_name)
    values ($1, 'nato-thb-2004', $2, 'EV-NREP', 'met', 'declared', 't', 't', 's', 's', '2025', now(), $3, $4)`;

  test('that names the file of another party is refused, so it opens nothing', async () => {
    const upload = await bed.call(
      people.other!,
      'POST',
      `/desk/api/parties/${brevia}/documents?name=a.pdf`,
      Buffer.from('%PDF-1.4 secret'),
      { 'content-type': 'application/octet-stream' },
    );
    const read: Step = ['select name from evidence.document where id = $1', [upload.body.id]];
    expect(await tries(people.other!, read)).toEqual([{ name: 'a.pdf' }]);
    expect(await tries(people.focal!, read)).toEqual([]);
    expect(await tries(people.focal!, [FORGED, [randomUUID(), aldmark, upload.body.id, 'Mira']], read)).toBe('23503');
    expect(await tries(people.other!, [FORGED, [randomUUID(), brevia, upload.body.id, 'Bruno']], read)).toEqual([{ name: 'a.pdf' }]);
  });

  test('can neither be entered nor be proposed for purge in another person’s name', async () => {
    expect(await tries(people.focal!, [FORGED, [randomUUID(), aldmark, null, 'Bruno']])).toBe('42501');
    const { body } = await call(people.focal!, 'POST', `parties/${aldmark}/evidence`, ITEM);
    const forge = `update evidence.item set state = 'purge-requested', purge_requested_by = $2, purge_requested_at = now(), purge_reason = 'r' where id = $1`;
    expect(await tries(people.focal!, [forge, [body.id, people.office!.personId]])).toBe('42501');
    expect(await tries(people.focal!, [forge, [body.id, people.focal!.personId]])).toEqual([]);
    const purged = `insert into evidence.item (id, edition_id, party_id, kind, says, origin, title_en, title_fr, source_en, source_fr, date, entered_at, purged_by)
      values ($1, 'nato-thb-2004', $2, 'EV-NREP', 'met', 'declared', 't', 't', 's', 's', '2025', now(), $3)`;
    expect(await tries(people.focal!, [purged, [randomUUID(), aldmark, people.office!.personId]])).toBe('42501');
    const end = `update evidence.item set state = 'withdrawn', ended_by = $2, ended_at = now() where id = $1`;
    expect(await tries(people.focal!, [end, [body.id, people.office!.personId]])).toBe('42501');
  });

  test('gets no obligation from the policy office while it is a draft that the office cannot see', async () => {
    const { body } = await call(people.focal!, 'POST', `parties/${aldmark}/evidence`, ITEM);
    const name = 'insert into evidence.item_obligation (item_id, obligation_id) values ($1, $2)';
    expect(await tries(people.office!, [name, [body.id, 'P5a.1']])).toBe('42501');
    expect(await tries(people.focal!, [name, [body.id, 'P5a.1']])).toEqual([]);
  });
});

describe('a review, written with arbitrary SQL', () => {
  let participationId: string;
  let findingId: string;

  beforeAll(async () => {
    const authority = randomUUID();
    const roundId = randomUUID();
    participationId = randomUUID();
    findingId = randomUUID();
    const by = people.office!.personId;
    await bed.deployer.query(
      `insert into reviews.authority (id, name_en, name_fr, reviews_en, reviews_fr, valid_from, source, recorded_by, recorded_at) values ($1, 'n', 'n', 'r', 'r', '2020-01-01', 's', $2, now())`,
      [authority, by],
    );
    await bed.deployer.query(
      `insert into reviews.round (id, authority_id, edition_id, title_en, title_fr, state, self_assessment_due, cut_off, comment_due, planned_by, planned_at, opened_at)
       values ($1, $2, 'nato-thb-2004', 't', 't', 'open', '2026-01-01', '2026-01-01', '2026-02-01', $3, now(), now())`,
      [roundId, authority, by],
    );
    await bed.deployer.query(
      `insert into reviews.participation (id, round_id, party_id, party_group, voluntary, obligation_ids, state, since, self_assessment_due, comment_due)
       values ($1, $2, $3, 'ally', false, '{P3.2}', 'drafted', now(), '2026-01-01', '2026-02-01')`,
      [participationId, roundId, aldmark],
    );
    await bed.deployer.query(
      `insert into reviews.rating (id, participation_id, party_id, edition_id, obligation_id, status, reason, suggestion, rated_by, rated_at)
       values ($1, $2, $3, 'nato-thb-2004', 'P3.2', 'not-met', 'Not yet shown', 'met', $4, now())`,
      [randomUUID(), participationId, aldmark, people.reviewer!.personId],
    );
    await bed.deployer.query(
      `insert into reviews.finding (id, participation_id, party_id, round_id, grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, drafted_by, drafted_at)
       values ($1, $2, $3, $4, 'urge', 't', 'b', '{P3.2}', '{3}', '{}', true, 'o', '2027-01-01', 'drafted', $5, now())`,
      [findingId, participationId, aldmark, roundId, people.reviewer!.personId],
    );
  });

  const RATINGS: Step = ['select reason from reviews.rating'];
  const move = (state: string): Step => [
    'update reviews.participation set state = $2, version = version + 1 where id = $1',
    [participationId, state],
  ];

  test('is not moved by the party to a state that shows ratings, and its due dates are not changed by the party', async () => {
    expect(await tries(people.focal!, RATINGS)).toEqual([]);
    expect(await tries(people.focal!, move('commenting'), RATINGS)).toBe('42501');
    expect(await tries(people.focal!, move('adopted'))).toBe('42501');
    expect(
      await tries(people.focal!, [
        'update reviews.participation set self_assessment_due = $2 where id = $1',
        [participationId, '2030-01-01'],
      ]),
    ).toBe('42501');
    expect(
      await tries(people.focal!, ['update reviews.participation set unrated_reason = $2 where id = $1', [participationId, 'None']]),
    ).toBe('42501');
  });

  test('is not moved by a reviewer to commenting or adopted, and not signed by a reviewer for the party', async () => {
    expect(await tries(people.reviewer!, move('commenting'))).toBe('42501');
    expect(await tries(people.reviewer!, move('adopted'))).toBe('42501');
    const sign = `update reviews.participation set submitted_at = now(), signed_by = $2, signer_capacity = 'c' where id = $1`;
    expect(await tries(people.reviewer!, [sign, [participationId, people.reviewer!.personId]])).toBe('42501');
    expect(await tries(people.office!, move('commenting'))).toEqual([]);
  });

  test('has findings that the party can neither reword nor close', async () => {
    await bed.deployer.query(`update reviews.participation set state = 'commenting' where id = $1`, [participationId]);
    expect(await tries(people.focal!, ['update reviews.finding set grade = $2 where id = $1', [findingId, 'suggest']])).toBe('42501');
    await bed.deployer.query(`update reviews.finding set state = 'open' where id = $1`, [findingId]);
    expect(await tries(people.focal!, ['update reviews.finding set state = $2 where id = $1', [findingId, 'closed']])).toBe('42501');
    expect(await tries(people.focal!, ['update reviews.finding set state = $2 where id = $1', [findingId, 'reported']])).toEqual([]);
  });
});

test('a party cannot read what a reviewer wrote in the openings of the ledger', async () => {
  const { rows } = await bed.deployer.query(
    `insert into ledger.entry (id, at, format, person_id, command, clause_ids, party_id, subject_kind, subject_id, commitment, leaf_hash)
     values (gen_random_uuid(), now(), 1, $1, 'reviews/rate-obligation', '{5g}', $2, 'rating', gen_random_uuid(), '', '') returning id`,
    [people.reviewer!.personId, aldmark],
  );
  await bed.deployer.query(`insert into ledger.opening (entry_id, salt, detail) values ($1, '', '{"status": "not-met"}')`, [rows[0].id]);
  expect(await tries(people.focal!, ['select detail from ledger.opening where entry_id = $1', [rows[0].id]])).toEqual([]);
});

test('the contracting officer of one firm sees and registers no other firm, and a nation’s reviewer sees none', async () => {
  const [own, rival] = [
    await bed.givenParty({ kind: 'contractor', code: 'OWN', name: 'Own firm' }),
    await bed.givenParty({ kind: 'contractor', code: 'RIVAL', name: 'Rival' }),
  ];
  people.firm = await bed.signIn.contractingOfficer(own);
  people.buyer = await bed.signIn.contractingOfficer(aldmark);
  const read: Step = [`select id from parties.party where kind = 'contractor' order by code`];
  const write: Step = [
    `insert into parties.party (id, kind, code, name_en, name_fr, source) values ($1, 'contractor', 'NEW', 'n', 'n', 's')`,
    [randomUUID()],
  ];
  expect(await tries(people.firm!, read)).toEqual([{ id: own }]);
  expect(await tries(people.firm!, write)).toBe('42501');
  expect(await tries(people.reviewer!, read)).toEqual([]);
  expect(await tries(people.buyer!, read)).toEqual([{ id: own }, { id: rival }]);
  expect(await tries(people.buyer!, write)).toEqual([]);
});

describe('units', () => {
  test('stay hidden from a commander who writes a rotation for them, and from reviewers of another party', async () => {
    const [ours, theirs] = [randomUUID(), randomUUID()];
    for (const [id, party] of [
      [ours, aldmark],
      [theirs, brevia],
    ])
      await bed.deployer.query(
        `insert into parties.unit (id, party_id, name, location, recorded_at, recorded_by) values ($1, $2, 'Unit', 'Place', now(), $3)`,
        [id, party, people.office!.personId],
      );
    const read: Step = ['select id from parties.unit'];
    const forge = `insert into parties.rotation (id, unit_id, party_id, operation_id, contingent, from_day, recorded_at, recorded_by) values ($1, $2, $3, $3, 'c', '2026-01-01', now(), $4)`;
    expect(await tries(people.commander!, read)).toEqual([]);
    expect(await tries(people.commander!, [forge, [randomUUID(), theirs, operation, people.commander!.personId]], read)).toBe('23503');
    expect(await tries(people.reviewer!, read)).toEqual([{ id: ours }]);
  });
});
