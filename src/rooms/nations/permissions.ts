import { definePermissions } from '#platform/identity/subject.ts';

/** Who keeps the treaty table. The table itself is public. The database asks again (migrations/0150-nations.sql). */
export const NATIONS_PERMISSIONS = definePermissions({
  'nations:import': { anywhere: ['policy-office'] },
  'nations:correct': { party: ['focal-point'], anywhere: ['policy-office'] },
});
