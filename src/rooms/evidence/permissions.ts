import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Who may what with evidence. The policy office writes about any party in its own name. Administrators hold none of it.
 * The database asks again, row by row (database/access).
 */
export const EVIDENCE_PERMISSIONS = definePermissions({
  'evidence:read': {
    party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'],
    anywhere: ['policy-office'],
  },
  'evidence:enter': {
    party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser'],
    anywhere: ['policy-office'],
  },
  'evidence:sign': { party: ['focal-point', 'commander'], anywhere: ['policy-office'] },
  // Nobody but the installation itself, after a restore.
  'evidence:replay': {},
});
