import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endAll, findFreePort, manumit, type Run, serving } from '#app/launcher/program-under-test.ts';
import { ROLE } from '#kernel/roles.ts';
import { startProvider, type TestProvider } from '#rooms/people/single-sign-on/fixtures/provider.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';

// A separate program with a separate provider. As in reality, the provider (127.0.0.1) is on another site than the desk (localhost),
// so cookies behave as they would there.
let provider: TestProvider;
let run: Run;
let address: string;
let data: string;
let settings: string;
let environment: Record<string, string>;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'manumit-browser-'));
  settings = mkdtempSync(join(tmpdir(), 'manumit-single-sign-on-'));
  const port = await findFreePort();
  address = `http://localhost:${port}`;
  provider = await startProvider(`${address}/desk/single-sign-on/callback`);
  const list = {
    name: { en: 'Ministry account', fr: 'Compte du ministère' },
    whomToAsk: { en: 'Ask the policy office, room 12.', fr: 'Demandez au bureau de la politique, pièce 12.' },
    issuer: provider.issuer,
    clientId: 'manumit',
    rules: [{ claim: 'sub', equals: 'director', grants: [{ role: ROLE.policyOffice, party: 'HQ-IS' }] }],
  };
  writeFileSync(join(settings, 'oidc.json'), JSON.stringify(list));
  environment = {
    PORT: String(port),
    MANUMIT_DATA: data,
    OIDC_CONFIG: join(settings, 'oidc.json'),
    OIDC_CLIENT_SECRET: provider.clientSecret,
  };
  run = await serving(environment);
});
afterAll(async () => {
  run?.child.kill('SIGTERM');
  await run?.code;
  await endAll(data);
  await provider?.close();
  for (const folder of [data, settings]) rmSync(folder, { recursive: true, force: true });
});

test('access: single sign-on names a contact to an unlisted person, and signs in a listed one', async () => {
  const elsewhere = (url: string) => url.startsWith(provider.issuer);
  await visit({ address, refused: ['GET /desk/api/session 401'], elsewhere }, async (page, context) => {
    provider.now.person = { sub: 'stranger', name: 'A Stranger' };
    await page.goto('/desk/policy');
    await page.getByRole('link', { name: 'Sign in with: Ministry account' }).click();
    await page.getByRole('alert').getByText('you are not listed for this desk').waitFor();
    await page.getByText('Ask the policy office, room 12.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect((await context.cookies(`${address}/desk/single-sign-on/callback`)).map(({ name }) => name)).toEqual([]);

    await context.clearCookies();
    provider.now.person = { sub: 'director', name: 'The Director' };
    await page.goto('/desk/policy');
    await page.getByRole('link', { name: 'Sign in with: Ministry account' }).click();
    await page.waitForURL('**/desk/policy');
    await settle(page);
    await page.getByText('The Director').first().waitFor();
    expect(await context.cookies(`${address}/desk`)).toMatchObject([{ name: 'manumit_desk', httpOnly: true, sameSite: 'Strict' }]);

    await page.goto('/desk/account');
    await settle(page);
    await page.getByText('no passkeys are stored here').waitFor();

    await page.goto('/desk/people/hand-over');
    await page.getByText('Roles that come from single sign-on are not handed over here.').waitFor();
    await page.getByText('You have no roles to hand over.').waitFor();
    expect(await page.getByRole('button', { name: 'Hand over' }).count()).toBe(0);

    const reset = manumit(['account', 'reset', '--name', 'the director', '--json'], environment);
    expect(await reset.code, reset.output()).toBe(0);
    expect(JSON.parse(reset.printed())).toEqual({ personId: expect.any(String), link: null, expiresInDays: null });
    await page.goto('/desk/account');
    await page.getByRole('link', { name: 'Sign in with: Ministry account' }).click();
    await page.waitForURL('**/desk/account');
    await page.getByText('no passkeys are stored here').waitFor();
  });
  expect(run.output()).not.toMatch(/stranger|director/i);
});
