import { SESSION_COOKIE } from '#platform/http/server.ts';
import { entryOf } from '../../oracle/routes.ts';
import { wordsOf } from './canaries.ts';
import { REQUESTS } from './requests.ts';
import type { Asker } from './subjects.ts';
import type { findTargets } from './targets.ts';
import { OBLIGATIONS, type World } from './world.ts';

/** Variants of an address: drafts, every kind of party, the report of one party, the other language, the longest page. */
const VARIANTS: Record<string, string[]> = {
  'GET parties/:partyId/evidence': ['?limit=100', '?limit=100&state=draft'],
  'GET parties': ['?limit=100'],
  'GET people': ['?limit=100'],
  'GET colleagues': ['?find=author'],
  'GET rounds': ['?limit=100'],
  'GET treaty-imports': ['?limit=100'],
  'GET access-records': ['?limit=100'],
  'GET matrix': ['nation', 'body', 'operation', 'contractor', 'partner'].map((kind) => `?kind=${kind}`),
};

// Each is made in a separate process from the JSON that the same reader gets.
const PRINTED = /\.(pdf|docx|xlsx)$/;

/** Every readable address with every record that it can name; `printed` adds the files made from them. */
export function pagesOf(addresses: [string, string][], targets: Awaited<ReturnType<typeof findTargets>>, printed: boolean): string[] {
  return addresses.flatMap(([method, url]) => {
    if (method !== 'GET' || /passkeys\/options|single-sign-on/.test(url)) return [];
    if (PRINTED.test(url) && !printed) return [];
    const key = `GET ${url.replace('/desk/api/', '')}`;
    const on = entryOf(method, url)?.on;
    const ids = on ? targets[on].map((target) => target.id) : [''];
    const variants =
      VARIANTS[key] ??
      // Every subject requests the page of every return.
      (/^GET (\/fr)?\/returns$/.test(key)
        ? ['', '?year=2015', '?year=2016', ...targets.return.map((target) => `?return=${target.id}`)]
        : undefined) ??
      (/report(\.pdf)?$/.test(url)
        ? ['', ...targets.party.slice(0, printed ? 1 : 3).map(({ id }) => `?partyId=${id}`)]
        : [REQUESTS[key]?.query ?? '']);
    const kinds = url.includes(':kind') ? ['dossier', 'evidence'] : [''];
    return ids.flatMap((id) =>
      kinds.flatMap((kind) =>
        variants.map(
          (query) =>
            url
              .replace(':kind', kind)
              .replace(':obligationId', OBLIGATIONS[0])
              .replace(/:\w+/, id || 'unknown-value-of-some-length') + query,
        ),
      ),
    );
  });
}

/** The content that a subject reads: status, head and words of each page. */
export async function crawl(world: World, asker: Asker, pages: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const url of pages) {
    const answer = await world.bed.server.inject({
      method: 'GET',
      url,
      ...(asker.who && { cookies: { [SESSION_COOKIE]: asker.who.token } }),
    });
    seen.set(url, `${answer.statusCode}\n${await wordsOf(answer)}`);
  }
  return seen;
}
