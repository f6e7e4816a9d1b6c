import { definePermissions } from '#platform/identity/subject.ts';

/** Who keeps a roster, who sees its people, who leads them, who counts them. The database checks this again, row by row (migrations). */
export const READINESS_PERMISSIONS = definePermissions({
  // roster, records, readiness
  'training:keep-roster': { party: ['training-officer'] },
  'training:see': { party: ['training-officer', 'commander'] },
  'training:lead': { party: ['commander'] },
  'training:count': { party: ['training-officer', 'commander', 'focal-point'], anywhere: ['policy-office'] },
});
