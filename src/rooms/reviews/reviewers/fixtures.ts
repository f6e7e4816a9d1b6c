import { placeAll } from '#platform/ledger/fixtures.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestPerson } from '#test/database/harness.ts';
import { DAYS, desk, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

const NAMES = ['Alland', 'Berland', 'Corland', 'Dorland'];
export const EDITION = 'nato-thb-2004';

/** A round of four nations and an earlier one, evidence of Alland, and an expert of a nation that drew Alland, who is assigned to its participation. */
export async function openAssignment() {
  const party: Record<string, string> = {};
  const who: Record<string, TestPerson> = {};
  const item: Record<string, string> = {};
  const answer: Record<string, string> = {};
  const bed = await openTestBed();
  const { get, post, put } = desk(bed);
  for (const [n, name] of NAMES.entries()) party[name] = await bed.givenParty({ kind: 'nation', code: `Q${'ABCD'[n]}`, name });
  party.headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  for (const name of ['office', 'second']) who[name] = await bed.signIn.policyOffice(party.headquarters!, `Office ${name}`);
  who.focal = await bed.signIn.focalPoint(party.Alland!, 'Focal A');
  who.reviewer = await bed.signIn.reviewer(party.Alland!, 'Reviewer A');
  setDay(bed, '2026-03-02');
  const earlier = await givenOpenRound(bed, who.office!, [party.Alland!], { title: 'Earlier', scope: ['5g'] });
  const earlierRound = earlier.roundId;
  const earlierParticipation = earlier.participations.get(party.Alland!)!;
  await givenSelfAssessment(bed, who.focal, earlierParticipation);
  const round = await givenOpenRound(
    bed,
    who.office!,
    NAMES.map((name) => party[name]!),
    { scope: ['5g'], calendar: { ...DAYS, followUpDue: null } },
  );
  const roundId = round.roundId;
  const participation = round.participations.get(party.Alland!)!;
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
  const drawn = draw.pairs.find((pair) => pair.party.id === party.Alland)!.by[0]!.id;
  const expert = await bed.signIn.legalAdviser(drawn, 'Expert');
  const assigned = await post(who.office!, `participations/${participation}/reviewers`, { personId: expert.personId, until: '2099-01-01' });
  const grantId = assigned.body.grantId;
  /** How many rows a person sees, read straight from the database under their claims. */
  const rows = async (person: TestPerson, from: string, ...values: unknown[]): Promise<number> => {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin');
      await client.query('select identity.open($1)', [person.token]);
      return Number((await client.query(`select count(*) as n from ${from}`, values)).rows[0].n);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  return {
    bed,
    roundId,
    participation,
    earlierRound,
    earlierParticipation,
    expert,
    grantId,
    drawn,
    party,
    who,
    item,
    answer,
    rows,
    get,
    post,
    put,
  };
}
export type Assignment = Awaited<ReturnType<typeof openAssignment>>;
