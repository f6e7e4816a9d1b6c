import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HtmlValue, html, unsafeHtml } from './html.ts';

const HOSTILE = `"><script>alert('1')</script>&amp;`;

test('html escapes text and attributes', () => {
  expect(html`<p title="${HOSTILE}">${HOSTILE}</p>`.markup).toBe(
    '<p title="&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;amp;">&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;amp;</p>',
  );
});

test('html never lets a value open a tag or end an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', '=') }), (text) => {
      const inside = html`<p title="${text}">${text}</p>`.markup.slice('<p title="'.length, -'</p>'.length);
      expect(inside.match(/[<"']/g)).toEqual(['"']);
    }),
  );
});

test('html keeps markup, joins lists, omits empty values and writes zero', () => {
  expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${null}${undefined}${false}${0}</ul>`.markup).toBe(
    '<ul><li>1</li><li>2</li>0</ul>',
  );
  expect(html`<p>${unsafeHtml('<b>x</b>')}</p>`.markup).toBe('<p><b>x</b></p>');
  expect(html`<option value="a"${unsafeHtml(' selected')}>A</option>`.markup).toBe('<option value="a" selected>A</option>');
});

test.each(['/treaties?q=a', '#x', '?a=1', '', 'https://a.example/', 'mailto:a@a.example'])('html accepts the address %s', (address) => {
  expect(() => html`<a href="${address}">x</a>`).not.toThrow();
});

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JavaScript:x',
  'data:text/html,x',
  '//a.example',
  '/\\a.example',
  'java\nscript:x',
  'x',
])('html refuses the address %j', (address) => {
  expect(() => html`<a href="${address}">x</a>`).toThrow();
  expect(() => html`<form action="${address}"></form>`).toThrow();
});

test('html accepts a value after the fixed start of an address', () => {
  expect(html`<a href="/${'fr'}/x?q=${'"'}">x</a>`.markup).toBe('<a href="/fr/x?q=&#34;">x</a>');
  expect(html`<a href="${'/fr'}/x">x</a>`.markup).toBe('<a href="/fr/x">x</a>');
});

const places: [string, (value: HtmlValue) => unknown][] = [
  ['an unquoted attribute', (v) => html`<a title=${v}>x</a>`],
  ['an event handler', (v) => html`<a onclick="${v}">x</a>`],
  ['a style', (v) => html`<a style="${v}">x</a>`],
  ['a tag name', (v) => html`<${v}>`],
  ['the place of a whole attribute', (v) => html`<option value="a"${v}>A</option>`],
  ['a script', (v) => html`<script>${v}</script>`],
  ['a style sheet', (v) => html`<style>${v}</style>`],
  ['two values at the start of an address', (v) => html`<a href="${v}${v}">x</a>`],
];

test.each(places)('html refuses a value in %s', (_place, write) => {
  expect(() => write('x')).toThrow();
});
