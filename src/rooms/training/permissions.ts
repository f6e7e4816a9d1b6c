import { definePermissions } from '#platform/identity/subject.ts';

/** Who keeps and sees the people who train. The database asks again (migrations/0300 to 0304). */
export const TRAINING_PERMISSIONS = definePermissions({
  'training:keep-roster': { party: ['training-officer'] },
  'training:see': { party: ['training-officer', 'commander'] },
  'training:lead': { party: ['commander'] },
  'training:count': { party: ['training-officer', 'commander', 'focal-point'], anywhere: ['policy-office'] },
});
