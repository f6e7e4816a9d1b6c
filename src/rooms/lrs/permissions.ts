import { definePermissions } from '#platform/identity/subject.ts';

/** Who gives credentials, and what a credential opens: its own source, which the database asks for again (migrations/0310-lrs.sql). */
export const LRS_PERMISSIONS = definePermissions({
  'lrs:give-credential': { anywhere: [] },
  'lrs:use': { credential: true },
});
