import { definePermissions } from '#platform/identity/subject.ts';

/** Who may do what with a return. The state table says when; row-level security checks again in the database. */
export const returnsPermissions = definePermissions({
  'returns:open': { party: ['focal-point'], anywhere: ['policy-office'] },
  'returns:read': {
    party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'],
    anywhere: ['policy-office'],
    assignment: true,
  },
  'returns:answer': { party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'] },
  'returns:sign': { party: ['focal-point', 'commander'] },
  'returns:clear': { party: ['legal-adviser'] },
  'returns:decide': { anywhere: ['policy-office'] },
});
