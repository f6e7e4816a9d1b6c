import { definePermissions } from '#platform/identity/subject.ts';

/** Who teaches, who sees classes, who learns, who writes and signs what a party puts into the courses. The database asks again, row by row (migrations). */
export const TRAINING_PERMISSIONS = definePermissions({
  'training:see-classes': { party: ['training-officer', 'commander'] },
  'training:teach': { party: ['training-officer'] },
  // Whoever has a slip or an account: what they reach is their own training and nothing else.
  'training:learn': { everyone: true },
  // theatre: briefs of operations, law annexes of nations
  'training:read-local-texts': { party: ['focal-point', 'commander', 'training-officer', 'legal-adviser'], anywhere: ['policy-office'] },
  'training:write-local-text': { party: ['focal-point', 'commander', 'training-officer', 'legal-adviser'] },
  'training:sign-local-text': { party: ['focal-point', 'commander'] },
  // papers: classroom packs
  'training:print-pack': { party: ['training-officer'], anywhere: ['policy-office'] },
  // teaching: which courses a party teaches
  'training:adopt-courses': { party: ['training-officer', 'focal-point', 'policy-office'] },
  // certificates
  'training:certify': { party: ['training-officer'] },
  'training:revoke-certificate': { party: ['training-officer', 'commander'] },
  // roster, records, readiness
  'training:keep-roster': { party: ['training-officer'] },
  'training:see': { party: ['training-officer', 'commander'] },
  'training:lead': { party: ['commander'] },
  'training:count': { party: ['training-officer', 'commander', 'focal-point'], anywhere: ['policy-office'] },
});
