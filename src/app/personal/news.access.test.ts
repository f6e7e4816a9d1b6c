import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#kernel/roles.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { hashToken } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { type Cast, desk, givenCast, givenOpenRound, setDay } from '#rooms/reviews/fixtures.ts';
import en from '#rooms/transparency-log/ui/actions/texts/en.json' with { type: 'json' };
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import home from '#web/home/texts/en.json' with { type: 'json' };
import { NEWS_SOURCES } from './news.ts';

let bed: TestBed;
let cast: Cast;
let round: Awaited<ReturnType<typeof givenOpenRound>>;
let { get, post } = {} as ReturnType<typeof desk>;
type Line = { kind: string; at: string; count: number; names: { en: string }[]; isNew: boolean; ids: Record<string, string> };

const news = async (who: TestPerson) => {
  const { status, body } = await get(who, 'news');
  expect(status).toBe(200);
  expect(body.unseen).toBe(body.lines.filter(({ isNew }: Line) => isNew).length);
  return body as { since: string | null; lines: Line[]; unseen: number; more: boolean };
};
const kinds = async (who: TestPerson) => (await news(who)).lines.map(({ kind }) => kind);
const visitOf = (who: TestPerson, from: string, to: string) =>
  bed.deployer.query(
    `insert into identity.session (id, person_id, token_hash, created_at, seen_at, ends_at) values (gen_random_uuid(), $1, decode(md5(random()::text), 'hex'), $2, $3, $3)`,
    [who.personId, from, to],
  );

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post } = desk(bed));
  cast = await givenCast(bed);
  // Everybody signed in on 1 February; the round opens on the 10th.
  await bed.deployer.query(`update identity.session set created_at = '2026-02-01T08:00:00Z'`);
  setDay(bed, '2026-02-10');
  round = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent]);
  setDay(bed, '2026-02-11');
});
afterAll(() => bed.close());

describe('home/get-news', () => {
  it('begins at the sign-in of a first visit', async () => {
    expect((await news(cast.focal)).since).toBe('2026-02-01T08:00:00.000Z');
  });

  it('shows each reader what others did and they may see, and nobody their own acts', async () => {
    expect(await kinds(cast.focal)).toEqual(['reviews/open-round']);
    expect(await kinds(cast.second)).toEqual(['reviews/open-round']);
    expect(await kinds(cast.office)).toEqual([]);
    expect(await kinds(cast.contributorFocal)).toEqual([]);
    const item = await post(cast.silentFocal, `parties/${cast.silent}/evidence`, anItem({ title: 'An order' }));
    expect((await post(cast.silentFocal, `evidence/${item.body.id}/submit`, {}, 1)).status).toBe(200);
    expect(await kinds(cast.silentFocal)).toEqual(['reviews/open-round']);
    expect(await kinds(cast.office)).toEqual(['evidence/submit-evidence']);
    expect(await kinds(cast.focal)).toEqual(['reviews/open-round']);
    expect(await kinds(cast.reviewer)).toEqual(['reviews/open-round']);
  });

  it('5g: does not notify a party that it was rated', async () => {
    const participation = round.participations.get(cast.silent)!;
    await bed.deployer.query(
      `insert into reviews.step (id, participation_id, party_id, action, to_state, at, person_id)
       select gen_random_uuid(), $1, $2, action, 'drafted', '2026-02-10T13:00:00Z', $3 from unnest(array['rate', 'find', 'send-draft']) action`,
      [participation, cast.silent, cast.office.personId],
    );
    expect(await kinds(cast.silentFocal)).toEqual(['reviews/send-draft', 'reviews/open-round']);
  });

  it('begins at the last use of the last earlier session', async () => {
    await visitOf(cast.focal, '2026-01-10T09:00:00Z', '2026-01-10T11:00:00Z');
    await visitOf(cast.focal, '2026-01-20T09:00:00Z', '2026-01-20T11:00:00Z');
    expect((await news(cast.focal)).since).toBe('2026-01-20T11:00:00.000Z');
  });

  it('begins at the start of an earlier session that is still in use on another device', async () => {
    await visitOf(cast.focal, '2026-01-31T09:00:00Z', '2026-02-11T11:00:00Z');
    expect((await news(cast.focal)).since).toBe('2026-01-31T09:00:00.000Z');
  });

  it('goes back thirty days at most, and says so', async () => {
    await visitOf(cast.second, '2025-06-01T09:00:00Z', '2025-06-01T11:00:00Z');
    expect((await news(cast.second)).since).toBe('2026-01-12T12:00:00.000Z');
  });

  it('goes back thirty days for a reader whose earlier sessions were deleted, and to the account of one who is new', async () => {
    const [old, recent] = [await bed.signIn.focalPoint(cast.ally), await bed.signIn.focalPoint(cast.ally)];
    for (const [{ personId }, created] of [
      [old, '2025-06-01T09:00:00Z'],
      [recent, '2026-02-05T09:00:00Z'],
    ] as const) {
      await bed.deployer.query('update identity.person set created_at = $2 where id = $1', [personId, created]);
      await bed.deployer.query(`update identity.session set created_at = '2026-02-11T08:00:00Z' where person_id = $1`, [personId]);
    }
    expect((await news(old)).since).toBe('2026-01-12T12:00:00.000Z');
    expect(await kinds(old)).toContain('reviews/open-round');
    expect((await news(recent)).since).toBe('2026-02-05T09:00:00.000Z');
  });

  it.each(ROLES)('counts the lines that the role %s has not seen, before and after they are seen', async (role) => {
    const who = await bed.givenPerson(`Reader ${role}`, [{ role, partyId: cast.ally }]);
    await bed.deployer.query(`update identity.session set created_at = '2026-02-01T08:00:00Z' where person_id = $1`, [who.personId]);
    await bed.deployer.query(`update identity.role_grant set granted_at = '2026-02-09', granted_by = $2 where person_id = $1`, [
      who.personId,
      cast.office.personId,
    ]);
    const before = await news(who);
    expect(before.lines.map(({ kind }) => kind)).toContain('people/give-grant');
    expect(before.unseen).toBe(before.lines.length);
    expect((await post(who, 'news/seen', { until: before.lines[0]!.at })).status).toBe(200);
    const seen = await news(who);
    expect([seen.unseen, seen.lines.length]).toEqual([0, before.lines.length]);
    // A role that begins after the list was seen is one new line.
    await bed.deployer.query(
      `insert into identity.role_grant (id, person_id, role, party_id, valid_from, granted_at, granted_by)
       values (gen_random_uuid(), $1, 'auditor', null, '2030-01-01', '2026-02-11T12:00:01Z', $2)`,
      [who.personId, cast.office.personId],
    );
    expect((await news(who)).unseen).toBe(1);
  });
});

describe('home/mark-news-seen', () => {
  it('holds on every device, and never goes back', async () => {
    const { unseen, lines } = await news(cast.silentFocal);
    expect(unseen).toBe(2);
    await post(cast.silentFocal, 'news/seen', { until: lines[0]!.at });
    await post(cast.silentFocal, 'news/seen', { until: '2026-01-01T00:00:00.000Z' });
    expect((await news(cast.silentFocal)).unseen).toBe(0);
    const token = randomBytes(32).toString('base64url');
    await bed.deployer.query(
      `insert into identity.session (id, person_id, token_hash, created_at, ends_at) values (gen_random_uuid(), $1, $2, '2026-02-01T09:00:00Z', now() + interval '1 hour')`,
      [cast.silentFocal.personId, hashToken(token)],
    );
    const other = await news({ ...cast.silentFocal, token });
    expect([other.unseen, other.lines.length]).toEqual([0, 2]);
  });

  it('is refused to a person who is not signed in', async () => {
    expect([(await get(null, 'news')).status, (await post(null, 'news/seen', { until: '2026-01-01T00:00:00.000Z' })).status]).toEqual([
      401, 401,
    ]);
  });
});

describe('NEWS_SOURCES', () => {
  it('names only what the desk has words for', () => {
    const known = (kind: string) => kind in en || `news.${kind}` in home;
    expect(NEWS_SOURCES.flatMap((source) => source.kinds).filter((kind) => !known(kind))).toEqual([]);
  });
});
