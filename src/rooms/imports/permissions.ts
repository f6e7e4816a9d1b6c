import { definePermissions } from '#platform/identity/subject.ts';

/** Who takes in what was recorded before this program. The database asks again (database/access). */
export const importsPermissions = definePermissions({ 'imports:run': { anywhere: ['policy-office'] } });
