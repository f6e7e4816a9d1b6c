import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { ROLE } from '#kernel/roles.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { type Cast, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '#rooms/reviews/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// An administrator gives access and has none: no content table shows an administrator a row, and no content route answers, at any party.
let bed: TestBed;
let cast: Cast;
const admins: Record<string, TestPerson> = {};
const ids: Record<string, string> = {};

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
  const { post, get } = desk(bed);
  admins.party = await bed.signIn.partyAdmin(cast.ally);
  admins.platform = await bed.signIn.platformAdmin();
  admins.both = await bed.givenPerson('Ada', [{ role: ROLE.partyAdmin, partyId: cast.ally }, { role: ROLE.platformAdmin }]);
  setDay(bed, '2026-03-02');
  const entered = await post(cast.focal, `parties/${cast.ally}/evidence`, anItem());
  ids['evidence-item'] = entered.body.id;
  ids.roster = cast.ally;
  await post(cast.focal, `evidence/${entered.body.id}/submit`, {}, 1);
  await post(cast.focal, `parties/${cast.ally}/evidence`, anItem());
  const upload = await bed.call(
    cast.focal,
    'POST',
    `/desk/api/parties/${cast.ally}/documents?name=a.pdf`,
    Buffer.from('%PDF-1.4 a\n%%EOF'),
    {
      'content-type': 'application/octet-stream',
    },
  );
  ids.document = upload.body.id;
  const { roundId, participations } = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['3', '5g'] });
  ids.round = roundId;
  ids.report = (await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['3'], title: 'Another' })).roundId;
  ids.participation = participations.get(cast.ally)!;
  ids.dossier = cast.ally;
  ids.evidence = cast.ally;
  await givenSelfAssessment(bed, cast.focal, ids.participation);
  await post(cast.reviewer, `participations/${ids.participation}/questions`, { obligationId: null, question: 'Since when?' });
  await post(cast.reviewer, `participations/${ids.participation}/ratings`, {
    obligationId: 'P3.2',
    status: 'not-reported',
    reason: 'Nothing came.',
  });
  const finding = await post(cast.reviewer, `participations/${ids.participation}/findings`, {
    grade: 'urge',
    title: 'Report on clause 3',
    text: 'Nothing was reported.',
    obligationIds: ['P3.2'],
    evidenceIds: [],
    citesAbsence: true,
    owner: 'Ministry',
    due: '2027-06-30',
  });
  const participation = await get(cast.office, `participations/${ids.participation}`);
  await post(cast.office, `participations/${ids.participation}/draft`, { unratedReason: 'A test.' }, participation.body.version);
  await post(cast.focal, `participations/${ids.participation}/comments`, {
    obligationId: null,
    findingId: null,
    text: 'Seen.',
    done: false,
  });
  // Rows that only a longer sequence of commands would create, inserted directly.
  const by = cast.office.personId;
  const arrange = (sql: string, values: unknown[]) => bed.deployer.query(sql, values);
  await arrange(
    `insert into reviews.finding_event (id, finding_id, party_id, kind, body, person_id, at) values ($1, $2, $3, 'progress', 'b', $4, now())`,
    [randomUUID(), finding.body.id, cast.ally, by],
  );
  await arrange(
    `insert into reviews.adopted_snapshot (round_id, head, sha256, release, adopted_at, adopted_by) values ($1, '{}', repeat('0', 64), 'party', now(), $2)`,
    [roundId, by],
  );
  await arrange(
    `insert into reviews.adopted_participation (round_id, party_id, content, sha256, release) values ($1, $2, '{}', repeat('0', 64), 'party')`,
    [roundId, cast.ally],
  );
  const [form, visit] = [randomUUID(), randomUUID()];
  for (const [sql, values] of [
    [
      'insert into reviews.shadow_form (id, round_id, party_id, invited_by, invited_at) values ($1, $2, $3, $4, now())',
      [form, roundId, cast.ally, by],
    ],
    [
      `insert into reviews.observation (form_id, party_id, clause_id, body, written_by, written_at) values ($1, $2, '3', 'b', $3, now())`,
      [form, cast.ally, by],
    ],
    [
      `insert into reviews.visit (id, participation_id, party_id, from_day, to_day, visitors, agenda, recorded_by, recorded_at)
        values ($1, $2, $3, '2026-05-04', '2026-05-05', 'v', 'a', $4, now())`,
      [visit, ids.participation, cast.ally, by],
    ],
    [
      `insert into reviews.visit_note (id, visit_id, participation_id, party_id, day, spoke_with, body, person_id, at)
        values (gen_random_uuid(), $1, $2, $3, '2026-05-04', 's', 'b', $4, now())`,
      [visit, ids.participation, cast.ally, by],
    ],
  ] as const)
    await arrange(sql, [...values]);
  for (const [room, object] of [
    ['evidence', ids['evidence-item']],
    ['reviews', ids.participation],
  ] as const)
    await arrange(
      `insert into ${room}.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at) values ($1, $2, $3, 1, 0, 'r', $4, now())`,
      [randomUUID(), object, cast.ally, by],
    );
  await arrange(
    `insert into commitments.answer (id, edition_id, party_id, obligation_id, choice, answered_by, answered_at) values ($1, 'nato-thb-2004', $2, 'P3.2', 'comply', $3, now())`,
    [randomUUID(), cast.ally, by],
  );
  await arrange(
    `insert into commitments.recorded_view (id, edition_id, party_id, obligation_id, side, difference, reason, recorded_by, recorded_at)
      values ($1, 'nato-thb-2004', $2, 'P3.2', 'party', repeat('0', 64), 'r', $3, now())`,
    [randomUUID(), cast.ally, by],
  );
});
afterAll(() => bed.close());

/** What every signed-in person sees: who reviews what, the rounds, that one was adopted, the draw that assigned reviewers, and published content. */
const EVERYBODYS = [
  'reviews.adopted_snapshot',
  'reviews.authority',
  'reviews.draw',
  'reviews.publication',
  'reviews.published_participation',
  'reviews.round',
];

describe('every table of content', () => {
  test('has rows, and shows an administrator none', async () => {
    const { rows: tables } = await bed.deployer.query<{ place: string }>(
      `select schemaname || '.' || tablename as place from pg_tables where schemaname in ('evidence', 'reviews', 'commitments') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const content = tables.map(({ place }) => place).filter((place) => !EVERYBODYS.includes(place));
    const empty: string[] = [];
    for (const place of content) if ((await bed.deployer.query(`select from ${place} limit 1`)).rowCount === 0) empty.push(place);
    expect(empty).toEqual([]);
    for (const who of Object.keys(admins)) expect([who, await seenBy(admins[who]!, content)]).toEqual([who, []]);
    // The same query for a person who does see it.
    expect((await seenBy(cast.focal, content)).length).toBeGreaterThan(10);
  });
});

/** The tables of which a person sees at least one row. */
async function seenBy(who: TestPerson, tables: readonly string[]): Promise<string[]> {
  const client = await bed.platform.pool.connect();
  const seen: string[] = [];
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who.token]);
    for (const place of tables) if ((await client.query(`select from ${place} limit 1`)).rowCount !== 0) seen.push(place);
  } finally {
    await client.query('rollback');
    client.release();
  }
  return seen;
}

describe('every route of content shows an administrator nothing', () => {
  const routes = ROOM_ROUTES.flatMap((route) =>
    route.kind === 'query' && route.query.protects && !['people', 'access', 'matrix'].includes(route.query.protects.kind)
      ? [{ url: route.url, kind: route.query.protects.kind }]
      : [],
  );

  // What a route requires in addition to its address.
  const QUERIES: Record<string, string> = {
    '/desk/api/readiness/:scopeId/gaps/numbers': `?partyId=${randomUUID()}&module=G&cause=expired`,
  };

  test.each(routes)('$url', async ({ url, kind }) => {
    const address = url.replace(/:obligationId/, 'P3.2').replace(/:(\w+)/, ids[kind]!) + (QUERIES[url] ?? '');
    expect(address).not.toMatch(/:|undefined/);
    for (const who of Object.values(admins)) {
      const answer = await bed.call(who, 'GET', address);
      // Everybody may request a round, its report and a brief; the lists in them are empty where nothing was released.
      if (kind === 'round' || kind === 'report')
        expect([answer.body.participations ?? [], answer.body.ratings ?? [], answer.body.parties ?? []]).toEqual([[], [], []]);
      else if (url.endsWith('/brief'))
        expect([answer.body.clauses, answer.body.findings, answer.body.dates, answer.body.sources]).toEqual([[], [], [], []]);
      else expect([403, 404], `${address} ${answer.status}`).toContain(answer.status);
    }
  });

  test('a document', async () => {
    for (const who of Object.values(admins)) expect((await bed.call(who, 'GET', `/desk/api/documents/${ids.document}`)).status).toBe(404);
    expect((await bed.call(cast.focal, 'GET', `/desk/api/documents/${ids.document}`)).status).toBe(200);
  });

  test('the matrix, and the tasks of rounds', async () => {
    for (const who of Object.values(admins)) {
      expect((await bed.call(who, 'GET', '/desk/api/matrix')).status).toBe(403);
      expect((await bed.call(who, 'GET', '/desk/api/tasks')).body.reviews.tasks).toEqual([]);
    }
  });
});
