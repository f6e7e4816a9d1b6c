import { currentEdition } from '#rooms/policy/index.ts';

/** The clauses on contracts: every command of this room carries them out. */
export const CONTRACT_CLAUSES = (): readonly string[] => currentEdition().acts.contracts;

/** The obligations of a contractor under these clauses that ask for a kind of evidence (P5f.4). */
export function contractorObligations(kind: string): string[] {
  return currentEdition()
    .obligations.filter(({ clause, evidence, owners }) => {
      return owners.includes('contractor') && evidence.kinds.includes(kind) && CONTRACT_CLAUSES().includes(clause);
    })
    .map(({ id }) => id);
}
