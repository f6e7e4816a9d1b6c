import { definePermissions } from '#platform/identity/subject.ts';

/** Who writes and who signs what a party puts into the courses. The database asks again (migrations). */
export const TRAINING_PERMISSIONS = definePermissions({
  // theatre: briefs of operations, law annexes of nations
  'training:read-local-texts': { party: ['focal-point', 'commander', 'training-officer', 'legal-adviser'], anywhere: ['policy-office'] },
  'training:write-local-text': { party: ['focal-point', 'commander', 'training-officer', 'legal-adviser'] },
  'training:sign-local-text': { party: ['focal-point', 'commander'] },
  // papers: classroom packs
  'training:print-pack': { party: ['training-officer'], anywhere: ['policy-office'] },
});
