import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { givenContract } from '#rooms/contractors/fixtures/contract.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { givenCredential, type Sender } from '#rooms/lrs/fixtures.ts';
import { givenOpenChannel } from '#rooms/reports/fixtures.ts';
import { type Cast, desk, givenCast, givenOpenRound } from '#rooms/reviews/fixtures.ts';
import type { TestBed } from '../harness.ts';

/** The data for the requests: an open round, evidence, a return in progress, learners, contracts, a reporting channel, and a system that sends records. */
export type World = {
  cast: Cast;
  sender: Sender;
  /** Fields that take a name of the policy rather than an id: the field of a request, and its possible values. */
  named: ReadonlyMap<string, readonly string[]>;
  /** Signs in to a class as a phone does; returns its cookies. */
  enterClass: (server: FastifyInstance) => Promise<Record<string, string>>;
};

/** Builds the data on an empty installation with the commands of the desk. */
export async function givenWorld(bed: TestBed): Promise<World> {
  const cast = await givenCast(bed);
  const { post } = desk(bed);
  await givenOpenRound(bed, cast.office, [cast.ally, cast.silent, cast.contributor]);
  for (const obligationIds of [['P1.1'], ['P3.2']]) await post(cast.focal, `parties/${cast.ally}/evidence`, anItem({ obligationIds }));
  for (const partyId of [cast.ally, cast.silent]) {
    const opened = await post(cast.office, `parties/${partyId}/returns`, { period: '2025', due: null, roundId: null });
    expect(opened.status).toBe(200);
  }
  const officer = await bed.signIn.trainingOfficer(cast.ally, 'Training Officer');
  const days = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const opened = await post(officer, `parties/${cast.ally}/classes`, { title: 'Class', modules: ['G', 'S12'], ...days });
  expect(opened.status).toBe(200);
  const { classId, code } = opened.body as { classId: string; code: string };
  // The database checks by its own clock whether a class is open.
  await bed.deployer.query('update training.class set starts_on = current_date, ends_on = current_date + 20 where id = $1', [classId]);
  const made = await post(officer, `training/classes/${classId}/access-slips`, { numbers: ['QA-1', 'QA-2'], newcomers: 'contingent' });
  expect(made.status).toBe(200);
  const [accessSlip] = made.body.accessSlips as { number: string; pin: string }[];
  const contracting = await bed.signIn.contractingOfficer(cast.ally);
  for (const number of ['QA-1', 'QA-2']) {
    const contractId = await givenContract(bed, contracting, cast.ally, { number, state: 'planned' });
    const firm = { parentId: null, kind: 'subcontractor', name: 'Oldbarn Provisions', work: null, country: null };
    expect((await post(contracting, `contracts/${contractId}/members`, firm)).status).toBe(200);
    const plan = { memberId: null, on: '2026-01-01', title: 'Plan', file: null };
    expect((await post(contracting, `contracts/${contractId}/plans`, plan)).status).toBe(200);
    const link = { memberId: null, name: 'Rosa Keller', capacity: 'Manager', email: null, telephone: null, endsOn: '2027-01-01' };
    expect((await post(contracting, `contracts/${contractId}/firm-links`, link)).status).toBe(200);
    const violation = { contractId, memberId: null, title: 'Fees', summary: 'Workers paid for visas.', provisions: [], source: 'audit' };
    const known = { danger: true, knownAt: '2026-01-01T00:00:00Z', notifiedAt: null };
    expect((await post(contracting, 'violations', { ...violation, ...known })).status).toBe(200);
  }
  await givenOpenChannel(bed, '2026-04-01');
  const { current } = bed.platform.services.catalogue;
  const { modules } = bed.platform.services.courses;
  const parties = [cast.ally, cast.silent, cast.contributor, cast.operation];
  return {
    cast,
    sender: await givenCredential(bed, cast.ally, 'academy'),
    named: new Map([
      ['edition', [current.id]],
      ['clause', current.clauses.map(({ id }) => id)],
      ['obligation', current.obligations.map(({ id }) => id)],
      ['question', current.questionnaires.flatMap(({ sections }) => sections.flatMap(({ questions }) => questions.map(({ id }) => id)))],
      ['section', current.questionnaires.flatMap(({ sections }) => sections.map(({ id }) => id))],
      ['module', modules.map(({ module }) => module.id)],
      // For the player: a module or a lesson.
      ['id', modules.flatMap(({ module, lessons }) => [module.id, ...lessons.map(({ id }) => id)])],
      ['set', ['least-5f']],
      ['placeholder', ['operation-brief', 'law-annex']],
      ['scope', parties],
      ['party', parties],
    ]),
    async enterClass(server) {
      const entered = await server.inject({
        method: 'POST',
        url: '/learn/en/enter',
        payload: new URLSearchParams({ code, number: accessSlip!.number, pin: accessSlip!.pin }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', origin: 'http://localhost' },
      });
      expect(entered.statusCode).toBe(303);
      return Object.fromEntries(entered.cookies.map(({ name, value }) => [name, value]));
    },
  };
}
