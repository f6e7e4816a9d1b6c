import { currentEdition } from '#rooms/policy/index.ts';

/** The clauses training is given under. */
export const TRAINING_CLAUSES = (): readonly string[] => currentEdition().acts.training;
