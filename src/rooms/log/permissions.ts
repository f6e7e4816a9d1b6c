import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees how the log is kept, who enrols outside checks, who erases. The database asks again (src/platform/ledger/database/access). */
export const LOG_PERMISSIONS = definePermissions({
  'log:state': { anywhere: ['auditor', 'policy-office', 'platform-admin'] },
  'log:enrol': { anywhere: ['platform-admin'] },
  'log:erase': { anywhere: ['policy-office', 'legal-adviser'] },
  'log:erasures': { anywhere: ['policy-office', 'legal-adviser', 'auditor'] },
  // Nobody but the installation itself, after a restore.
  'log:replay': {},
  'log:sample': { anywhere: ['auditor', 'policy-office'] },
});
