import { expect, test } from 'vitest';
import { readSources } from '#test/source-tree.ts';
import { faultPage, SECRET_FIELDS } from './fault-page.ts';
import { SITE_DEFAULTS } from './public-page.ts';

const ACCESS_SLIP = new URLSearchParams({ code: 'ABCD-2345', number: 'AR-1', pin: '482913' });
const page = (status: number, request: { method?: string; form?: URLSearchParams | null; language?: string } = {}) =>
  faultPage(
    { status, title: 'What went wrong.' },
    { language: 'en', method: 'GET', url: '/learn/en/enter', form: null, ...request },
    SITE_DEFAULTS,
  ).body.replace(/<style>[\s\S]*?<\/style>/g, '');

test.each([408, 429, 500, 503, 507])(
  'the page for status %i offers the same address, and one button that sends the form again',
  (status) => {
    expect(page(status)).toContain('<a href="/learn/en/enter">Try again</a>');
    const sent = page(status, { method: 'POST', form: new URLSearchParams({ note: 'what was written' }) });
    expect(sent).toContain('<input type="hidden" name="note" value="what was written">');
    expect(sent).toContain('<button>Send again</button>');
    expect(page(status, { method: 'POST' })).toContain('Then send it again.');
  },
);

test.each([400, 401, 403, 404, 409, 412, 413, 415, 422])(
  'the page for status %i does not suggest to try again, and offers another way',
  (status) => {
    for (const request of [
      {},
      { method: 'POST' },
      { method: 'POST', form: ACCESS_SLIP },
      { method: 'POST', form: ACCESS_SLIP, language: 'fr' },
    ]) {
      const body = page(status, request);
      expect(body).not.toMatch(/again|Réessayer|de nouveau|<form/);
      expect(body).toContain('<a href="/">');
    }
    expect(page(status, { method: 'POST' })).toContain('Go back in your browser');
  },
);

test.each([
  ['en', 'This page does not exist or is not open to you.'],
  ['fr', 'Cette page n’existe pas ou ne vous est pas ouverte.'],
])('the page for a missing address (%s) says that it does not exist, and a form that was sent is explained', (language, words) => {
  expect(page(404, { language })).toContain(`<h1>${words}</h1>`);
  expect(page(404, { language, method: 'POST' })).not.toContain(words);
});

test('the page for a foreign host name has no link', () => {
  expect(page(421)).not.toMatch(/<a |<form|again/);
});

test.each([
  ['en', 'Your PIN', 'except your PIN'],
  ['fr', 'Votre code PIN', 'sauf votre code PIN'],
])('a page of an error (%s) asks for the PIN again and keeps the other fields of the access slip', (locale, words, says) => {
  const body = page(503, { method: 'POST', form: ACCESS_SLIP, language: locale });
  expect(body).not.toContain('482913');
  expect(body).toContain(says);
  expect(body).toMatch(new RegExp(`<label>${words}<input name="pin" type="password" [^>]*required`));
  for (const [name, value] of [...ACCESS_SLIP].slice(0, 2)) expect(body).toContain(`<input type="hidden" name="${name}" value="${value}">`);
});

test('SECRET_FIELDS lists every password field of a page without script', () => {
  const inputs = readSources()
    .filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap(({ text }) => [...text.matchAll(/<input[^>]*type="password"[^>]*>/g)]);
  const names = inputs.flatMap(([input]) => /name="(\w+)"/.exec(input)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !SECRET_FIELDS.includes(name))).toEqual([]);
});
