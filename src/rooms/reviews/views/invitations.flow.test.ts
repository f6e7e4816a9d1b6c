import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { digestOf, type Waiting } from '#platform/mail/mail.rules.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, DAYS, desk, givenCast, givenOpenRound, setDay } from '../fixtures.ts';
import { reviewsWaiting } from '../index.ts';

let bed: TestBed;
let cast: Cast;
let roundId: string;
let participations: Map<string, string>;
let { get, put, post } = {} as ReturnType<typeof desk>;
beforeAll(async () => {
  bed = await openTestBed();
  ({ get, put, post } = desk(bed));
  cast = await givenCast(bed);
  await bed.deployer.query(`update identity.person set language = 'fr' where id = $1`, [cast.silentFocal.personId]);
  setDay(bed, '2026-03-02');
  ({ roundId, participations } = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent, cast.contributor], {
    scope: ['5g', '6'],
  }));
});
afterAll(() => bed.close());

describe('invitations of a round (5g)', () => {
  const languages = async (round = roundId) =>
    Object.fromEntries(
      (await get(cast.office, `rounds/${round}`)).body.invitations.map((one: { partyId: string; language: string }) => [
        one.partyId,
        one.language,
      ]),
    );
  const invitations = async () => {
    const made = await bed.server.inject({
      url: `/desk/api/rounds/${roundId}/invitations.pdf`,
      headers: { host: '127.0.0.1', cookie: `manumit_desk=${cast.office.token}` },
    });
    return (await readPdf(made.rawPayload)).pages.join('');
  };
  const choose = (who: TestPerson, partyId: string, language: string) =>
    put(who, `participations/${participations.get(partyId)}/invitation-language`, { language });

  it('default to the language of the party’s representatives, in one file', async () => {
    expect(await languages()).toEqual({ [cast.ally]: 'en', [cast.silent]: 'fr', [cast.contributor]: 'en' });
    const text = await invitations();
    for (const words of ['To: Alland', 'Destinataire : Berland', 'To: Corland']) expect(text).toContain(squeeze(words));
  });

  it('link to the desk’s configured address, not to the host of the request', async () => {
    const text = await invitations();
    expect(text).toContain(squeeze(`${bed.platform.deskUrl}/desk/rounds/${roundId}/participations/${participations.get(cast.ally)}`));
    expect(text).not.toContain('127.0.0.1');
  });

  it('keep the language that headquarters chose, also in the next round, and nobody else chooses it', async () => {
    expect((await choose(cast.office, cast.contributor, 'fr')).body).toEqual({ language: 'fr' });
    expect((await choose(cast.focal, cast.ally, 'fr')).status).toBe(403);
    expect((await choose(cast.office, cast.silent, 'de')).status).toBe(422);
    expect(await invitations()).toContain(squeeze('Destinataire : Corland'));
    expect((await get(cast.focal, `rounds/${roundId}`)).body.invitations).toEqual([]);
    const next = await givenOpenRound(bed, cast.office, [cast.ally, cast.contributor], {
      title: 'The next',
      scope: ['5g', '6'],
      calendar: { ...DAYS, selfAssessmentDue: '2027-03-01', commentDue: '2027-04-01', adoptionPlanned: '2027-05-01' },
    });
    expect(await languages(next.roundId)).toEqual({ [cast.ally]: 'en', [cast.contributor]: 'fr' });
    await bed.deployer.query(
      `delete from reviews.step where participation_id in (select id from reviews.participation where round_id = $1)`,
      [next.roundId],
    );
    await bed.deployer.query('delete from reviews.participation where round_id = $1', [next.roundId]);
  });
});

describe('the digest of a round', () => {
  const source = defineQuery({
    name: 'reviews/waiting-in-the-test',
    permission: 'signed-in',
    input: z.strictObject({ since: z.string() }),
    answer: z.array(z.unknown()),
    run: async (context, { since }) => [...(await reviewsWaiting({ ...context, subject: context.subject }, since))],
  });
  const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  const digest = async (who: TestPerson, today: string) => {
    setDay(bed, today);
    const waiting = (await runQuery(bed.platform, source, { token: who.token, input: { since: dayBefore(today) } })) as Waiting[];
    return digestOf(waiting, dayBefore(today), today, [30, 14, 3]);
  };
  const daysWithDigest = async (who: TestPerson, days: readonly string[]) => {
    const on: string[] = [];
    for (const day of days) if ((await digest(who, day)) !== null) on.push(day);
    return on;
  };
  const AROUND = [
    '2026-05-31',
    '2026-06-01',
    '2026-06-02',
    '2026-06-17',
    '2026-06-28',
    '2026-07-01',
    '2026-07-02',
    '2026-07-03',
    '2026-07-15',
  ];

  it('reminds an Ally 30, 14 and 3 days before the due date, and once after it', async () => {
    expect(await daysWithDigest(cast.silentFocal, AROUND)).toEqual(['2026-06-01', '2026-06-17', '2026-06-28', '2026-07-02']);
    expect(await digest(cast.silentFocal, '2026-07-02')).toEqual({ waiting: 1, late: 1 });
  });

  it('invites a contributor once, and reports nothing as overdue', async () => {
    expect(await daysWithDigest(cast.contributorFocal, AROUND)).toEqual(['2026-06-01']);
    setDay(bed, '2026-12-24');
    const { tasks } = (await get(cast.contributorFocal, 'tasks')).body.reviews;
    expect(tasks.map((task: { late: boolean }) => task.late)).toEqual([false]);
  });

  it('escalates to headquarters a self-assessment missing for two weeks, for Allies only', async () => {
    expect(await daysWithDigest(cast.office, ['2026-07-14', '2026-07-15', '2026-07-16'])).toEqual(['2026-07-15']);
    const { tasks } = (await get(cast.office, 'tasks')).body.reviews;
    const higher = tasks.filter((task: { kind: string }) => task.kind === 'write-higher');
    expect(new Set(higher.map((task: { party: { id: string } }) => task.party.id))).toEqual(new Set([cast.ally, cast.silent]));
    setDay(bed, '2026-07-14');
    const early = (await get(cast.office, 'tasks')).body.reviews.tasks;
    expect(early.some((task: { kind: string }) => task.kind === 'write-higher')).toBe(false);
  });

  it('reminds of a date on a day of rest once the next working day is over, when the task is late', async () => {
    const dueOn = (day: string) =>
      bed.deployer.query('update reviews.participation set self_assessment_due = $1 where id = $2', [day, participations.get(cast.silent)]);
    // A Saturday.
    await dueOn('2026-07-04');
    expect(await daysWithDigest(cast.silentFocal, ['2026-07-05', '2026-07-06', '2026-07-07'])).toEqual(['2026-07-07']);
    expect(await digest(cast.silentFocal, '2026-07-07')).toEqual({ waiting: 1, late: 1 });
    expect(await daysWithDigest(cast.office, ['2026-07-18', '2026-07-19', '2026-07-20'])).toEqual(['2026-07-20']);
    await dueOn('2026-07-01');
  });

  it('reminds a nation west of UTC-5 a day later, when its due date has passed', async () => {
    await bed.deployer.query(
      `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
       values (gen_random_uuid(), $1, 'America/Los_Angeles', '{6,7}', '{}', 'Test', now(), $2)`,
      [cast.silent, cast.office.personId],
    );
    expect(await daysWithDigest(cast.silentFocal, ['2026-07-02', '2026-07-03', '2026-07-04'])).toEqual(['2026-07-03']);
    bed.setClock(() => new Date('2026-07-03T05:00:00Z'));
    expect((await get(cast.silentFocal, 'tasks')).body.reviews.tasks.map(({ late }: { late: boolean }) => late)).toEqual([true]);
    expect(await daysWithDigest(cast.office, ['2026-07-15', '2026-07-16', '2026-07-17'])).toEqual(['2026-07-15', '2026-07-16']);
    await bed.deployer.query('delete from parties.calendar where party_id = $1', [cast.silent]);
  });

  it('gives a question to a contributor no date that could pass', async () => {
    setDay(bed, '2026-05-04');
    const participation = participations.get(cast.contributor)!;
    await post(cast.contributorFocal, `participations/${participation}/prefill`);
    await bed.deployer.query(`update reviews.participation set state = 'clarifying' where id = $1`, [participation]);
    await bed.deployer.query(
      `insert into reviews.clarification (id, participation_id, party_id, question, due, asked_by, asked_at)
       values (gen_random_uuid(), $1, $2, 'Since when?', '2026-05-25', $3, now())`,
      [participation, cast.contributor, cast.office.personId],
    );
    expect(await digest(cast.contributorFocal, '2026-06-30')).toBeNull();
    const { tasks } = (await get(cast.contributorFocal, 'tasks')).body.reviews;
    expect(tasks.map((task: { kind: string; late: boolean }) => [task.kind, task.late])).toEqual([['explain', false]]);
  });
});
