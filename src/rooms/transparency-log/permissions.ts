import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of the log, who enrols witnesses, who erases. The database checks the same rules again (src/platform/ledger/database/access). */
export const TRANSPARENCY_LOG_PERMISSIONS = definePermissions({
  'transparency-log:state': { anywhere: group('supervisors') },
  'transparency-log:enrol': { anywhere: group('platform-admins') },
  'transparency-log:erase': { anywhere: group('office', 'legal-advisers') },
  'transparency-log:erasures': { anywhere: group('overseers', 'legal-advisers') },
  // Only the installation itself holds it, to repeat erasures after a restore.
  'transparency-log:replay': {},
  'transparency-log:sample': { anywhere: group('overseers') },
});
