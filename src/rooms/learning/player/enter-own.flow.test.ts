import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { aPhone } from '../learner/fixtures.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

test('a person with an account opens their own modules by a button that works once, and nobody else’s', async () => {
  const nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  const officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
  const [staff, colleague] = [await bed.givenPerson('Staff'), await bed.givenPerson('Colleague')];
  const trainee = randomUUID();
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by, person_id) values ($1, $2, 'AR-600', 'contingent', now(), $3, $4)`,
    [trainee, nation, officer.personId, staff.personId],
  );
  expect((await bed.call(staff, 'GET', '/desk/api/training/own')).body.trainees).toMatchObject([{ number: 'AR-600' }]);
  expect((await bed.call(colleague, 'GET', '/desk/api/training/own')).body.trainees).toEqual([]);
  expect((await bed.call(colleague, 'POST', `/desk/api/training/own/${trainee}`, {})).status).toBe(404);
  expect((await bed.call(officer, 'POST', `/desk/api/training/own/${trainee}`, {})).status).toBe(404);
  const { path } = (await bed.call(staff, 'POST', `/desk/api/training/own/${trainee}`, {})).body;
  const [mine, again] = [aPhone(bed), aPhone(bed)];
  // A program that opens the address before the person does not use it up and is not signed in.
  for (const method of ['HEAD', 'GET'] as const) {
    const looked = await bed.server.inject({ method, url: path });
    expect([looked.statusCode, looked.cookies]).toEqual([200, []]);
  }
  const page = (await mine.get(path)).body;
  const once = /name="once" value="([\w-]{43})"/.exec(page)![1]!;
  expect(page).toContain('<form method="post" action="/learn/en/own" id="own">');
  expect(page).toContain(`href="/learn/fr/own?once=${once}"`);
  const elsewhere = { origin: 'https://example.net', 'content-type': 'application/x-www-form-urlencoded' };
  const forged = await bed.server.inject({ method: 'POST', url: '/learn/en/own', payload: `once=${once}`, headers: elsewhere });
  expect([forged.statusCode, forged.cookies]).toEqual([403, []]);
  expect((await mine.post('/learn/en/own', { once })).headers.location).toBe('/learn/en');
  expect((await mine.get('/learn/en')).body).toContain('/learn/en/m/G"');
  for (const [lang, words] of [
    ['en', 'This access has already been used'],
    ['fr', 'Cet accès a déjà servi'],
    ['es', 'Este acceso ya se usó'],
  ]) {
    const used = await again.post(`/learn/${lang}/own`, { once });
    expect([used.statusCode, used.body.includes(words!)]).toEqual([422, true]);
  }
  expect((await again.post('/learn/en/own', { once: 'made up' })).statusCode).toBe(422);
  expect((await again.get('/learn/en/own')).body).toContain('Start with your slip');
  expect(again.cookies).toEqual({});
});
