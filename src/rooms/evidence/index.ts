export { Wording } from './piece.schema.ts';
export type { NewPiece, PieceContent } from './piece.schema.ts';
export { recordEvidence } from './record-evidence.ts';
