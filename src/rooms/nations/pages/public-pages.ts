import { AppError } from '#kernel/errors.ts';
import { runQuery } from '#platform/query.ts';
import type { PageContext, PublicPage } from '#site/public-page.ts';
import type { TreatyFact } from '#site/start-page.ts';
import { treatyTable } from '../treaties/treaty-table.query.ts';
import { TreatyTable } from '../treaties/treaty-table.schema.ts';
import { sourcesContent } from './sources-page.ts';
import { hasBoth, TreatyFilter } from './treaty-filter.ts';
import { treatyContent } from './treaty-page.ts';

// Reads without a session on purpose: a public page shows the same to every visitor.
const readTable = async ({ platform }: PageContext): Promise<TreatyTable> =>
  TreatyTable.parse(await runQuery(platform, treatyTable, { token: null, input: {} }));

/** The public pages of this room. */
export const nationsPages: readonly PublicPage[] = [
  {
    path: '/treaties',
    summary: 'Treaty table',
    asks: Object.keys(TreatyFilter.shape),
    render: async (context) => treatyContent(context, await readTable(context)),
  },
  { path: '/sources', summary: 'Sources of the facts', render: async (context) => sourcesContent(context, await readTable(context)) },
];

/** The one figure of the start page, read from the current table. The page itself stays up while the database is down. */
export async function readTreatyFact(context: PageContext): Promise<TreatyFact | null> {
  try {
    return treatyFact(await readTable(context));
  } catch (error) {
    if (error instanceof AppError && error.code === 'platform/database-lost') return null;
    throw error;
  }
}

/** What the start page says about treaties; null while the register has no Ally. Years are those of the sources of both treaties. */
export function treatyFact(table: TreatyTable): TreatyFact | null {
  const allies = table.groups.find((group) => group.key === 'ally')?.parties ?? [];
  const bound = allies.filter(hasBoth);
  const years = bound
    .flatMap(({ cells }) => [cells.UNTOC.asOf, cells.TIP.asOf])
    .flatMap((asOf) => (asOf === null ? [] : [asOf.slice(0, 4)]));
  if (allies.length === 0) return null;
  years.sort();
  return { allies: allies.length, bound: bound.length, firstYear: years[0] ?? '', lastYear: years.at(-1) ?? '' };
}
