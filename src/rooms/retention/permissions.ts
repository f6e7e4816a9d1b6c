import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of backups and deletion, and who holds deletion back. Only the installation deletes. */
export const RETENTION_PERMISSIONS = definePermissions({
  'retention:see': { anywhere: ['policy-office', 'platform-admin', 'auditor'] },
  'retention:hold': { anywhere: ['policy-office'] },
  'retention:run': { anywhere: [] },
});
