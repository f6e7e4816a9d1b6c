import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import type { TestBed } from '#test/database/harness.ts';
import { type Door, openDoor, refusedFor, throughPages } from './fixtures/door.ts';
import type { Bend } from './fixtures/provider.ts';
import { CALLBACK } from './provider.ts';

let door: Door;
let bed: TestBed;
let goOut: Door['goOut'];
let comeBack: Door['comeBack'];
let signIn: Door['signIn'];
let everything: Door['everything'];

beforeAll(async () => {
  door = await openDoor();
  ({ bed, goOut, comeBack, signIn, everything } = door);
  await bed.signIn.policyOffice(door.headquarters);
});
afterAll(() => door.close());
beforeEach(() => {
  door.logged.length = 0;
  door.provider.now.bend = undefined;
});

describe('a tampered single sign-on', () => {
  const person = { sub: 'mira-2', name: 'Mira Two', groups: ['thb-focal'] };
  const FAILED = refusedFor('single-sign-on-failed');

  test('finds state, nonce and challenge independent of each other', async () => {
    const { address, cookie } = await goOut();
    const asked = Object.fromEntries(address.searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: `http://localhost${CALLBACK}` });
    expect(new Set([asked.state, asked.nonce, asked.code_challenge, cookie]).size).toBe(4);
    expect((await goOut()).address.searchParams.get('state')).not.toBe(asked.state);
  });

  test.each<[string, Bend, string]>([
    ['the nonce of another attempt', { payload: (claims) => ({ ...claims, nonce: 'another' }) }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['no nonce', { payload: ({ nonce: _, ...claims }) => claims }, 'OAUTH_INVALID_RESPONSE'],
    ['another issuer', { payload: (claims) => ({ ...claims, iss: 'https://login.example.org' }) }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['a token for another client', { payload: (claims) => ({ ...claims, aud: 'another-client' }) }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    [
      'a token for two clients, requested by the other',
      { payload: (claims) => ({ ...claims, aud: ['manumit', 'b'], azp: 'b' }) },
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
    ],
    [
      'an expired token',
      { payload: (claims) => ({ ...claims, exp: 1_000_000_000, iat: 999_999_000 }) },
      'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
    ],
    ['a signature of another key', { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }, 'OAUTH_INVALID_RESPONSE'],
    ['no signature', { unsigned: true }, 'OAUTH_INVALID_RESPONSE'],
  ])('with %s is refused', async (_what, bend, why) => {
    const before = await everything();
    expect(await signIn(person, bend)).toEqual(FAILED);
    expect(await everything()).toEqual(before);
    expect(door.logged).toEqual([{ event: 'single-sign-on-refused', code: 'people/single-sign-on-failed', why }]);
  });

  test('with a repeated return is refused', async () => {
    door.provider.now.person = person;
    const { address, cookie } = await goOut();
    const back = await throughPages(address);
    expect((await comeBack(back, cookie)).to).toBe('/desk/policy');
    expect(await comeBack(back, cookie)).toEqual(FAILED);
  });

  test('with a second return of one attempt is refused by the database too', async () => {
    door.provider.now.person = person;
    const { address, cookie } = await goOut();
    const [first, second] = [await throughPages(address), await throughPages(address)];
    expect((await comeBack(first, cookie)).who).not.toBeNull();
    expect((await comeBack(second, cookie)).who).toBeNull();
  });

  test('with another browser’s state, a missing, altered or expired cookie is refused', async () => {
    door.provider.now.person = person;
    const [mine, theirs] = [await goOut(), await goOut()];
    const back = await throughPages(theirs.address);
    expect(await comeBack(back, mine.cookie)).toEqual(FAILED);
    expect(await comeBack(back, undefined)).toEqual(FAILED);
    expect(await comeBack(back, `${theirs.cookie.slice(0, -1)}x`)).toEqual(FAILED);
    const [random, , next] = theirs.cookie.split('.');
    expect(await comeBack(back, `${random}.${Date.now() + 3_600_000}.${next}`), 'a later expiry').toEqual(FAILED);
    expect(await comeBack(back, `${theirs.cookie}.x`)).toEqual(FAILED);
    bed.setClock(() => new Date(Date.now() + 10 * 60_000 + 1_000));
    expect(await comeBack(back, theirs.cookie)).toEqual(FAILED);
    bed.setClock(() => new Date());
    expect((await comeBack(back, theirs.cookie)).to).toBe('/desk/policy');
  });

  test.each<[string, (asked: URLSearchParams) => void]>([
    [
      'without a challenge of PKCE',
      (asked) => {
        asked.delete('code_challenge');
        asked.delete('code_challenge_method');
      },
    ],
    ['for another person’s challenge', (asked) => asked.set('code_challenge', randomBytes(32).toString('base64url'))],
  ])('with a code requested %s is refused', async (_what, change) => {
    door.provider.now.person = person;
    const { address, cookie } = await goOut();
    change(address.searchParams);
    expect(await comeBack(await throughPages(address), cookie)).toEqual(FAILED);
  });

  test('with an error of the provider or an answer of another provider is refused', async () => {
    const { address, cookie } = await goOut();
    const back = (query: Record<string, string>) =>
      new URL(`http://localhost${CALLBACK}?${new URLSearchParams({ state: address.searchParams.get('state')!, ...query })}`);
    expect(await comeBack(back({ error: 'access_denied', iss: door.provider.issuer }), cookie)).toEqual(FAILED);
    expect(await comeBack(back({ code: 'x', iss: 'https://login.example.org' }), cookie)).toEqual(FAILED);
    expect(await comeBack(back({}), cookie)).toEqual(FAILED);
  });

  test('leads to no other site', async () => {
    for (const next of ['https://example.org/', '//example.org/desk/', '/desk/api/session', '/desk/\\example.org']) {
      door.provider.now.person = person;
      const { address, cookie } = await goOut(next);
      expect((await comeBack(await throughPages(address), cookie)).to, next).toBe('/desk/');
    }
  });

  test('with arbitrary SQL as the application role signs in nobody', async () => {
    const forged = JSON.stringify({
      issuer: door.provider.issuer,
      subject: 'the-director',
      attempt: '00',
      person: randomUUID(),
      name: 'x',
      language: 'en',
      grants: [{ id: randomUUID(), role: ROLE.policyOffice }],
    });
    const { rows } = await bed.platform.pool.query(
      'select identity.sign_in_by_single_sign_on($1, $2, $3, $4) as claims, identity.end_single_sign_on($1, $2) as lost',
      [forged, randomBytes(32), randomUUID(), randomBytes(32)],
    );
    expect(rows).toEqual([{ claims: null, lost: null }]);
    await expect(bed.platform.pool.query('select identity.reconcile_grants($1, $2)', [randomUUID(), '[]'])).rejects.toMatchObject({
      code: '42501',
    });
  });
});
