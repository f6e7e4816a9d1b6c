export type { ProvisionState } from './clauses/check/check-text.ts';
export { type CheckedFile, checkFiles } from './clauses/check-files.ts';
export type { UnreadReason } from './clauses/document/read-contract.ts';
export { type ClauseSet, DamagedSet, DEFAULT_SET, loadSet, SHIPPED_SETS } from './clauses/sets/load-set.ts';
export { coverageHome } from './coverage/coverage-home.ts';
export { listWaitingCoverage } from './coverage/evidence/list-waiting-coverage.query.ts';
export { measureCoverage } from './coverage/evidence/measure-coverage.command.ts';
export { contractsWaiting } from './tasks/list-contract-tasks.query.ts';
