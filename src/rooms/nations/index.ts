/** The door of the room. Later rooms reach treaty facts through the evidence they leave; the start loads the facts through here. */
export { DamagedFacts, FACTS_FOLDER, type Facts, type FactsLoaded, loadFacts, readFacts } from './load-facts.ts';
export { treatyTable } from './treaty-table.query.ts';
export type { TreatyTable } from './treaty-table.schema.ts';
