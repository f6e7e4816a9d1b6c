import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Who sees how a party keeps the policy: the party, its reviewers, the policy office. Only the nation itself answers an expectation (6). Row-level security
 * checks the same rules again.
 */
export const COMMITMENTS_PERMISSIONS = definePermissions({
  'commitments:read': {
    party: group('readers'),
    anywhere: group('office'),
  },
  // Where sources differ, each side records its own view.
  'commitments:record-view': { party: group('representatives'), anywhere: group('office') },
  'commitments:answer': { party: group('representatives') },
});
