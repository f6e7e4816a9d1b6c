import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookUpQueues, PASSWORD_PLACES, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { type AccessSlip, aPhone } from '../learner/fixtures.ts';
import { WAITS } from './sign-in.ts';

let bed: TestBed;
let code: string;
let accessSlips: AccessSlip[];

beforeAll(async () => {
  bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  const officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const opened = { title: 'Class 14', modules: ['S12'], startsOn: day(0), endsOn: day(20) };
  const made = (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, opened)).body;
  await bed.deployer.query('update training.class set starts_on = current_date where id = $1', [made.classId]);
  const numbers = ['AR-1', 'AR-2', 'AR-3'];
  const given = await bed.call(officer, 'POST', `/desk/api/training/classes/${made.classId}/access-slips`, {
    numbers,
    newcomers: 'contractor',
  });
  [code, accessSlips] = [made.code, given.body.accessSlips];
});
afterAll(() => bed.close());

/** A phone that gets the waiting page at once. */
function aPhoneThatWaits() {
  const phone = aPhone(bed);
  WAITS.momentMs = 0;
  return phone;
}

/** Occupies the queue for this class's access slips for as long as needed. */
async function holdingAccessSlips<T>(work: () => Promise<T>): Promise<T> {
  await bed.deployer.query('begin; select from training.access_slip for update');
  return work().finally(() => bed.deployer.query('commit'));
}

test('a learner who must wait gets a page that reloads without script, and enters in turn (5d)', async () => {
  const mine = aPhoneThatWaits();
  await holdingAccessSlips(async () => {
    const sent = await mine.enter(code, accessSlips[0]!);
    expect([sent.statusCode, sent.headers.location, mine.cookies.manumit_learn]).toEqual([303, '/learn/en/enter', undefined]);
    const [ticket] = sent.cookies;
    expect(ticket).toMatchObject({ name: 'manumit_learn_wait', path: '/learn', httpOnly: true, sameSite: 'Strict', maxAge: 120 });
    expect(ticket!.value).toMatch(/^[\w-]{43}$/);
    for (const [lang, words] of [
      ['en', 'One moment, please'],
      ['fr', 'Un instant, s’il vous plaît'],
      ['es', 'Un momento, por favor'],
    ] as const) {
      const page = await mine.get(`/learn/${lang}/enter`);
      expect([page.statusCode, page.headers.refresh]).toEqual([200, '5']);
      expect(page.body).toContain(`<h1>${words}</h1>`);
      expect(page.body).toContain(`href="/learn/${lang}/enter"`);
      expect(page.body).not.toContain(accessSlips[0]!.pin);
    }
    // The PINs of the access slips were derived here, so it is known how long one takes.
    const before = passwordQueues.class.takePlace();
    expect((await mine.get('/learn/en/enter')).body).toMatch(/It should take \d*[05] seconds at most/);
    expect((await mine.get('/learn/fr/enter')).body).toMatch(/Cela devrait prendre \d*[05]\u00a0secondes au plus/);
    before.release();
    const stranger = await aPhoneThatWaits().get('/learn/en/enter');
    expect([stranger.headers.refresh, stranger.body.includes('Start with your slip')]).toEqual([undefined, true]);
  });
  const ticket = mine.cookies.manumit_learn_wait!;
  await expect.poll(async () => (await mine.get('/learn/en/enter')).headers.location).toBe('/learn/en');
  expect([mine.cookies.manumit_learn, mine.cookies.manumit_learn_wait]).toEqual([expect.stringMatching(/^[\w-]{43}$/), undefined]);
  expect((await mine.get('/learn/en')).body).toContain('AR-1');
  const again = aPhone(bed);
  again.cookies.manumit_learn_wait = ticket;
  expect((await again.get('/learn/en/enter')).body, 'a ticket is answered once').toContain('Start with your slip');
  expect(again.cookies.manumit_learn).toBeUndefined();
});

test('a learner who waited too long or over a restart must type the access slip again (5d)', async () => {
  const late = aPhone(bed);
  for (const [lang, words] of [
    ['en', 'Your place in the queue was lost.'],
    ['fr', 'Votre place dans la file est perdue.'],
    ['es', 'Aquí ya no se conoce su turno.'],
  ] as const) {
    late.cookies.manumit_learn_wait = 'a-ticket-of-before';
    const page = await late.get(`/learn/${lang}/enter`);
    expect([page.statusCode, page.body.includes(words), page.headers.refresh]).toEqual([200, true, undefined]);
    expect(late.cookies.manumit_learn_wait, 'it is answers once').toBeUndefined();
    expect((await late.get(`/learn/${lang}/enter`)).body).not.toContain(words);
  }
  const inside = aPhone(bed);
  await inside.enter(code, accessSlips[0]!);
  expect((await inside.get('/learn/en/enter')).headers.location, 'the earlier page in the browser’s history').toBe('/learn/en');
});

test('a learner with a wrong PIN gets code and number back, and no PIN (5d)', async () => {
  const mine = aPhoneThatWaits();
  const wrong = accessSlips[1]!.pin === '000000' ? '000001' : '000000';
  await holdingAccessSlips(() => mine.enter(code, { number: 'AR-2', pin: wrong }));
  let page = await mine.get('/learn/en/enter');
  const look = async () => {
    if (page.headers.refresh !== undefined) page = await mine.get('/learn/en/enter');
    return page.statusCode;
  };
  await expect.poll(look).toBe(422);
  for (const typed of [`value="${code}"`, 'value="AR-2"', 'class="bad"']) expect(page.body).toContain(typed);
  expect(page.body).not.toContain(`value="${wrong}"`);
});

test('a full queue is answered at once with what was typed except the PIN, and counts no failure (5d)', async () => {
  const mine = aPhone(bed);
  const held = Array.from({ length: PASSWORD_PLACES.class }, () => passwordQueues.class.takePlace());
  try {
    for (const [lang, words] of [
      ['en', 'Too many people are starting at once'],
      ['fr', 'Trop de personnes commencent en même temps'],
      ['es', 'Demasiadas personas empiezan a la vez'],
    ]) {
      const full = await mine.post(`/learn/${lang}/enter`, { code, ...accessSlips[2]! });
      expect([full.statusCode, full.headers['retry-after']]).toEqual([503, '5']);
      expect(full.body).toContain(words);
      for (const typed of [`value="${code}"`, 'value="AR-3"']) expect(full.body).toContain(typed);
      expect(full.body).not.toContain(accessSlips[2]!.pin);
    }
    const stranger = await mine.enter('ZZZZZZZZ', accessSlips[2]!);
    expect(stranger.statusCode, 'an unknown class code takes no place in the queue').toBe(422);
    for (const place of held) place.release();
    const { rows } = await bed.deployer.query(
      `select k.failures from training.access_slip k join training.trainee t on t.id = k.trainee_id where t.service_number = 'AR-3'`,
    );
    expect(rows).toEqual([{ failures: 0 }]);
    expect((await mine.enter(code, accessSlips[2]!)).headers.location).toBe('/learn/en');
  } finally {
    for (const place of held) place.release();
  }
});

test('a waiting entry stores what was typed, and not the whole form', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const mine = aPhoneThatWaits();
  /** Sends so many forms of 4 kB. Their access slips are checked once all have got the waiting page. */
  const sendForms = async (forms: number) => {
    const { promise: held, resolve: go } = Promise.withResolvers<void>();
    const holding = lookUpQueues.class.run(() => held);
    const form = { code: 'Z'.repeat(60), number: 'N'.repeat(60), pin: '000000', junk: 'j'.repeat(3_800) };
    const answers = await Promise.all(Array.from({ length: forms }, () => mine.post('/learn/en/enter', form)));
    go();
    await holding;
    await expect.poll(() => lookUpQueues.class.placesTaken).toBe(0);
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(forms);
  };
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  await sendForms(400);
  const before = used();
  for (let batch = 0; batch < 4; batch += 1) await sendForms(400);
  expect((used() - before) / 1_600, 'bytes for each').toBeLessThan(2_500);
});
