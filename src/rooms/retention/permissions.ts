import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of backups and deletion, and who holds deletion back. Only the installation deletes. */
export const RETENTION_PERMISSIONS = definePermissions({
  'retention:see': { anywhere: group('supervisors') },
  'retention:hold': { anywhere: group('office') },
  'retention:run': { anywhere: [] },
});
