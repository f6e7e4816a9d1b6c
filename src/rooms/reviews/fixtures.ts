import { stoppedClock } from '#kernel/clock.ts';
import type { Answer, TestBed, TestPerson } from '../../../test/database/harness.ts';

/** Days of a round in the tests, in order. */
export const DAYS = {
  selfAssessmentDue: '2026-07-01',
  commentDue: '2026-09-30',
  adoptionPlanned: '2026-10-28',
  followUpDue: '2027-10-28',
  cutOff: null,
} as const;

/** Sets the clock to noon of a day. */
export function setDay(bed: TestBed, day: string): void {
  bed.setClock(stoppedClock(`${day}T12:00:00Z`));
}

/** People and parties of the flow tests: an Ally that answers, one that does not, and a contributor that is only invited. */
export type Cast = Record<'ally' | 'silent' | 'contributor' | 'operation' | 'headquarters', string> & {
  office: TestPerson;
  second: TestPerson;
  reviewer: TestPerson;
  focal: TestPerson;
  silentFocal: TestPerson;
  contributorFocal: TestPerson;
};

/** Creates the parties and people used by the tests of this room. */
export async function givenCast(bed: TestBed): Promise<Cast> {
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  const operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  const ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const silent = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  const contributor = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  const office = await bed.signIn.policyOffice(headquarters, 'Office One');
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by)
      values (gen_random_uuid(), $1, $2, '2020-01-01', 'test', now(), $3)`,
    [contributor, operation, office.personId],
  );
  return {
    headquarters,
    operation,
    ally,
    silent,
    contributor,
    office,
    second: await bed.signIn.policyOffice(headquarters, 'Office Two'),
    reviewer: await bed.signIn.reviewer(ally, 'Reviewer'),
    focal: await bed.signIn.focalPoint(ally, 'Focal A'),
    silentFocal: await bed.signIn.focalPoint(silent, 'Focal B'),
    contributorFocal: await bed.signIn.focalPoint(contributor, 'Focal C'),
  };
}

/** Calls the desk API. `version` becomes If-Match. */
export function desk(bed: TestBed) {
  return {
    get: (who: TestPerson | null, url: string): Promise<Answer> => bed.call(who, 'GET', `/desk/api/${url}`),
    post: (who: TestPerson | null, url: string, body: object = {}, version?: number): Promise<Answer> =>
      bed.call(who, 'POST', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` }),
    put: (who: TestPerson | null, url: string, body: object, version?: number): Promise<Answer> =>
      bed.call(who, 'PUT', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
}

/** An entry of the register of authorities. */
export const AUTHORITY = {
  name: { en: 'Committee of the test', fr: 'Comité de l’essai' },
  reviews: { en: 'How the policy is kept', fr: 'La mise en œuvre de la politique' },
  intervalMonths: 24,
  from: '2026-01-01',
  to: null,
  replaces: null,
  source: 'Decision 1 of the test',
};

/** Registers an authority, plans a round over these parties and opens it on the clock's current day. Answers the round and its participations by party. */
export async function givenOpenRound(
  bed: TestBed,
  office: TestPerson,
  parties: string[],
  more: { title?: string; scope?: string[]; calendar?: object; ratings?: boolean } = {},
): Promise<{ roundId: string; participations: Map<string, string> }> {
  const { post, get } = desk(bed);
  const authority = await post(office, 'authorities', AUTHORITY);
  const title = more.title ?? 'Round of the test';
  const planned = await post(office, 'rounds', {
    title: { en: title, fr: title },
    authorityId: authority.body.id,
    scope: more.scope ?? [],
    parties,
    calendar: more.calendar ?? DAYS,
    ratings: more.ratings ?? true,
  });
  const opened = await post(office, `rounds/${planned.body.id}/open`, {}, 1);
  if (opened.status !== 200) throw new Error(`The round did not open: ${opened.text}`);
  const page = await get(office, `rounds/${planned.body.id}`);
  const participations = page.body.participations.map((participation: { id: string; party: { id: string } }) => [
    participation.party.id,
    participation.id,
  ]);
  return { roundId: planned.body.id, participations: new Map(participations) };
}

/** Prefills a self-assessment, answers *not known* to every obligation missing from `answers`, and submits it. */
export async function givenSelfAssessment(
  bed: TestBed,
  speaker: TestPerson,
  participationId: string,
  answers: Record<string, object> = {},
): Promise<void> {
  const { post, put, get } = desk(bed);
  await post(speaker, `participations/${participationId}/prefill`);
  const { body } = await get(speaker, `participations/${participationId}`);
  for (const obligation of body.obligations) {
    const answer = answers[obligation.id] ?? { choice: 'not-known', says: null, note: null };
    const stored = await put(speaker, `participations/${participationId}/answers/${obligation.id}`, answer, obligation.answer.version);
    if (stored.status !== 200) throw new Error(`The answer was not kept: ${stored.text}`);
  }
  const sent = await post(speaker, `participations/${participationId}/submit`, { capacity: 'National focal point' }, body.version);
  if (sent.status !== 200) throw new Error(`The self-assessment was not submitted: ${sent.text}`);
}
