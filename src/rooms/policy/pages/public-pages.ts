import type { PublicPage } from '#site/public-page.ts';
import { currentCatalogue } from '../current.ts';
import { policyContent } from './policy-page.ts';

/** The public pages of this room. */
export const policyPages: readonly PublicPage[] = [
  {
    path: '/policy',
    summary: 'The policy in plain words',
    asks: ['edition'],
    // Shows another edition only where the address names it; an unknown name shows the current one.
    render: (context) => {
      const { editions, current } = currentCatalogue();
      return policyContent(context, editions.find(({ id }) => id === context.query.edition) ?? current);
    },
  },
];
