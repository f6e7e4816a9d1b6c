export { type CheckedFile, checkFiles } from './clauses/check-files.ts';
export type { UnreadReason } from './clauses/document/read-contract.ts';
export { DamagedSet, DEFAULT_SET, loadSet, SHIPPED_SETS } from './clauses/sets/load-set.ts';
