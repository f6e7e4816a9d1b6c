import type { z } from 'zod';
import { type findPaper, safetyWordsIn, waysOf } from '#rooms/reports/index.ts';
import { html } from '#site/html.ts';
import type { PageContent, PageContext } from '#site/public-page.ts';
import type { PublicSite } from '../site-pages/site-page.schema.ts';
import { translateWorkers } from '../texts.ts';
import { RULES } from '../worker.rules.ts';

// Instructions, and what is forbidden: in a language that no speaker has read, the English is next to it.
const SENTENCES = ['about', 'about-closed', 'heading-other', ...RULES.map((rule) => `rule.${rule}` as const)] as const;

/**
 * The page of a site: what employers may not do, and where to report it (5f). It says the same of every site: several contracts with different clause sets may be carried
 * out there, so it does not say what a contract forbids. It names no contract, firm or person.
 */
export function siteContent(
  { language }: PageContext,
  { name }: z.infer<typeof PublicSite>,
  { channel, help }: Awaited<ReturnType<typeof findPaper>>,
): PageContent {
  const { text, plain } = safetyWordsIn(language, translateWorkers, SENTENCES);
  const ways = waysOf(language, { channel, help });
  return {
    title: plain('title'),
    description: plain('site.description', { site: name }),
    body: html`<div class="wrap prose"><h1>${text('title')}</h1><p class="lead">${text('site.for', { site: name })}</p><p>${text(channel === null ? 'about-closed' : 'about')}</p><h2>${text('heading-other')}</h2><ul>${RULES.map((rule) => html`<li>${text(`rule.${rule}`)}</li>`)}</ul>${ways.body}</div>`,
    style: ways.style,
  };
}

/** Shown for an address without a page of a site. */
export function missingSiteContent({ language }: PageContext): PageContent {
  const { text, plain } = safetyWordsIn(language, translateWorkers, SENTENCES);
  const ways = waysOf(language, { channel: null, help: null });
  return {
    title: plain('site.missing'),
    description: plain('site.missing-text'),
    body: html`<div class="wrap prose"><h1>${text('site.missing')}</h1><p>${text('site.missing-text')}</p>${ways.body}</div>`,
    style: ways.style,
  };
}
