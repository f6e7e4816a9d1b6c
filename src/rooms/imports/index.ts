/** The door of the room. Its commands and queries are taken from their files. */
export { readEvidenceTable } from './evidence/evidence-table.ts';
