import type { Request } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { quiet, settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

const DEEP = '/desk/compliance?kind=operation&status=met';
const PUBLIC = ['/', '/fr', '/treaties', '/policy', '/about', '/healthz', '/api/openapi.json', '/deskless'];
const ON_DESK = /^\/desk(\/|$)/;
const ANONYMOUS = ['GET /desk/api/session 401', 'POST /desk/api/session 401'];

test('5g: a deep link survives a wrong password and sign-in, and sign-out closes it again', async () => {
  const { address } = inject('exercise');
  const { email, password } = accountOf('Tomas Veld');
  await visit({ address, refused: ANONYMOUS }, async (page, context) => {
    await page.goto(DEEP);
    await page.waitForURL(/\/desk\/sign-in\?next=/);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await context.cookies(), 'a refused sign-in leaves no cookie').toEqual([]);
    expect(await page.getByLabel('Email address').inputValue(), 'what was typed stays').toBe(email);
    await page.getByLabel('Password').fill(password);
    // The number of tasks is requested last, and not after sign-out.
    const counted = page.waitForResponse('**/desk/api/tasks');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`**${DEEP}`);
    await counted;
    await settle(page);
    await page.getByText('Tomas Veld').first().waitFor();
    const typefaces = await page.evaluate(async () => [...(await document.fonts.ready)].map(({ family, status }) => `${family} ${status}`));
    expect(typefaces, 'the typeface comes from the installation itself').toEqual([expect.stringMatching(/^"?Inter Variable"? loaded$/)]);

    await page.evaluate(() => localStorage.setItem('left', 'by a person'));
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('**/desk/sign-in');
    const storedKeys = await page.evaluate(() =>
      Object.keys(localStorage).filter((name) => !['manumit.language', 'manumit.log'].includes(name)),
    );
    expect(storedKeys, 'the browser forgot what it stored').toEqual([]);
    expect(await context.cookies('http://localhost/desk')).toEqual([]);
    await page.goBack();
    await page.waitForURL(/\/desk\/sign-in/);
    expect(await page.getByText('Tomas Veld').count(), 'nothing of the session is left on the page').toBe(0);
  });
});

test('5g: sign-in never redirects to another site', async () => {
  const { address } = inject('exercise');
  const { email, password } = accountOf('Sanne Ruiz');
  for (const next of ['https://example.org/desk/', '//example.org/desk/', '/desk/../exercise', '/desk/api/session'])
    await visit({ address, refused: ANONYMOUS }, async (page) => {
      await page.goto(`/desk/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.waitForURL(/\/desk\/?$/);
    });
});

test('5g: the session cookie is sent to the desk and to no other page', async () => {
  const { address } = inject('exercise');
  await visit({ address, as: accountOf('Emil Brask'), refused: ['GET /deskless 404'] }, async (page, context) => {
    const requests: Request[] = [];
    context.on('request', (request) => requests.push(request));
    const [cookie] = await context.cookies(`${address}/desk`);
    expect(cookie).toMatchObject({ path: '/desk', httpOnly: true, sameSite: 'Strict' });
    await page.goto('/desk/tasks');
    await settle(page);
    for (const path of PUBLIC) await page.goto(path);
    const sent = await Promise.all(
      requests.map(async (request) => ({ path: new URL(request.url()).pathname, cookie: (await request.allHeaders()).cookie })),
    );
    expect(sent.some(({ path, cookie }) => path === '/desk/api/session' && cookie?.includes('manumit_desk='))).toBe(true);
    expect(sent.filter(({ path, cookie }) => !ON_DESK.test(path) && cookie !== undefined)).toEqual([]);
    expect(sent.filter(({ path }) => !ON_DESK.test(path)).length).toBe(PUBLIC.length);
  });
});

test('5g: a chosen language applies at once and at the next visit', async () => {
  const { address } = inject('exercise');
  const as = accountOf('Rosa Lind');
  await visit({ address, as }, async (page) => {
    await page.goto('/desk/compliance');
    await page.getByRole('button', { name: 'FR', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Respect des clauses' }).waitFor();
    await quiet(page);
  });
  await visit({ address, as }, async (page) => {
    await page.goto('/desk/compliance');
    await page.getByRole('heading', { level: 1, name: 'Respect des clauses' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });
});

test('5g: a part of the page that loads while a person signs out asks the server for nothing', async () => {
  const { address } = inject('exercise');
  await visit({ address, as: accountOf('Tomas Veld'), refused: ['GET /desk/api/session 401'] }, async (page) => {
    const ended = Promise.withResolvers<void>();
    await page.route('**/shell-rest-*.js', async (route) => {
      await ended.promise;
      await route.continue();
    });
    await page.route('**/desk/api/session', async (route) => {
      if (route.request().method() !== 'DELETE') return route.fallback();
      const response = await route.fetch();
      const loaded = page.waitForResponse('**/shell-rest-*.js');
      ended.resolve();
      await (await loaded).finished();
      await page.evaluate(() => new Promise((spare) => setTimeout(spare, 250)));
      await route.fulfill({ response });
    });
    await page.goto('/desk/');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('**/desk/sign-in');
    await settle(page);
  });
});
