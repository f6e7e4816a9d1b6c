import { definePermissions } from '#platform/identity/subject.ts';

/** Who writes and signs a party's texts in the courses, and who adopts the courses. The database checks this again, row by row (migrations). */
export const COURSES_PERMISSIONS = definePermissions({
  // local-texts: briefs of operations, law annexes of nations
  'training:read-local-texts': { party: ['focal-point', 'commander', 'training-officer', 'legal-adviser'], anywhere: ['policy-office'] },
  'training:write-local-text': { party: ['focal-point', 'commander', 'training-officer', 'legal-adviser'] },
  'training:sign-local-text': { party: ['focal-point', 'commander'] },
  // teaching: which courses a party teaches
  'training:adopt-courses': { party: ['training-officer', 'focal-point', 'policy-office'] },
});
