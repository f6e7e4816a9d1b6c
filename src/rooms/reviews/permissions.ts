import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who may do what in a review. The state tables say when; row-level security checks again in the database. */
export const reviewPermissions = definePermissions({
  'reviews:direct': { anywhere: group('office') },
  'reviews:speak': { party: group('speakers') },
  'reviews:sign': { party: group('signers') },
  'reviews:judge': { party: group('reviewers'), anywhere: group('office'), assignment: true },
  'reviews:observe': { party: group('observers') },
  'reviews:read-form': { party: group('observers'), anywhere: group('office') },
  'reviews:label': { party: group('labellers'), anywhere: group('office') },
  'reviews:read-participation': {
    party: group('readers'),
    anywhere: group('office'),
    assignment: true,
  },
  // What was adopted and released, party by party. Row-level security decides what that is; the other roles read it in briefs and reports.
  'reviews:read-adopted': { anywhere: group('auditors') },
  // What a party is asked over all its rounds. A reviewer assignment in one round does not give this permission.
  'reviews:read-party': {
    party: group('readers'),
    anywhere: group('office'),
  },
});
export type ReviewPermission = keyof typeof reviewPermissions;
