/** What an employer may not do to workers, in the order of FAR 52.222-50(b)(1) to (9). Their texts are in this project's own plain words. */
export const RULES = ['trade', 'sex', 'force', 'papers', 'lies', 'fees', 'return', 'housing', 'written'] as const;

/**
 * Whether the clause set of a contract forbids all of `RULES`. Of other sets a paper says only that workers can report it: not every contract forbids all nine.
 */
export const setForbidsAll = (setId: string): boolean => setId === 'far-52.222-50';
