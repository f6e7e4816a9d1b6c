import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ROLES } from '#kernel/roles.ts';
import type { QueryContext } from '../query.ts';

/** The pages to which a line of news leads. The desk knows their addresses (src/web/home/NewsLines.tsx); a line gives the ids in them. */
export const NEWS_PAGES = [
  'round',
  'participation',
  'return',
  'dossier',
  'evidence-item',
  'outreach',
  'letters',
  'account',
  'people',
  'rosters',
  'readiness',
  'retention',
  'log',
  'contract-firms',
] as const;

/**
 * What happened to one object since the reader was here. `kind` is the command that did it, or another key of the desk's texts (src/web/home/NewsLines.tsx);
 * `count` is how many times it happened, `at` the newest time, `names` what it concerns. `role`: the role that a person gained or lost.
 */
export const NewsLine = z.object({
  kind: z.string(),
  at: z.iso.datetime(),
  count: z.int().positive(),
  names: z.array(BothLanguages),
  role: z.enum(ROLES).nullable(),
  page: z.enum(NEWS_PAGES),
  ids: z.record(z.string(), z.string()),
});
export type NewsLine = z.infer<typeof NewsLine>;

/**
 * The news of a room (app/personal/news.ts): what others did since a time, to objects that concern this reader. `find` reads under the claims of the
 * reader, so row-level security applies as on the page of the object. It sends all its statements without waiting, leaves out what the reader did, and returns the
 * newest lines first, at most `most`.
 */
export type NewsSource = {
  readonly kinds: readonly string[];
  readonly find: (context: QueryContext, since: Date, most: number) => Promise<readonly NewsLine[]>;
};

/** A row of news as the statements of the rooms give it: names of the party and of what else is concerned, each null where there is none. */
export type NewsRow = { kind: string; at: Date; count: number; en: string | null; fr: string | null };

/** A line from a row: `names` in the order in which they are shown. */
export function newsLine(
  row: NewsRow,
  page: NewsLine['page'],
  ids: NewsLine['ids'] = {},
  { names = [], role = null }: { names?: NewsLine['names']; role?: NewsLine['role'] } = {},
): NewsLine {
  const own = row.en === null || row.fr === null ? [] : [{ en: row.en, fr: row.fr }];
  return { kind: row.kind, at: row.at.toISOString(), count: row.count, names: [...own, ...names], role, page, ids };
}
