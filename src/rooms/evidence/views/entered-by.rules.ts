import type { ItemView } from './item-view.schema.ts';

/**
 * Who entered an evidence item: a person of the party, a person of the policy office about the party, or the installation. The installation has no name: it
 * loads the shipped facts and what its operator imports, and the policy office did not enter those.
 */
export function enteredBy(item: Pick<ItemView, 'enteredBy' | 'byPolicyOffice'>): 'person' | 'policy-office' | 'installation' {
  if (item.enteredBy === null) return 'installation';
  return item.byPolicyOffice ? 'policy-office' : 'person';
}
