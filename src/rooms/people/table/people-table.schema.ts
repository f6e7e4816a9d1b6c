/** The columns of a table of people: a row for each role somebody is proposed for, or one without a role. */
export const PEOPLE_COLUMNS = 'email name language role party until'.split(' ');
