import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';
import { isOfferedAt, loadPublicLanguages, type PublicLanguage } from '#platform/texts/public-languages.ts';
import type { Html } from './html.ts';
import type { InlineBlock } from './style.ts';

/** What public pages say about the installation. */
export type SiteSettings = {
  /** The operator's neutral name, shown as the wordmark. */
  operator: string;
  /** The target of "Leave this site": a page that raises no questions. */
  leaveTo: string;
  /** Where people sign in, or null where these pages do not say. */
  desk: string | null;
  /** How to contact the people who run this site, or null where they have not said. */
  contact: string | null;
  /** The address under which readers reach these pages, without a trailing slash, or null where the settings do not say. */
  address: string | null;
  /** The host name of an onion service that leads to the pages of reports and help, or null where there is none. */
  onion: string | null;
  exercise: boolean;
  /** The languages in which the pages are offered. */
  languages: readonly PublicLanguage[];
};

export const SITE_DEFAULTS: SiteSettings = {
  operator: 'Manumit',
  leaveTo: 'https://www.wikipedia.org/',
  desk: '/desk/',
  contact: null,
  address: null,
  onion: null,
  exercise: false,
  languages: loadPublicLanguages(),
};

/** What a page may know about the request: language, its address without the language, the query, and the installation's settings. */
export type PageContext = {
  language: PublicLanguage;
  path: string;
  /** The values of the parameters in its address, such as `place` of `/help/:place`. */
  params?: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  site: SiteSettings;
  platform: Platform;
};

/** The content of a page inside the shell. `style` and `script` are what this page needs beyond the shell's. */
export type PageContent = { title: string; description: string; body: Html; wide?: boolean; style?: InlineBlock; script?: InlineBlock };

/**
 * A public page: no account, no cookie, the same for every reader. A page made once is sent again while its content is current. `asks` names the query
 * parameters it depends on, and `query` in its context holds only those. `once` says for which queries the page is made each time.
 */
export type PublicPage = {
  path: string;
  summary: string;
  asks?: readonly string[];
  once?: (query: PageContext['query']) => boolean;
  render: (context: PageContext) => PageContent | Promise<PageContent>;
};

/** The address of a page in a language, or in its desk language where the page is not offered in it. */
export function addressAt(language: PublicLanguage, path: string): string {
  return addressIn(isOfferedAt(language, path) ? language : { code: language.locale }, path);
}

/** An address of this site in a language: `/treaties` or `/fr/treaties`. */
export function addressIn({ code }: Pick<PublicLanguage, 'code'>, path: string): string {
  if (code === DEFAULT_LOCALE) return path;
  return path === '/' ? `/${code}` : `/${code}${path}`;
}
