/** The columns of a table of people: a row for each proposed role, or one row without a role. */
export const PEOPLE_COLUMNS = 'email name language role party until'.split(' ');
