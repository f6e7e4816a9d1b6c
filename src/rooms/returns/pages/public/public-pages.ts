import { z } from 'zod';
import { runQuery } from '#platform/query.ts';
import type { PageContext, PublicPage } from '#site/public-page.ts';
import { getPublicReturn, listPublicReturns } from '../../public/get-public.query.ts';
import { missingContent, returnContent, returnsContent } from './returns-page.ts';

const PageQuery = z.object({
  return: z.string().optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
});

// Reads without a session on purpose: a public page shows the same to every visitor.
async function render(context: PageContext) {
  const { return: requested, year } = PageQuery.parse(context.query);
  if (requested === undefined) {
    const input = year === undefined ? {} : { year };
    return returnsContent(
      context,
      listPublicReturns.answer.parse(await runQuery(context.platform, listPublicReturns, { token: null, input })),
    );
  }
  const returnId = z.uuid().safeParse(requested).data;
  if (returnId === undefined) return missingContent(context);
  const answer = await runQuery(context.platform, getPublicReturn, { token: null, input: { returnId } });
  const { return: view } = getPublicReturn.answer.parse(answer);
  return view === null ? missingContent(context) : returnContent(context, view);
}

/** The public page of this room: what nations, bodies and operations publish of their returns. */
export const returnsPages: readonly PublicPage[] = [
  { path: '/returns', summary: 'Returns of nations, bodies and operations', asks: ['return', 'year'], render },
];
