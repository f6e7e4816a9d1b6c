import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Permissions on evidence. The policy office writes about any party in its own name. Administrators have none of them. Row-level security checks the same rules
 * again (database/access).
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
  // Only the installation itself holds it, to repeat purges after a restore.
  'evidence:replay': {},
});
