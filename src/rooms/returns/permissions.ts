import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who may do what with a return. The state table says when; row-level security checks again in the database. */
export const returnsPermissions = definePermissions({
  'returns:open': { party: group('representatives'), anywhere: group('office') },
  'returns:read': {
    party: group('readers'),
    anywhere: group('office'),
    assignment: true,
  },
  'returns:answer': { party: group('writers') },
  'returns:sign': { party: group('signers') },
  'returns:clear': { party: group('legal-advisers') },
  'returns:decide': { anywhere: group('office') },
});
