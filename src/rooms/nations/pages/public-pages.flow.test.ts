import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../../test/database/harness.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
  await bed.givenParty({ kind: 'nation', code: 'QM', name: 'Testland & Co' });
  await bed.givenParty({ kind: 'nation', code: 'QN', name: 'Elsewhere', ally: false });
});
afterAll(() => bed.close());

const pages = ['/', '/policy', '/treaties', '/sources', '/about', '/privacy', '/accessibility'];

test.each(pages.flatMap((page) => [page, page === '/' ? '/fr' : `/fr${page}`]))('%s is public and sets no cookie', async (url) => {
  const answer = await bed.call(null, 'GET', url);
  expect(answer.status).toBe(200);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(answer.text).toContain(url.startsWith('/fr') ? '<html lang="fr">' : '<html lang="en">');
});

test('a signed-in person sees the same public page as everybody', async () => {
  const office = await bed.signIn.policyOffice(null, 'Policy Office');
  for (const url of ['/treaties', '/']) expect((await bed.call(office, 'GET', url)).text).toBe((await bed.call(null, 'GET', url)).text);
});

test('an Ally without a record is shown as unknown, and the start page counts it as not known', async () => {
  const { text } = await bed.call(null, 'GET', '/treaties');
  const row = text.split(/<tr>|<\/tr>/).find((one) => one.includes('Testland &#38; Co'))!;
  expect(row.match(/>Unknown</g)).toHaveLength(4);
  expect(text).not.toContain('Elsewhere');
  expect((await bed.call(null, 'GET', '/treaties?show=everyone')).text).toContain('Elsewhere');
  expect((await bed.call(null, 'GET', '/')).text).toContain('0 of 1 Allies are known to be bound by both UN treaties.');
});

test('an unknown URL is answered with a page', async () => {
  const answer = await bed.call(null, 'GET', '/fr/nulle-part', undefined, { accept: 'text/html' });
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('Cette page n’existe pas');
});
