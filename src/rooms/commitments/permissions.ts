import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Who sees how a party keeps the policy: the party, its reviewers, the policy office. Only the nation itself answers an expectation (6). Row-level security
 * checks the same rules again.
 */
export const COMMITMENTS_PERMISSIONS = definePermissions({
  'commitments:read': {
    party: ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'],
    anywhere: ['policy-office'],
  },
  'commitments:answer': { party: ['focal-point'] },
});
