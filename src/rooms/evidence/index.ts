/** The door of the room: what other rooms may call. */
export { documentOf } from './document.store.ts';
export { PieceView } from './piece-view.schema.ts';
export { listSubmitted, piecesOfDuty, viewPieces } from './piece-view.store.ts';
export { recordEvidence, releaseEvidence, withdrawRecorded } from './record-evidence.ts';
export { holdingsOf, monthsOf, type StandingRow, standingsOf } from './standing.store.ts';
