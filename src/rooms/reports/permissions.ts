import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who keeps the lists of help. The database checks again (database/access). */
export const REPORTS_PERMISSIONS = definePermissions({
  'reports:keep-help': { party: group('help-managers'), anywhere: group('office') },
});
