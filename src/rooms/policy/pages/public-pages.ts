import { AppError } from '#kernel/errors.ts';
import { runQuery } from '#platform/query.ts';
import type { PageContext, PublicPage } from '#site/public-page.ts';
import type { Edition } from '../catalogue.ts';
import { currentCatalogue } from '../current.ts';
import { releasedTexts } from '../official-texts/released-texts.query.ts';
import { publicDecisions } from '../parameters/list-parameters.query.ts';
import { type OfficeAdditions, policyContent } from './policy-page.ts';

/** The public pages of this room. */
export const policyPages: readonly PublicPage[] = [
  {
    path: '/policy',
    summary: 'The policy in plain words',
    asks: ['edition'],
    render: async (context) => {
      const edition = editionOf(context.query);
      return policyContent(context, edition, await readAdditions(context, edition));
    },
  },
];

/** The edition that the address names; for an unknown name the current one. */
export function editionOf(query: PageContext['query']): Edition {
  const { editions, current } = currentCatalogue();
  return editions.find(({ id }) => id === query.edition) ?? current;
}

// The page stays up while the database is down, because the plain words are in files.
async function readAdditions({ platform }: PageContext, { id }: Edition): Promise<OfficeAdditions | null> {
  try {
    const call = { token: null, input: { editionId: id } };
    return { texts: await runQuery(platform, releasedTexts, call), decisions: await runQuery(platform, publicDecisions, call) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'platform/database-lost') return null;
    throw error;
  }
}
