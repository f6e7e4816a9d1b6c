import { currentEdition } from '#rooms/policy/index.ts';

/** The clauses that require training. */
export const TRAINING_CLAUSES = (): readonly string[] => currentEdition().acts.training;
