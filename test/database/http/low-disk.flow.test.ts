import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { codeOf, newSecret, tokenOf } from '#rooms/people/sign-in/fixtures.ts';
import { lastDeletion, runDeletion } from '#rooms/retention/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

let bed: TestBed;
let nation: string;
let focal: TestPerson;
let [isLow, isAtReserve] = [false, false];
beforeAll(async () => {
  bed = await openTestBed();
  Object.assign(bed.platform, { diskIsLow: () => isLow, diskIsAtReserve: () => isAtReserve });
  nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Low' });
  focal = await bed.signIn.focalPoint(nation, 'Fay Focal');
});
afterAll(() => bed.close());

const enter = () => bed.call(focal, 'POST', `/desk/api/parties/${nation}/evidence`, anItem({ title: 'An order' }));

describe('a low disk', () => {
  it('lets people remove content and sign out, and refuses what adds', async () => {
    const commander = await bed.signIn.commander(nation, 'Cora Commander');
    const item = (await enter()).body;
    const step = (who: TestPerson, verb: string, version: number, body = {}) =>
      bed.call(who, 'POST', `/desk/api/evidence/${item.id}/${verb}`, body, { 'if-match': `"${version}"` });
    const requested = await step(focal, 'request-purge', item.version, { reason: 'Wrong file.' });
    isLow = true;
    expect((await enter()).status).toBe(507);
    expect((await step(commander, 'approve-purge', requested.body.version)).status).toBe(200);
    expect((await bed.call(null, 'POST', '/r/files/erasure', { ticket: `${'A'.repeat(43)}=` })).body.code).toBe('reports/unknown-ticket');
    expect((await bed.call(commander, 'DELETE', '/desk/api/session', {})).status).toBe(200);
  });

  it('lets a person with a password and codes sign in, and read', async () => {
    isLow = false;
    const [email, password, secret] = ['ada.admin@example.org', 'twelve letters and more', newSecret()];
    const office = await bed.signIn.policyOffice();
    const post = (token: string | null, path: string, body: unknown) =>
      bed.call(token === null ? null : { ...office, token }, 'POST', `/desk/api/${path}`, body);
    const invited = await post(office.token, 'people', { name: 'Ada Admin', email, language: 'en' });
    const waiting = await post(null, 'invitation', { token: invited.body.token, name: 'Ada Admin', password, language: 'en' });
    await post(tokenOf(waiting), 'session/totp-set-up', { secret, code: codeOf(secret) });
    isLow = true;
    const attempt = await post(null, 'session', { email, password });
    const inside = await post(tokenOf(attempt), 'session/totp', { code: codeOf(secret, 1) });
    expect([attempt.status, inside.status, inside.body.step]).toEqual([200, 200, 'in']);
    expect((await bed.call({ ...office, token: tokenOf(inside) }, 'GET', '/desk/api/account')).status).toBe(200);
    const attempts = () => bed.deployer.query('select count(*)::int as n from identity.failed_sign_in').then(({ rows }) => rows[0].n);
    const before = await attempts();
    isAtReserve = true;
    const refused = await post(null, 'session', { email: 'invented@example.org', password });
    expect([refused.status, refused.body.code, await attempts()]).toEqual([507, 'platform/disk-full', before]);
    expect((await bed.call({ ...office, token: tokenOf(inside) }, 'DELETE', '/desk/api/session', {})).status).toBe(200);
    isAtReserve = false;
    expect((await post(null, 'session', { email: 'invented@example.org', password })).status).toBe(401);
    expect(await attempts()).toBeGreaterThan(before);
  });

  it('does not stop the nightly deletion', async () => {
    isLow = true;
    const installation = randomUUID();
    await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), installation]);
    await bed.deployer.query(`insert into identity.spent_work (nonce, until) values ('old', now() - interval '9 months')`);
    expect(await runDeletion(bed.platform, installation)).toMatchObject({ removed: { 'spent-work': 1 }, failed: [] });
    expect((await lastDeletion(bed.deployer)).completeAt).not.toBeNull();
  });

  it('is no reason to refuse these commands of people, and no other', () => {
    const running = ROOM_ROUTES.flatMap((route) => (route.kind === 'command' && route.command.runsOnLowDisk ? [route.command.name] : []));
    expect(running.toSorted()).toEqual([
      'contractors/revoke-firm-link',
      'contractors/withdraw-site-page',
      'evidence/approve-purge',
      'people/end-device',
      'people/end-other-devices',
      'people/sign-in',
      'people/sign-in-by-passkey',
      'people/sign-in-by-recovery-code',
      'people/sign-in-by-totp',
      'people/sign-out',
      'returns/withdraw-link',
      'transparency-log/approve-erasure',
    ]);
  });
});
