/** Public entry point of the room. Commands and queries are imported from their files. */
export { readEvidenceTable } from './evidence/evidence-table.ts';
