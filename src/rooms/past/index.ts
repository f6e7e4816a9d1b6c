/** The door of the room. Its commands and queries are taken from their files. */
export { PAST_COLUMNS, readPast } from './past-file.ts';
