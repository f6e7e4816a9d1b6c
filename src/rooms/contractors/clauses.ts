import { currentEdition } from '#rooms/policy/index.ts';

/** The clauses on contracts: every command of this room carries them out. */
export const CONTRACT_CLAUSES = (): readonly string[] => currentEdition().acts.contracts;
