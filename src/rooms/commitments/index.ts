/** The door of the room: what other rooms may call. */
export { type BoundParty, boundParties } from './bound-parties.ts';
export { type Commitment, mayAnswer, owedBy } from './commitments.rules.ts';
export { type DutyStatus, dutiesOf, freshMonths } from './duty-status.rules.ts';
export { MatrixCell } from './matrix.schema.ts';
export { dutiesOfParties, type PartyDuties } from './standing-of.ts';
export { ANSWERS, type AnswerWord, type DerivedStatus, deriveStatus, isStale, type LatestPiece } from './status.rules.ts';
