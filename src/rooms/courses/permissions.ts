import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who writes and signs a party's texts in the courses, and who adopts the courses. The database checks this again, row by row (migrations). */
export const COURSES_PERMISSIONS = definePermissions({
  // local-texts: briefs of operations, law annexes of nations
  'training:read-local-texts': { party: group('brief-writers'), anywhere: group('office') },
  'training:write-local-text': { party: group('brief-writers') },
  'training:sign-local-text': { party: group('signers') },
  // teaching: which courses a party teaches
  'training:adopt-courses': { party: group('course-adopters') },
});
