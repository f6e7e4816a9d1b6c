import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { DAYS, desk, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

// A reviewer from a drawn nation sees the drawn participation, the return of that round and the evidence of its obligations. Of the rest of the party they see
// no more than any other user.
let bed: TestBed;
let roundId: string;
let participation: string;
let earlierRound: string;
let earlierParticipation: string;
let expert: TestPerson;
let grantId: string;
let drawn: string;
const party: Record<string, string> = {};
const who: Record<string, TestPerson> = {};
const item: Record<string, string> = {};
const answer: Record<string, string> = {};
let { get, post, put } = {} as ReturnType<typeof desk>;
const NAMES = ['Alland', 'Berland', 'Corland', 'Dorland'];
const EDITION = 'nato-thb-2004';

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  for (const [n, name] of NAMES.entries()) party[name] = await bed.givenParty({ kind: 'nation', code: `Q${'ABCD'[n]}`, name });
  party.headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  for (const name of ['office', 'second']) who[name] = await bed.signIn.policyOffice(party.headquarters!, `Office ${name}`);
  who.focal = await bed.signIn.focalPoint(party.Alland!, 'Focal A');
  who.reviewer = await bed.signIn.reviewer(party.Alland!, 'Reviewer A');
  setDay(bed, '2026-03-02');
  const earlier = await givenOpenRound(bed, who.office!, [party.Alland!], { title: 'Earlier', scope: ['5g'] });
  earlierRound = earlier.roundId;
  earlierParticipation = earlier.participations.get(party.Alland!)!;
  await givenSelfAssessment(bed, who.focal, earlierParticipation);
  const round = await givenOpenRound(
    bed,
    who.office!,
    NAMES.map((name) => party[name]!),
    { scope: ['5g'], calendar: { ...DAYS, followUpDue: null } },
  );
  roundId = round.roundId;
  participation = round.participations.get(party.Alland!)!;
  await givenEvidence();
  await givenSelfAssessment(bed, who.focal, participation);
  await placeAll(bed.platform.pool, bed.deployer);
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    bed.setClock(() => new Date(`${day}T03:00:00Z`));
    await publishIfDue(bed.platform, { hour: 3, step: 256 });
  }
  setDay(bed, '2026-03-05');
  await post(who.office!, `rounds/${roundId}/draw`, {}, 2);
  const { draw } = (await get(who.office!, `rounds/${roundId}`)).body as {
    draw: { pairs: { party: { id: string }; by: { id: string }[] }[] };
  };
  drawn = draw.pairs.find((pair) => pair.party.id === party.Alland)!.by[0]!.id;
  expert = await bed.signIn.legalAdviser(drawn, 'Expert');
  const assigned = await post(who.office!, `participations/${participation}/reviewers`, { personId: expert.personId, until: '2099-01-01' });
  grantId = assigned.body.grantId;
});
afterAll(() => bed.close());

async function givenEvidence(): Promise<void> {
  const content = { editionId: EDITION, kind: 'EV-POL', says: 'met', title: 'An item', date: '2026-01-15', source: 'A source' };
  for (const [name, obligationIds, more] of [
    ['asked', ['P5g.1'], {}],
    ['both', ['P5g.1', 'P3.4'], {}],
    ['other', ['P3.4'], {}],
    ['draft', ['P5g.1'], {}],
    ['own', ['P5g.1'], { label: { level: 'unclassified', releasableTo: [party.Alland] } }],
  ] as const) {
    const entered = await post(who.focal!, `parties/${party.Alland}/evidence`, { ...content, obligationIds, ...more });
    if (entered.status !== 200) throw new Error(entered.text);
    item[name] = entered.body.id ?? entered.body.itemId;
    const signed = name === 'draft' ? entered : await post(who.focal!, `evidence/${item[name]}/submit`, {}, 1);
    if (signed.status !== 200) throw new Error(signed.text);
  }
  const insert = `insert into commitments.answer (id, edition_id, party_id, obligation_id, choice, answered_by, answered_at)
    values (gen_random_uuid(), $1, $2, $3, 'comply', $4, now()) returning id`;
  for (const obligation of ['P5g.1', 'P3.4'])
    answer[obligation] = (await bed.deployer.query(insert, [EDITION, party.Alland, obligation, who.focal!.personId])).rows[0].id;
}

/** How many rows a person sees, read straight from the database under their claims. */
async function rows(person: TestPerson, from: string, ...values: unknown[]): Promise<number> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [person.token]);
    return Number((await client.query(`select count(*) as n from ${from}`, values)).rows[0].n);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('a reviewer assignment (5g)', () => {
  it('opens that participation, and no other of the party or of the round', async () => {
    const view = await get(expert, `participations/${participation}`);
    expect(view.status).toBe(200);
    expect(view.body.obligations.map((obligation: { answer: { choice: string } }) => obligation.answer.choice)).toEqual(['not-known']);
    expect((await get(expert, `participations/${earlierParticipation}`)).status).toBe(404);
    expect((await get(who.reviewer!, `participations/${earlierParticipation}`)).status).toBe(200);
    expect(await rows(expert, 'reviews.participation where party_id = $1', party.Alland)).toBe(1);
    expect(await rows(expert, 'reviews.answer where party_id = $1', party.Alland)).toBe(1);
  });

  it('opens submitted evidence and status of its obligations, but no draft, no other obligation and nothing kept to the party', async () => {
    const seen = ['asked', 'both', 'other', 'draft', 'own'].map(async (name) => (await get(expert, `evidence/${item[name]}`)).status);
    expect(await Promise.all(seen)).toEqual([200, 200, 404, 404, 404]);
    expect(await rows(expert, 'evidence.item where party_id = $1', party.Alland)).toBe(2);
    expect(await rows(who.reviewer!, 'evidence.item where party_id = $1', party.Alland)).toBeGreaterThan(3);
    expect(await rows(expert, `evidence.summary where party_id = $1 and obligation_id = 'P5g.1'`, party.Alland)).toBeGreaterThan(0);
    for (const table of ['summary', 'total', 'monthly_total']) {
      const others = table === 'summary' ? "and obligation_id <> 'P5g.1'" : '';
      expect(await rows(expert, `evidence.${table} where party_id = $1 ${others}`, party.Alland), table).toBe(0);
    }
    expect(await rows(expert, 'commitments.answer where party_id = $1', party.Alland)).toBe(1);
    expect(await rows(expert, 'commitments.answer where id = $1', answer['P5g.1'])).toBe(1);
  });

  it('opens neither the party’s row nor its outreach', async () => {
    for (const url of [`parties/${party.Alland}/dossier`, `parties/${party.Alland}/obligations/P5g.1`, `parties/${party.Alland}/findings`])
      expect([url, (await get(expert, url)).status]).toEqual([url, 403]);
    const matrix = (await get(expert, 'matrix')).body;
    expect(JSON.stringify(matrix)).not.toContain(party.Alland);
    const writer = [crypto.randomUUID(), EDITION, party.Alland, party.Berland, who.focal!.personId];
    await bed.deployer.query(
      `insert into nations.outreach (id, edition_id, writer_id, addressee_id, instruments, since, opened_by) values ($1, $2, $3, $4, '{TIP}', now(), $5)`,
      writer,
    );
    expect(await rows(who.reviewer!, 'nations.outreach')).toBe(1);
    expect(await rows(expert, 'nations.outreach where writer_id = $1', party.Alland)).toBe(0);
  });

  it('opens the submitted return of its round, and no other', async () => {
    for (const [year, [round, submittedVersion]] of Object.entries({ 2024: [null, 1], 2025: [roundId, 0], 2026: [roundId, 1] } as const)) {
      const id = crypto.randomUUID();
      await bed.deployer.query(
        `insert into returns.return (id, edition_id, party_id, questionnaire_id, questionnaire_version, questionnaire, questionnaire_sha256, period, round_id, state, submitted_version, since, opened_by)
         values ($1, $2, $3, 'q', 1, '{}', repeat('a', 64), $4, $5, 'answering', $6, now(), $7)`,
        [id, EDITION, party.Alland, year, round, submittedVersion, who.focal!.personId],
      );
      await bed.deployer.query(
        `with s as (insert into returns.step (id, return_id, party_id, action, to_state, person_id, at)
            select gen_random_uuid(), $1, $2, action, 'submitted', $3, now() from unnest(array['submit', 'start']) action),
          v as (insert into returns.version (return_id, party_id, number, head, sha256, submitted_at, submitted_by)
            select $1, $2, n, '{}', repeat('a', 64), now(), $3 from generate_series(1, 2 * $4) n returning return_id, party_id, number)
          insert into returns.version_section (return_id, party_id, number, section_id, content, release) select *, unnest(array['law', 'training']), '{}', 'reviewers' from v`,
        [id, party.Alland, who.focal!.personId, submittedVersion],
      );
    }
    const TABLES = ['return', 'step', 'version', 'version_section', 'answer'];
    const seen = (by: TestPerson) => Promise.all(TABLES.map((table) => rows(by, `returns.${table} where party_id = $1`, party.Alland)));
    expect(await seen(expert)).toEqual([1, 1, 2, 4, 0]);
    expect(await seen(who.reviewer!)).toEqual([2, 2, 4, 8, 0]);
    await bed.deployer.query('update returns.return set releasable_to = array[party_id] where round_id = $1', [roundId]);
    expect(await seen(expert)).toEqual([0, 0, 0, 0, 0]);
  });

  it('opens the adopted report on its participation, and no other unless released to all', async () => {
    const stranger = ['Berland', 'Dorland'].find((name) => party[name] !== drawn)!;
    const releases = Object.entries({ Alland: 'party', Berland: 'party', Dorland: 'party', Corland: 'parties' });
    for (const [round, name, release] of [roundId, earlierRound].flatMap((one) => releases.map((to) => [one, ...to] as const))) {
      await bed.deployer.query(
        `with s as (insert into reviews.adopted_snapshot (round_id, head, sha256, release, adopted_at, adopted_by) values ($1, '{}', repeat('a', 64), 'party', now(), $2) on conflict do nothing)
          insert into reviews.adopted_participation (round_id, party_id, content, sha256, release) values ($1, $3, '{}', repeat('a', 64), $4)`,
        [round, who.office!.personId, party[name], release],
      );
    }
    const seen = async (round: string, name: string) =>
      rows(expert, 'reviews.adopted_participation where round_id = $1 and party_id = $2', round, party[name]);
    expect([await seen(roundId, 'Alland'), await seen(roundId, stranger)]).toEqual([1, 0]);
    expect([await seen(earlierRound, 'Alland'), await seen(earlierRound, 'Corland')]).toEqual([0, 1]);
    const narrow = 'update reviews.adopted_participation set releasable_to = array[party_id] where party_id = $1';
    await bed.deployer.query(narrow, [party.Alland]);
    expect(await seen(roundId, 'Alland')).toBe(0);
    await bed.deployer.query('delete from reviews.adopted_participation; delete from reviews.adopted_snapshot');
  });

  it('allows questions, ratings, findings and visit notes in that participation, and nowhere else', async () => {
    const at = (id: string) => `participations/${id}`;
    const found = {
      grade: 'urge',
      title: 'A finding',
      text: 'Words',
      obligationIds: ['P5g.1'],
      evidenceIds: [item.asked],
      citesAbsence: false,
      owner: 'Ministry',
      due: '2027-01-01',
    };
    const visit = { from: '2026-05-04', to: '2026-05-06', visitors: 'Two experts', agenda: 'The ministry' };
    const rating = { obligationId: 'P5g.1', status: 'met', reason: 'Seen.' };
    for (const [url, body] of [
      ['questions', { obligationId: null, question: 'Since when?' }],
      ['visits', visit],
      ['ratings', rating],
      ['findings', found],
    ] as const) {
      expect([url, (await post(expert, `${at(earlierParticipation)}/${url}`, body)).status]).toEqual([url, 404]);
      expect([url, (await post(expert, `${at(participation)}/${url}`, body)).status]).toEqual([url, 200]);
    }
    const view = (await get(expert, at(participation))).body;
    expect([view.participation.state, view.obligations[0].rating.status]).toEqual(['drafted', 'met']);
    const [finding] = view.findings;
    const revised = await put(expert, `findings/${finding.id}`, { ...found, title: 'Better said', reason: 'Clearer.' }, finding.version);
    expect(revised.status).toBe(200);
    expect(
      (await post(expert, `visits/${view.visits[0].id}/notes`, { day: '2026-05-05', spokeWith: 'A shelter', text: 'A note' })).status,
    ).toBe(200);
    expect((await get(expert, at(participation))).body.visits[0].notes).toHaveLength(1);
    expect((await post(expert, `${at(participation)}/draft`, { unratedReason: null }, view.version)).status).toBe(403);
  });

  it('cannot be handed over, ends like any grant, and is listed only among readers of its participation', async () => {
    const other = await bed.givenPerson('Successor', []);
    const over = await post(expert, 'hand-overs', {
      successorId: other.personId,
      lastDay: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
      grantIds: [grantId],
    });
    expect([over.status, over.body.code]).toEqual([409, 'people/assignment-stays']);
    const names = async (kind: string, id: string) => (await get(who.office!, `access/${kind}/${id}`)).text;
    expect(await names('participation', participation)).toContain('Expert');
    expect(await names('evidence-item', item.asked!)).toContain('Expert');
    for (const [kind, id] of [
      ['participation', earlierParticipation],
      ['dossier', party.Alland!],
      ['evidence-item', item.other!],
    ] as const)
      expect([kind, (await names(kind, id)).includes('Expert')]).toEqual([kind, false]);
    expect((await post(who.office!, `grants/${grantId}/end`)).status).toBe(200);
    expect((await get(expert, `participations/${participation}`)).status).toBe(404);
  });

  it('is made only before adoption, and is offered to the policy office until then', async () => {
    const offered = async (reader: TestPerson) =>
      (await get(reader, `participations/${participation}`)).body.actions.includes('assign-reviewer');
    expect([await offered(who.office!), await offered(who.focal!)]).toEqual([true, false]);
    await bed.deployer.query(`update reviews.participation set state = 'adopted' where id = $1`, [participation]);
    expect(await offered(who.office!)).toBe(false);
    const again = await post(who.office!, `participations/${participation}/reviewers`, { personId: expert.personId, until: '2099-01-01' });
    expect(again.body.code).toBe('reviews/round-frozen');
  });
});
