import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Platform } from '#platform/platform.ts';
import { deskLanguage } from '#platform/texts/public-languages.ts';
import { renderPage } from '#site/page.ts';
import { type PageContext, SITE_DEFAULTS } from '#site/public-page.ts';
import { currentCatalogue, currentEdition } from '../current.ts';
import { policyContent } from './policy-page.ts';
import { editionOf } from './public-pages.ts';

const NOTHING = { texts: [], decisions: [] };

describe.each(['en', 'fr'] as const)('the policy page in %s', (locale) => {
  const edition = currentEdition();
  const context: PageContext = {
    language: deskLanguage(locale),
    path: '/policy',
    query: {},
    site: SITE_DEFAULTS,
    platform: {} as Platform,
  };
  const markup = renderPage(context, policyContent(context, edition, NOTHING)).markup;
  const sections = new Map(markup.split('<section class="clause" id="').map((part) => [part.slice(0, part.indexOf('"')), part]));

  test('shows every clause with all its obligations', () => {
    for (const clause of edition.clauses) {
      const section = sections.get(clause.id)!;
      for (const obligation of edition.obligationsOf(clause.id)) expect(section).toContain(`<span>${obligation.id}</span>`);
    }
  });

  test('marks reconstructed clauses and no others', () => {
    const words = locale === 'en' ? 'Reconstructed, not the official text' : 'Texte reconstitué, pas le texte officiel';
    const marked = edition.clauses.filter((clause) => sections.get(clause.id)!.includes(words)).map((clause) => clause.id);
    const expected = edition.clauses.filter(
      (clause) => clause.reconstructed || edition.obligationsOf(clause.id).some((obligation) => obligation.reconstructed),
    );
    expect(marked).toEqual(expected.map((clause) => clause.id));
    expect(marked).toEqual(expect.arrayContaining(['A1', 'A3']));
  });

  test('lists the acts, means and purposes of clause 4, and what the treaties add to it', () => {
    const section = sections.get('4')!;
    const listed =
      locale === 'en'
        ? ['Recruiting a person', 'Deception', 'Servitude', 'What the treaties add', 'For a child under eighteen no means is needed']
        : [
            ...['Recruter une personne', 'Tromperie', 'Servitude', 'Ce que les traités ajoutent'],
            'Pour un enfant de moins de dix-huit ans aucun moyen n’est exigé',
          ];
    for (const words of listed) expect(section).toContain(words);
  });

  test('says that a further edition exists as an incomplete draft, and shows it on request', () => {
    expect(markup).toContain('?edition=nato-thb-2023');
    expect(markup).toContain(locale === 'en' ? 'exists as an incomplete draft' : 'projet incomplet');
    const show = (query: Record<string, string>) => {
      const asked = { ...context, query };
      return renderPage(asked, policyContent(asked, editionOf(query), NOTHING)).markup;
    };
    const draft = show({ edition: 'nato-thb-2023' });
    const words = locale === 'en' ? 'Incomplete draft' : 'Projet incomplet';
    expect(draft.split(words).length - 1).toBe(1 + currentCatalogue().edition('nato-thb-2023').clauses.length);
    expect(draft).toContain('N23.5');
    for (const query of [{}, { edition: 'nobody' }] as Record<string, string>[])
      expect(show(query).replaceAll('?edition=nobody', '')).toBe(markup);
  });

  test('shows an official text with its source, as text, in its own language', () => {
    const text = {
      clauseId: '1',
      language: 'en',
      body: 'First <b>line\nSecond',
      authority: 'An authority',
      source: 'A page',
      readOn: '2026-11-20',
    } as const;
    const shown = renderPage(context, policyContent(context, edition, { texts: [text], decisions: [] })).markup;
    const section = shown.slice(shown.indexOf('<section class="clause" id="1"'), shown.indexOf('<section class="clause" id="2"'));
    expect(section).toContain('<blockquote class="words" lang="en">First &#60;b&#62;line\nSecond</blockquote>');
    expect(section).toContain(
      locale === 'en' ? 'Source: An authority, A page. Read on 20 November 2026.' : 'An authority, A page. Consulté le 20 novembre 2026.',
    );
    expect(shown.split('class="words"')).toHaveLength(2);
    const both = renderPage(
      context,
      policyContent(context, edition, { texts: [text, { ...text, language: 'fr', body: 'Ligne' }], decisions: [] }),
    ).markup;
    expect(both).toContain(locale === 'en' ? 'lang="en">First' : 'lang="fr">Ligne');
    expect(both.split('class="words"')).toHaveLength(2);
  });

  test('lists the decisions on numbers with their state and reason, and the value of the edition', () => {
    const decision = {
      parameterId: 'comment-time',
      value: 45,
      fromDay: '2027-01-01',
      reason: 'A <quicker> round',
      state: 'coming',
    } as const;
    const shown = renderPage(context, policyContent(context, edition, { texts: [], decisions: [decision] })).markup;
    expect(shown).toContain(
      locale === 'en'
        ? '<dd>45 days from 1 Jan 2027 (coming): A &#60;quicker&#62; round</dd><dd class="m">Value of this edition: 60 days</dd>'
        : '<dd>45 jours à partir du 1er janv. 2027 (à venir)\u00a0: A &#60;quicker&#62; round</dd><dd class="m">Valeur de cette édition\u00a0: 60 jours</dd>',
    );
    expect(markup).not.toContain(locale === 'en' ? 'Numbers decided' : 'Chiffres décidés');
  });

  test('says without a text that none is held and where it is published, and nothing where the texts could not be read', () => {
    const words =
      locale === 'en' ? 'No official text that may be published is held here.' : 'Aucun texte officiel publiable n’est conservé ici.';
    expect(markup).toContain(words);
    expect(markup).toContain(`href="${edition.adoption!.address}"`);
    expect(renderPage(context, policyContent(context, edition, null)).markup).not.toContain(words);
  });

  test('is at most 20 KiB compressed', () => {
    expect(brotliCompressSync(markup, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }).length).toBeLessThanOrEqual(20 * 1024);
  });
});
