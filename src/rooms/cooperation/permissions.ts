import { definePermissions } from '#platform/identity/subject.ts';

/** Consulting is headquarters' own work (2); others see the evidence it leaves. The database asks again (database/access). */
export const COOPERATION_PERMISSIONS = definePermissions({
  'cooperation:consult': { anywhere: ['policy-office'] },
});
