import { definePermissions } from '#platform/identity/subject.ts';

/** Who may what with a return. The table of states says when; row-level security asks again beneath. */
export const reportingPermissions = definePermissions({
  'reporting:open': { party: ['focal-point'], anywhere: ['policy-office'] },
  'reporting:read': {
    party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'],
    anywhere: ['policy-office'],
    seat: true,
  },
  'reporting:answer': { party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'] },
  'reporting:sign': { party: ['focal-point', 'commander'] },
  'reporting:clear': { party: ['legal-adviser'] },
  'reporting:decide': { anywhere: ['policy-office'] },
});
