import { definePermissions } from '#platform/identity/subject.ts';

/** Who gives credentials, and what a credential opens: its own source, which the database asks for again (database/access). */
export const LRS_PERMISSIONS = definePermissions({
  'lrs:give-credential': { anywhere: [] },
  'lrs:use': { credential: true },
});
