import { type Html, type HtmlValue, html, unsafeHtml } from './html.ts';
import type { PageContext, PublicPage } from './public-page.ts';
import { translateSite } from './texts.ts';
import { wordsIn } from './words.ts';

type Key = Parameters<typeof translateSite>[1];

/** Pages of plain text: about, privacy, accessibility. What they promise must be true of the program as it is. */
export const prosePages: readonly PublicPage[] = [
  prose(
    'about',
    '/about',
    ['about.p1', 'about.p2'],
    [
      ['about.not-title', 'about.not-1', 'about.not-2', 'about.not-3', 'about.not-4'],
      ['about.software-title', 'about.software'],
      ['about.try-title', 'about.try-1', 'about.try-2', 'about.try-3'],
    ],
  ),
  prose(
    'privacy',
    '/privacy',
    [],
    [
      ['privacy.pages-title', 'privacy.pages-1', 'privacy.pages-2', 'privacy.pages-3', 'privacy.pages-4'],
      ['privacy.limits-title', 'privacy.limits-1', 'privacy.limits-2'],
      ['privacy.desk-title', 'privacy.desk', 'privacy.learn'],
    ],
  ),
  prose(
    'accessibility',
    '/accessibility',
    ['accessibility.p1'],
    [
      ['accessibility.works-title', 'accessibility.works-1', 'accessibility.works-2', 'accessibility.works-3', 'accessibility.works-4'],
      ['accessibility.weak-title', 'accessibility.weak-1', 'accessibility.weak-2'],
    ],
  ),
];

function prose(
  name: 'about' | 'privacy' | 'accessibility',
  path: string,
  intro: readonly Key[],
  sections: readonly (readonly [Key, ...Key[]])[],
): PublicPage {
  const render = ({ language, site }: PageContext) => {
    const { text, plain } = wordsIn(language, translateSite);
    const body = html`<div class="wrap prose"><h1>${text(`${name}.title`)}</h1>${intro.map((key) => html`<p>${text(key)}</p>`)}${sections.map(
      ([title, ...lines]) =>
        html`<h2${title === 'about.try-title' && unsafeHtml(' id="try"')}>${text(title)}</h2>${list(lines.map((key) => text(key)))}`,
    )}${site.contact !== null && html`<p>${text('shell.contact', { contact: site.contact })}</p>`}</div>`;
    return { title: plain(`${name}.title`), description: plain(`${name}.description`), body };
  };
  return { path, summary: `Page ${path}`, render };
}

function list(lines: readonly HtmlValue[]): Html {
  if (lines.length === 1) return html`<p>${lines[0]}</p>`;
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
