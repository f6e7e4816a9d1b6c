import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of the log, who enrols witnesses, who erases. The database checks the same rules again (src/platform/ledger/database/access). */
export const LOG_PERMISSIONS = definePermissions({
  'log:state': { anywhere: ['auditor', 'policy-office', 'platform-admin'] },
  'log:enrol': { anywhere: ['platform-admin'] },
  'log:erase': { anywhere: ['policy-office', 'legal-adviser'] },
  'log:erasures': { anywhere: ['policy-office', 'legal-adviser', 'auditor'] },
  // Only the installation itself holds it, to repeat erasures after a restore.
  'log:replay': {},
  'log:sample': { anywhere: ['auditor', 'policy-office'] },
});
