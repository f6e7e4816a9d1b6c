export { counts, countsOn, PIECE_STATES, type PieceState } from './evidence.rules.ts';
export { type NewPiece, type PieceContent, Wording } from './piece.schema.ts';
export { recordEvidence, releaseEvidence } from './record-evidence.ts';
