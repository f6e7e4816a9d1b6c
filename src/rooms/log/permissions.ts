import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of the log, who enrols witnesses, who erases. The database checks the same rules again (src/platform/ledger/database/access). */
export const LOG_PERMISSIONS = definePermissions({
  'log:state': { anywhere: group('supervisors') },
  'log:enrol': { anywhere: group('platform-admins') },
  'log:erase': { anywhere: group('office', 'legal-advisers') },
  'log:erasures': { anywhere: group('overseers', 'legal-advisers') },
  // Only the installation itself holds it, to repeat erasures after a restore.
  'log:replay': {},
  'log:sample': { anywhere: group('overseers') },
});
