import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who imports records from before this program. The database checks again (database/access). */
export const importsPermissions = definePermissions({ 'imports:run': { anywhere: group('office') } });
