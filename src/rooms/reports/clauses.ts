import { currentEdition } from '#rooms/policy/index.ts';

/** The clauses of supporting victims and those who help them: every command of this room carries them out. */
export const SUPPORT_CLAUSES = (): readonly string[] => currentEdition().acts.support;
