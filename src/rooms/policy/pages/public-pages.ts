import { AppError } from '#kernel/errors.ts';
import { runQuery } from '#platform/query.ts';
import type { PageContext, PublicPage } from '#site/public-page.ts';
import type { Edition } from '../catalogue.ts';
import { currentCatalogue } from '../current.ts';
import type { PublicText } from '../official-texts/official-text.schema.ts';
import { releasedTexts } from '../official-texts/released-texts.query.ts';
import { policyContent } from './policy-page.ts';

/** The public pages of this room. */
export const policyPages: readonly PublicPage[] = [
  {
    path: '/policy',
    summary: 'The policy in plain words',
    asks: ['edition'],
    render: async (context) => {
      const edition = editionOf(context.query);
      return policyContent(context, edition, await readTexts(context, edition));
    },
  },
];

/** The edition that the address names; for an unknown name the current one. */
export function editionOf(query: PageContext['query']): Edition {
  const { editions, current } = currentCatalogue();
  return editions.find(({ id }) => id === query.edition) ?? current;
}

// The page stays up while the database is down, because the plain words are in files.
async function readTexts({ platform }: PageContext, { id }: Edition): Promise<readonly PublicText[] | null> {
  try {
    return await runQuery(platform, releasedTexts, { token: null, input: { editionId: id } });
  } catch (error) {
    if (error instanceof AppError && error.code === 'platform/database-lost') return null;
    throw error;
  }
}
