import { definePermissions } from '#platform/identity/subject.ts';

/** Consulting is headquarters' own work (2); others see the evidence it leaves. The database asks again (migrations/0262-cooperation.sql). */
export const COOPERATION_PERMISSIONS = definePermissions({
  'cooperation:consult': { anywhere: ['policy-office'] },
});
