/** The public interface of the room: what other rooms may call. */
export { dayIn, isOver, nextWorkingDay, overOn, USUAL_CALENDAR, type WorkCalendar } from './calendar/calendar.rules.ts';
export { calendarsOf } from './calendar/calendar.store.ts';
export {
  type CsvRows,
  type FileFault,
  fault,
  findDuplicates,
  type Line,
  MAX_FAULTS,
  MaybeDate,
  OptionalText,
  RequiredText,
  readRows,
  splitTable,
} from './csv-rows.ts';
export { PARTY_FILES, type PartyFiles, readPartyFiles } from './facts/facts-files.ts';
export { loadPartyFacts, type PartiesLoaded } from './facts/load-party-facts.ts';
export type { OperationDates, PartyFacts } from './party.schema.ts';
export { findContribution, type PartyFilter, partiesByCode, readRegister } from './party.store.ts';
export {
  allySince,
  contributionsNotOver,
  contributionsOn,
  isHistory,
  lastSeen,
  OBSERVED_YEARS,
  ownerKindsOn,
  partyStatusOn,
} from './party-status.rules.ts';
export { compareParties, type Differs } from './table/compare-parties.ts';
export { registerMany, removeParties } from './table/register-many.ts';
export { translateFault } from './texts.ts';
export { unitSearch } from './units/search-units.ts';
export { rotationsOf, unitNames, unitsAbove, unitsOf } from './units/unit.store.ts';
export { byKind, partySearch } from './views/search-parties.ts';

/** The code of the body whose staff hold the policy office: the first person signs up at this body. */
export const HEADQUARTERS_CODE = 'HQ-IS';
