import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';
import { loadPublicLanguages, type PublicLanguage } from '#platform/texts/public-languages.ts';
import type { Html } from './html.ts';
import type { InlineBlock } from './style.ts';

/** What the installation says of itself on public pages. */
export type SiteSettings = {
  /** The operator's neutral name, shown as the wordmark. */
  operator: string;
  /** Where "Leave this site" leads: a page nobody wonders about. */
  leaveTo: string;
  /** Where people sign in, or null where this surface does not say. */
  desk: string | null;
  /** How to reach the people who run this site, or null where they have not said. */
  contact: string | null;
  exercise: boolean;
  /** The languages the pages are offered in. */
  languages: readonly PublicLanguage[];
};

export const SITE_DEFAULTS: SiteSettings = {
  operator: 'Manumit',
  leaveTo: 'https://www.wikipedia.org/',
  desk: '/desk/',
  contact: null,
  exercise: false,
  languages: loadPublicLanguages(),
};

/** What a page may know of the request: language, its address without the language, the query, and the installation's settings. */
export type PageContext = {
  language: PublicLanguage;
  path: string;
  query: Readonly<Record<string, string>>;
  site: SiteSettings;
  platform: Platform;
};

/** The content of a page inside the shell. `style` and `script` are what this page needs beyond the shell's. */
export type PageContent = { title: string; description: string; body: Html; wide?: boolean; style?: InlineBlock; script?: InlineBlock };

/**
 * A public page: no account, no cookie, the same for everybody. A page made once is sent again while what it shows stands: `asks` names what of the query it
 * depends on, and `query` in its context holds no more than that; `once` says for which queries it is made each time.
 */
export type PublicPage = {
  path: string;
  summary: string;
  asks?: readonly string[];
  once?: (query: PageContext['query']) => boolean;
  render: (context: PageContext) => PageContent | Promise<PageContent>;
};

/** An address of this site in a language: `/treaties` or `/fr/treaties`. */
export function addressIn({ code }: Pick<PublicLanguage, 'code'>, path: string): string {
  if (code === DEFAULT_LOCALE) return path;
  return path === '/' ? `/${code}` : `/${code}${path}`;
}
