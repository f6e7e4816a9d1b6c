import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of backups and deletion, and who holds deletion back. Only the installation deletes. */
export const SAFEKEEPING_PERMISSIONS = definePermissions({
  'safekeeping:see': { anywhere: ['policy-office', 'platform-admin', 'auditor'] },
  'safekeeping:hold': { anywhere: ['policy-office'] },
  'safekeeping:run': { anywhere: [] },
});
