import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPerson } from '#test/database/harness.ts';
import { type Assignment, EDITION, openAssignment } from './fixtures.ts';

// A reviewer from a drawn nation sees the drawn participation, the return of that round and the evidence of its obligations. Of the rest of the party they see
// no more than any other user.
let { bed, participation, earlierParticipation, expert, grantId, party, who, item, answer, rows, get, post, put } = {} as Assignment;

beforeAll(async () => {
  ({ bed, participation, earlierParticipation, expert, grantId, party, who, item, answer, rows, get, post, put } = await openAssignment());
});
afterAll(() => bed.close());

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
