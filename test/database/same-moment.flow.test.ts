import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { anItem, deskOf } from '#rooms/evidence/fixtures.ts';
import { AUTHORITY, type Cast, DAYS, desk, givenCast, givenOpenRound, setDay } from '#rooms/reviews/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';
import { inTransaction, readBlocked } from './schema/blocked.ts';

// Two people change one record at the same moment: one succeeds, and the other gets an error with the current version and the version they had read.
let bed: TestBed;
let cast: Cast;
let colleague: TestPerson;
let address: string;

beforeAll(async () => {
  bed = await openTestBed();
  setDay(bed, '2026-03-02');
  cast = await givenCast(bed);
  colleague = await bed.signIn.focalPoint(cast.ally, 'Focal D');
  address = await bed.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => bed.close());

type Act = { who: TestPerson; url: string; method?: 'POST' | 'PUT'; body?: object; version?: number };
/** `lock` is the row or lock that both commands need. It is locked until both wait for it. */
type Race = { lock: string; one: Act; other: Act };

async function race({ lock, one, other }: Race) {
  const sent = await inTransaction(bed.deployer, async () => {
    await bed.deployer.query(lock);
    const both = [one, other].map(act);
    await expect.poll(async () => (await readBlocked(bed.deployer)).length, { interval: 10 }).toBeGreaterThanOrEqual(2);
    return both;
  });
  const ends = await Promise.all(sent);
  return ends.sort((a, b) => a.status - b.status);
}

async function act({ who, url, method = 'POST', body = {}, version }: Act) {
  const answer = await fetch(`${address}/desk/api/${url}`, {
    method,
    headers: {
      cookie: `${SESSION_COOKIE}=${who.token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** A command that prepares a race: it must succeed. */
async function done(given: Act) {
  const { status, body } = await act(given);
  if (status !== 200) throw new Error(`${given.url}: ${status} ${JSON.stringify(body)}`);
  return body;
}

const row = (table: string, id: string) => `select 1 from ${table} where id = '${id}' for update`;

const draft = async () => {
  const { id } = await deskOf(bed, cast.ally).entered(cast.focal);
  return { id, lock: row('evidence.item', id) };
};
const submitted = async () => {
  const item = await draft();
  await desk(bed).post(cast.focal, `evidence/${item.id}/submit`, {}, 1);
  return item;
};
const forUs = () => ({ level: 'unclassified', releasableTo: [cast.ally] });

/** Each race by the record that it is about, with its preparation. Both people have read `version`; the command that succeeds increments it. */
const RACES: Record<string, () => Promise<Race & { version: number }>> = {
  'a draft of evidence, changed by two people': async () => {
    const { id, lock } = await draft();
    const change = (who: TestPerson, title: string) => ({
      who,
      url: `evidence/${id}`,
      method: 'PUT' as const,
      body: { ...anItem(), title },
      version: 1,
    });
    return { lock, version: 1, one: change(cast.focal, 'Mine'), other: change(colleague, 'Yours') };
  },
  'a draft of evidence, changed by one person and submitted by another': async () => {
    const { id, lock } = await draft();
    return {
      lock,
      version: 1,
      one: { who: cast.focal, url: `evidence/${id}`, method: 'PUT', body: anItem(), version: 1 },
      other: { who: colleague, url: `evidence/${id}/submit`, version: 1 },
    };
  },
  'an evidence item, corrected by one person and withdrawn by another': async () => {
    const { id, lock } = await submitted();
    return {
      lock,
      version: 2,
      one: { who: cast.focal, url: `evidence/${id}/correct`, body: anItem(), version: 2 },
      other: { who: colleague, url: `evidence/${id}/withdraw`, body: { reason: 'Wrong' }, version: 2 },
    };
  },
  'the label of an item, narrowed by two people': async () => {
    const { id, lock } = await submitted();
    const url = `evidence/${id}/label`;
    const narrow = (who: TestPerson): Act => ({ who, url, method: 'PUT', body: { label: forUs() }, version: 2 });
    return { lock, version: 2, one: narrow(cast.focal), other: narrow(colleague) };
  },
  'the label of an item, released by two people': async () => {
    const { id } = await submitted();
    await done({ who: cast.focal, url: `evidence/${id}/label`, method: 'PUT', body: { label: forUs() }, version: 2 });
    const lower = { label: { level: 'unclassified', releasableTo: null }, reason: 'Published since' };
    await done({ who: cast.focal, url: `evidence/${id}/label`, method: 'PUT', body: lower, version: 3 });
    const { rows } = await bed.deployer.query('select id from evidence.label_release where object_id = $1', [id]);
    const release = (who: TestPerson): Act => ({
      who,
      url: `evidence/${id}/label-release`,
      body: { releaseId: rows[0].id },
      version: 4,
    });
    return {
      lock: row('evidence.label_release', rows[0].id),
      version: 4,
      one: release(colleague),
      other: release(await bed.signIn.focalPoint(cast.ally, 'Focal E')),
    };
  },
  'the purge of an item, asked for by two people': async () => {
    const { id, lock } = await submitted();
    const ask = (who: TestPerson): Act => ({ who, url: `evidence/${id}/request-purge`, body: { reason: 'Names a person' }, version: 2 });
    return { lock, version: 2, one: ask(cast.focal), other: ask(colleague) };
  },
  'the purge of an item, approved by two people': async () => {
    const { id, lock } = await submitted();
    await done({ who: cast.focal, url: `evidence/${id}/request-purge`, body: { reason: 'Names a person' }, version: 2 });
    const approve = (who: TestPerson): Act => ({ who, url: `evidence/${id}/approve-purge`, version: 3 });
    return { lock, version: 3, one: approve(colleague), other: approve(cast.office) };
  },
  'the purge of an item, approved by one person and refused by another': async () => {
    const { id, lock } = await submitted();
    await done({ who: cast.focal, url: `evidence/${id}/request-purge`, body: { reason: 'Names a person' }, version: 2 });
    const one: Act = { who: colleague, url: `evidence/${id}/approve-purge`, version: 3 };
    return {
      lock,
      version: 3,
      one,
      other: { who: cast.office, url: `evidence/${id}/refuse-purge`, body: { reason: 'Names nobody' }, version: 3 },
    };
  },
  'a return, begun by two people': async () => {
    const { id } = await openReturn('2024');
    const start = (who: TestPerson): Act => ({ who, url: `returns/${id}/start`, version: 1 });
    return { lock: row('returns.return', String(id)), version: 1, one: start(cast.focal), other: start(colleague) };
  },
  'one question of a return, answered by two people': async () => {
    const { id } = await openReturn('2025');
    await done({ who: cast.focal, url: `returns/${id}/start`, version: 1 });
    const answer = (who: TestPerson, value: string): Act => ({
      who,
      url: `returns/${id}/answers/law.tip-3`,
      method: 'PUT',
      body: { choice: 'changed', value, note: null, documentId: null, page: null },
      version: 1,
    });
    const lock = `select 1 from returns.answer where return_id = '${id}' and question_id = 'law.tip-3' for update`;
    return { lock, version: 1, one: answer(cast.focal, 'yes'), other: answer(colleague, 'no') };
  },
  'the calendar of a round, changed by two people': async () => {
    const { roundId } = await givenOpenRound(bed, cast.office, [cast.silent]);
    const move = (who: TestPerson, adoptionPlanned: string): Act => ({
      who,
      url: `rounds/${roundId}/calendar`,
      method: 'PUT',
      body: { calendar: { ...DAYS, adoptionPlanned } },
      version: 2,
    });
    return {
      lock: row('reviews.round', roundId),
      version: 2,
      one: move(cast.office, '2026-11-01'),
      other: move(cast.second, '2026-11-02'),
    };
  },
  'one question of a review, answered by two people': async () => {
    const { participations } = await givenOpenRound(bed, cast.office, [cast.ally]);
    const participation = participations.get(cast.ally)!;
    await done({ who: cast.focal, url: `participations/${participation}/prefill` });
    const answer = (who: TestPerson): Act => ({
      who,
      url: `participations/${participation}/answers/P3.2`,
      method: 'PUT',
      body: { choice: 'not-known', says: null, note: null },
      version: 1,
    });
    return { lock: row('reviews.participation', participation), version: 1, one: answer(cast.focal), other: answer(colleague) };
  },
  'the label of a participation, narrowed by two people': async () => {
    const { participations } = await givenOpenRound(bed, cast.office, [cast.ally]);
    const participation = participations.get(cast.ally)!;
    const narrow = (who: TestPerson): Act => ({
      who,
      url: `participations/${participation}/label`,
      method: 'PUT',
      body: { label: forUs() },
      version: 1,
    });
    return { lock: row('reviews.participation', participation), version: 1, one: narrow(cast.focal), other: narrow(colleague) };
  },
  'a unit, moved by two people': async () => {
    const unit = await givenUnit();
    const move = (who: TestPerson, location: string): Act => ({
      who,
      url: `units/${unit}`,
      method: 'PUT',
      body: { superiorId: null, location },
      version: 1,
    });
    return { lock: row('parties.unit', unit), version: 1, one: move(cast.office, 'East'), other: move(cast.second, 'West') };
  },
  'a rotation, ended by two people': async () => {
    const plan = { operationId: cast.operation, contingent: 'I', from: '2026-01-01', handOver: null };
    const body = await done({ who: cast.office, url: `units/${await givenUnit()}/rotations`, body: plan });
    const rotation = String(body.rotationId);
    const end = (who: TestPerson, handOver: string): Act => ({
      who,
      url: `rotations/${rotation}/hand-over`,
      method: 'PUT',
      body: { handOver },
      version: 1,
    });
    return {
      lock: row('parties.rotation', rotation),
      version: 1,
      one: end(cast.office, '2026-06-01'),
      other: end(cast.second, '2026-07-01'),
    };
  },
  'a contribution, ended by two people': async () => {
    const { rows } = await bed.deployer.query('select id from parties.contribution where party_id = $1', [cast.contributor]);
    const end = (who: TestPerson, to: string): Act => ({ who, url: `contributions/${rows[0].id}/end`, body: { to }, version: 1 });
    return {
      lock: row('parties.contribution', rows[0].id),
      version: 1,
      one: end(cast.office, '2026-06-01'),
      other: end(cast.second, '2026-07-01'),
    };
  },
};

const openReturn = (period: string) =>
  done({ who: cast.office, url: `parties/${cast.ally}/returns`, body: { period, due: '2026-11-30', roundId: null } });
const givenUnit = async () =>
  String((await done({ who: cast.office, url: `parties/${cast.ally}/units`, body: { name: 'Signals', superiorId: null } })).unitId);

test.each(Object.keys(RACES))(
  '5g: %s at the same moment: one command is accepted, the other is refused with both versions',
  async (name) => {
    const { version, ...both } = await RACES[name]!();
    const [first, second] = await race(both);
    expect([first!.status, second!.status], JSON.stringify([first!.body, second!.body])).toEqual([200, 412]);
    expect(second!.body).toMatchObject({ code: 'platform/stale', current: version + 1, yours: version });
  },
);

test('5a: one row of the treaty table, corrected by two people at the same moment, is replaced once', async () => {
  const correct = (who: TestPerson, status: string): Act => ({
    who,
    url: `parties/${cast.ally}/treaties`,
    body: {
      instrument: 'TIP',
      status,
      asOf: '2026-02-01',
      confidence: 'one-source',
      source: 'Depositary',
      reason: 'Newer',
      supersedes: null,
    },
  });
  const lock = `select pg_advisory_xact_lock(hashtext('nations.treaty_action'))`;
  const [first, second] = await race({ lock, one: correct(cast.office, 'signatory'), other: correct(cast.second, 'not-party') });
  expect([first!.status, second!.status], JSON.stringify([first!.body, second!.body])).toEqual([200, 409]);
  expect(second!.body).toMatchObject({ code: 'nations/row-replaced', current: expect.any(String), yours: null });
});

test('5g: a competent authority, replaced by two people at the same moment, is replaced once', async () => {
  const { id } = await done({ who: cast.office, url: 'authorities', body: AUTHORITY });
  const replace = (who: TestPerson): Act => ({ who, url: 'authorities', body: { ...AUTHORITY, replaces: id } });
  const ends = (await Promise.all([replace(cast.office), replace(cast.second)].map(act))).sort((a, b) => a.status - b.status);
  expect(ends.map(({ status }) => status)).toEqual([200, 409]);
  expect(ends[1]!.body.code).toBe('reviews/authority-replaced');
});
