import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE, ROLES, type Role } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { InspectedKind } from './access.rules.ts';

// Compares the people named on the page with the rows the database shows, for every role: at the party, at another, and at none.
let bed: TestBed;
let aldmark: string;
let brevia: string;
let office: TestPerson;
let admin: TestPerson;
let otherAdmin: TestPerson;
let auditor: TestPerson;
const everybody: { name: string; who: TestPerson }[] = [];
const objects: { what: string; kind: InspectedKind; id: string; open?: boolean }[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  const headquarters = await bed.givenParty({ kind: 'body', code: 'HQX', name: 'Headquarters' });
  office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  admin = await bed.signIn.partyAdmin(aldmark, 'Wanda');
  otherAdmin = await bed.signIn.partyAdmin(brevia);
  auditor = await bed.signIn.auditor();
  for (const role of ROLES)
    for (const [at, partyId] of [
      ['own', aldmark],
      ['other', brevia],
      ['none', null],
    ] as const)
      everybody.push({ name: `${role}, ${at}`, who: await bed.givenPerson(`${role} ${at}`, [{ role: role as Role, partyId }]) });
  everybody.push({ name: 'nobody', who: await bed.givenPerson('Nobody') });

  const item = async (what: string, more: { byOffice?: boolean; submitted?: boolean; released?: boolean; documentId?: string }) => {
    const id = randomUUID();
    const by = more.submitted ? office.personId : null;
    await bed.deployer.query(
      `insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, state, entered_by, entered_at, signed_by, submitted_at, counts_on, released_at, document_id)
       values ($1, 'nato-thb-2004', $2, $3, 'EV-POL', 'met', 'declared', 't', 't', 's', 's', '2025', $4, $5, now(), $6, $7, $8, $9, $10)`,
      [
        id,
        aldmark,
        more.byOffice ?? false,
        by ? 'submitted' : 'draft',
        office.personId,
        by,
        by && new Date(),
        by && '2025-01-01',
        more.released ? new Date() : null,
        more.documentId ?? null,
      ],
    );
    objects.push({ what, kind: 'evidence-item', id });
  };
  const document = async (what: string, byOffice: boolean) => {
    const id = randomUUID();
    await bed.deployer.query(
      `insert into evidence.document (id, party_id, by_office, name, media_type, bytes, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, 'a.pdf', 'application/pdf', 1, '', $4, now())`,
      [id, aldmark, byOffice, office.personId],
    );
    objects.push({ what, kind: 'document', id });
    return id;
  };
  await item('a draft', {});
  await item('a submitted item', { submitted: true });
  await item('a released item', { submitted: true, released: true });
  await item('a draft of the office', { byOffice: true });
  await item('an item of the office', { byOffice: true, submitted: true });
  await document('a file of a party', false);
  await document('a file of the office', true);
  await item('an item with a file of the office', {
    byOffice: true,
    submitted: true,
    documentId: await document('a file of a submitted item', true),
  });
  await item('a released item with a file', {
    submitted: true,
    released: true,
    documentId: await document('a file of a released item', false),
  });

  const [authority, round, participation] = [randomUUID(), randomUUID(), randomUUID()];
  await bed.deployer.query(
    `insert into reviews.authority (id, name_en, name_fr, reviews_en, reviews_fr, valid_from, source, recorded_by, recorded_at) values ($1, 'n', 'n', 'r', 'r', '2020-01-01', 's', $2, now())`,
    [authority, office.personId],
  );
  await bed.deployer.query(
    `insert into reviews.round (id, authority_id, edition_id, title_en, title_fr, state, self_assessment_due, cut_off, comment_due, planned_by, planned_at, opened_at)
     values ($1, $2, 'nato-thb-2004', 't', 't', 'open', '2026-01-01', '2026-01-01', '2026-02-01', $3, now(), now())`,
    [round, authority, office.personId],
  );
  await bed.deployer.query(
    `insert into reviews.participation (id, round_id, party_id, party_group, voluntary, obligation_ids, state, since, self_assessment_due, comment_due)
     values ($1, $2, $3, 'ally', false, '{P3.2}', 'drafted', now(), '2026-01-01', '2026-02-01')`,
    [participation, round, aldmark],
  );
  objects.push(
    { what: 'a participation', kind: 'participation', id: participation },
    { what: 'a report before adoption', kind: 'report', id: round },
  );
  objects.push({ what: 'a dossier', kind: 'dossier', id: aldmark }, { what: 'a list of evidence', kind: 'evidence', id: aldmark });
  for (const release of ['party', 'parties']) {
    const [adopted, own] = [randomUUID(), randomUUID()];
    await bed.deployer.query(
      `insert into reviews.round (id, authority_id, edition_id, title_en, title_fr, state, self_assessment_due, cut_off, comment_due, planned_by, planned_at, opened_at, adopted_at, release)
       values ($1, $2, 'nato-thb-2004', 't', 't', 'adopted', '2026-01-01', '2026-01-01', '2026-02-01', $3, now(), now(), now(), $4)`,
      [adopted, authority, office.personId, release],
    );
    await bed.deployer.query(
      `insert into reviews.participation (id, round_id, party_id, party_group, voluntary, obligation_ids, state, since, self_assessment_due, comment_due)
       values ($1, $2, $3, 'ally', false, '{P3.2}', 'adopted', now(), '2026-01-01', '2026-02-01')`,
      [own, adopted, aldmark],
    );
    await bed.deployer.query(
      `insert into reviews.adopted_snapshot (round_id, head, sha256, release, adopted_at, adopted_by) values ($1, '{}', repeat('0', 64), $2, now(), $3)`,
      [adopted, release, office.personId],
    );
    await bed.deployer.query(
      `insert into reviews.adopted_participation (round_id, party_id, content, sha256, release) values ($1, $2, '{}', repeat('0', 64), $3)`,
      [adopted, aldmark, release],
    );
    objects.push({ what: `a report released to ${release}`, kind: 'report', id: adopted });
  }
});
afterAll(() => bed.close());

/** Whether the database shows a person any row of an object. The two kinds that are lists are read through their routes. */
async function shows(who: TestPerson, { kind, id }: (typeof objects)[number]): Promise<boolean> {
  if (kind === 'dossier') return (await bed.call(who, 'GET', `/desk/api/parties/${id}/dossier`)).status === 200;
  if (kind === 'evidence') return (await bed.call(who, 'GET', `/desk/api/parties/${id}/evidence`)).status === 200;
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who.token]);
    const tables = {
      'evidence-item': 'evidence.item where id',
      document: 'evidence.document where id',
      participation: 'reviews.participation where id',
    };
    const from =
      kind === 'report'
        ? `(select round_id from reviews.adopted_participation union all select p.round_id from reviews.participation p join reviews.round r on r.id = p.round_id where r.state = 'open') x where round_id`
        : tables[kind];
    return (await client.query(`select from ${from} = $1`, [id])).rowCount! > 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const ask = (who: TestPerson, kind: string, id: string) => bed.call(who, 'GET', `/desk/api/access/${kind}/${id}`);

test('the page names exactly the people to whom the database shows an object, for every role and every state', async () => {
  const wrong: string[] = [];
  let checked = 0;
  let shown = 0;
  for (const object of objects) {
    const page = (await ask(office, object.kind, object.id)).body;
    const named = new Set(page.people.map((one: { id: string }) => one.id));
    for (const { name, who } of everybody) {
      const [is, says] = [await shows(who, object), page.everybody || named.has(who.personId)];
      checked++;
      if (is) shown++;
      if (is !== says) wrong.push(`${object.what}: ${name} ${is ? 'sees it unsaid' : 'is said to see it'}`);
    }
  }
  expect(wrong).toEqual([]);
  // Some people see each object and some do not; otherwise the comparison proves nothing.
  expect([checked, shown > 100, shown < checked / 2]).toEqual([objects.length * everybody.length, true, true]);
});

test('the page gives each grant with its giver, dates and label', async () => {
  const mira = await bed.givenPerson('Mira');
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await bed.call(admin, 'POST', '/desk/api/grants', { personId: mira.personId, role: ROLE.legalAdviser, partyId: aldmark, to: until });
  const draft = objects.find(({ what }) => what === 'a draft')!;
  const { body } = await ask(admin, 'evidence-item', draft.id);
  const line = body.people.find((one: { id: string }) => one.id === mira.personId);
  expect(line).toMatchObject({
    name: 'Mira',
    alone: false,
    opens: [
      { reason: 'own-draft', grant: { role: ROLE.legalAdviser, party: aldmark, label: 'unclassified', to: until, givenBy: 'Wanda' } },
    ],
  });
  expect(body).not.toHaveProperty('title');
  // Nobody gave what single sign-on gives, and the page must not call its holder the first person.
  await bed.deployer.query(
    'insert into identity.listed_grant (grant_id, person_id) select id, person_id from identity.role_grant where person_id = $1',
    [mira.personId],
  );
  const listed = (await ask(admin, 'evidence-item', draft.id)).body.people.flatMap(
    (one: { opens: { grant: { singleSignOn: boolean } }[] }) => one.opens.map(({ grant }) => grant.singleSignOn),
  );
  expect([listed.includes(false), listed.filter(Boolean).length]).toEqual([true, 1]);
});

test('only the policy office, auditors and that party’s administrator may ask, and to others the object looks missing', async () => {
  for (const { what, kind, id } of objects) {
    expect((await ask(auditor, kind, id)).status, what).toBe(200);
    expect((await ask(admin, kind, id)).status, what).toBe(200);
    expect((await ask(otherAdmin, kind, id)).status, what).toBe(404);
    expect((await ask(otherAdmin, kind, id)).text, what).toBe((await ask(otherAdmin, kind, randomUUID())).text);
  }
  // A round without parties belongs to no party, so no administrator may ask about it.
  const planned = randomUUID();
  await bed.deployer.query(
    `insert into reviews.round (id, edition_id, title_en, title_fr, planned_by, planned_at) values ($1, 'nato-thb-2004', 't', 't', $2, now())`,
    [planned, office.personId],
  );
  expect([(await ask(office, 'report', planned)).status, (await ask(admin, 'report', planned)).status]).toEqual([200, 404]);
  for (const { name, who } of everybody.filter(({ name }) => !/policy-office|party-admin, (own|other)|auditor/.test(name)))
    expect([403, 404], name).toContain((await ask(who, 'evidence-item', objects[0]!.id)).status);
});
