export type { KeptRecord } from '../../reporter/browser/offline/kept.rules.ts';
/** Records of the desk that wait on this phone, in the store of what reporters and interviewers keep. */
export { countRecords, deleteKeptReport as deleteRecord, findRecords, keepRecord } from '../../reporter/browser/offline/store.ts';
