import type { PageContext, PublicPage } from '#site/public-page.ts';
import type { TreatyTable } from '../treaty-table.schema.ts';
import { sourcesContent } from './sources-page.ts';
import { hasBoth } from './treaty-filter.ts';
import { treatyContent } from './treaty-page.ts';

/** Reads the public treaty table as it stands today. */
export type ReadTreatyTable = (context: PageContext) => Promise<TreatyTable>;

/** The public pages of this room, over whatever reads the table. */
export function nationsPages(read: ReadTreatyTable): readonly PublicPage[] {
  return [
    { path: '/treaties', summary: 'Treaty table', render: async (context) => treatyContent(context, await read(context)) },
    { path: '/sources', summary: 'Sources of the facts', render: async (context) => sourcesContent(context, await read(context)) },
  ];
}

/** What the start page says about treaties; null while the register holds no Ally. Years are those of the sources behind both treaties. */
export function treatyFact(table: TreatyTable): { allies: number; bound: number; firstYear: string; lastYear: string } | null {
  const allies = table.groups.find((group) => group.key === 'ally')?.parties ?? [];
  const bound = allies.filter(hasBoth);
  const years = bound
    .flatMap(({ cells }) => [cells.UNTOC.asOf, cells.TIP.asOf])
    .flatMap((asOf) => (asOf === null ? [] : [asOf.slice(0, 4)]));
  if (allies.length === 0) return null;
  years.sort();
  return { allies: allies.length, bound: bound.length, firstYear: years[0] ?? '', lastYear: years.at(-1) ?? '' };
}
