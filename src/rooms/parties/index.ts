/** The door of the room: what other rooms may call. */
export {
  type CsvRows,
  type FaultCode,
  type FileFault,
  fault,
  findDuplicates,
  type Line,
  MaybeDate,
  MaybeSaid,
  readRows,
  Said,
} from './csv-rows.ts';
export { PARTY_FILES, type PartyFiles, readPartyFiles } from './facts-files.ts';
export { loadPartyFacts, type PartiesLoaded } from './load-party-facts.ts';
export { Day, FactDate, Names, type OperationDates, PartyFacts, STANDINGS, type Standing } from './party.schema.ts';
export { type PartyFilter, type Register, readRegister } from './party.store.ts';
export { lineOf } from './party-line.ts';
export { PartyLine } from './party-view.schema.ts';
export { allyOn, contributionsOn, coverage, lastSeen, ownerKindsOn, runsOn, standingOn } from './standing.rules.ts';
export { sayFault, sayParties } from './texts.ts';

/** The code of the body whose staff hold the policy office: the first person signs up there. */
export const HEADQUARTERS_CODE = 'HQ-IS';
