import type { PublicPage } from '#site/public-page.ts';
import { currentEdition } from '../current.ts';
import { policyContent } from './policy-page.ts';

/** The public pages of this room. */
export const policyPages: readonly PublicPage[] = [
  { path: '/policy', summary: 'The policy in plain words', render: (context) => policyContent(context, currentEdition()) },
];
