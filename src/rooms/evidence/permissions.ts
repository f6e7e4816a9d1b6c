import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Permissions on evidence. The policy office writes about any party in its own name. Administrators have none of them. Row-level security checks the same rules
 * again (database/access).
 */
export const EVIDENCE_PERMISSIONS = definePermissions({
  'evidence:read': {
    party: group('readers'),
    anywhere: group('office'),
  },
  'evidence:enter': {
    party: group('writers'),
    anywhere: group('office'),
  },
  'evidence:sign': { party: group('signers'), anywhere: group('office') },
  // Only the installation itself holds it, to repeat purges after a restore.
  'evidence:replay': {},
});
