import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** What the policy office decides about the policy itself. Everyone may read the policy. */
export const POLICY_PERMISSIONS = definePermissions({
  'policy:manage-texts': { anywhere: group('office') },
  'policy:decide-parameters': { anywhere: group('office') },
  'policy:import-editions': { anywhere: group('office') },
  'policy:see-editions': { anywhere: group('overseers') },
});
