import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees how backups and deletion stand, who holds deletion back, and who carries it out: the installation alone. */
export const SAFEKEEPING_PERMISSIONS = definePermissions({
  'safekeeping:see': { anywhere: ['policy-office', 'platform-admin', 'auditor'] },
  'safekeeping:hold': { anywhere: ['policy-office'] },
  'safekeeping:run': { anywhere: [] },
});
