import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who sees the state of backups and deletion, and who holds deletion back. Only the installation deletes. */
export const SAFEKEEPING_PERMISSIONS = definePermissions({
  'safekeeping:see': { anywhere: group('supervisors') },
  'safekeeping:hold': { anywhere: group('office') },
  'safekeeping:run': { anywhere: [] },
});
