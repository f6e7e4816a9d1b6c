import { definePermissions } from '#platform/identity/subject.ts';

/** Who issues credentials, and what a credential gives access to: its own source, which the database checks again (database/access). */
export const LRS_PERMISSIONS = definePermissions({
  'lrs:give-credential': { anywhere: [] },
  'lrs:use': { credential: true },
});
