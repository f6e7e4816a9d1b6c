import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Consulting is headquarters' own work (2); others see the evidence it creates. The database checks again (database/access). */
export const COOPERATION_PERMISSIONS = definePermissions({
  'cooperation:consult': { anywhere: group('office') },
});
